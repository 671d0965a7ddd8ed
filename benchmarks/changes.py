"""Announcements told from other messages: on the labelled sample, on real developer chat, and how long it takes."""

from pathlib import Path

from benchmarks import turns
from benchmarks.material import beside, chat
from benchmarks.report import Section
from changes.evaluation import figures, judge_file, noise
from changes.recognise import Recogniser
from changes.recognition.cues import worth_reading
from changes.recognition.examples import announcements, others
from index.encoder.choose import Choice, open_encoder

TITLE = "Changes: recognising announcements"
FIGURES = ["figure", "value"]
OWN, HALVES = Path(__file__).with_name("data"), ("looked_at", "held_out")
MODELS = Path(__file__).resolve().parents[1] / ".artifacts" / "models"


def run() -> list[Section]:
    recogniser = Recogniser.open(open_encoder(Choice(MODELS)))
    return [*_labelled(recogniser), *_chat(recogniser), _own(recogniser), _plain(recogniser), _speed(recogniser)]


def _labelled(recogniser: Recogniser) -> list[Section]:
    path = beside("evals/announcements.jsonl")
    if path is None:
        return []
    rows = _rows(figures(judge_file(path, recogniser.recognise)))
    note = "Kind, assets, harm and date count among what was recognised."
    return [Section("On the labelled sample", note, FIGURES, rows)]


def _own(recogniser: Recogniser) -> Section:
    """Written for measuring only. The rules were made with the mistakes in one half in sight, and without those in the other."""
    halves = [figures(judge_file(OWN / f"announcements_{half}.jsonl", recogniser.recognise)) for half in HALVES]
    rows = [[*row, other] for row, (_, other) in zip(*map(_rows, halves), strict=True)]
    note = "The mistakes in one half were looked at while rules were made, those in the other were not. None is an example."
    return Section("On messages of our own", note, ["figure", "looked at", "held out"], rows)


def _plain(recogniser: Recogniser) -> Section:
    """Their other half is among the examples, written by the same hand on the same day: so this is easier than life."""
    rows = _rows(figures(judge_file(OWN / "harm_held_out.jsonl", recogniser.recognise)))
    note = "Announcements only. Half of a set written in one go; the other half is among the examples."
    return Section("On harm and harmlessness in plain words, held out", note, FIGURES, rows)


def _rows(found: dict[str, float]) -> list[list[object]]:
    return [[name, f"{value:.0f}" if name == "messages" else f"{value:.3f}"] for name, value in found.items()]


def _chat(recogniser: Recogniser) -> list[Section]:
    texts = chat()
    if not texts:
        return []
    offers, count = noise(texts, recogniser.recognise)
    rows = [
        ["messages", f"{count:,}"],
        ["offers", str(offers)],
        ["messages for one offer", f"{count / max(offers, 1):.0f}"],
        ["read by the model", f"{sum(worth_reading(text) for text in texts) / count:.0%}"],
    ]
    return [
        Section("Offers in real developer chat", "Nothing is announced there: every offer is noise.", FIGURES, rows)
    ]


def _speed(recogniser: Recogniser) -> Section:
    works = {"encode": lambda text: recogniser.encoder.encode([text]), "recognise": recogniser.recognise}
    rows = []
    for kind, texts in (("an announcement", announcements()), ("any other message", others())):
        times = turns.taken(works, [one.text for one in texts[::5]])
        ours, bare = times["recognise"], times["encode"]
        rows.append([kind, bare.milliseconds, ours.milliseconds, ours.over(bare)])
    note = "One forward pass at most. Processor time, both taking turns; medians, and the middle half of the ratios."
    return Section("Time to recognise one message", note, ["", "encode alone, ms", "recognise, ms", "ratio"], rows)
