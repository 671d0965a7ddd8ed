"""Announcements told from other messages: on the labelled sample, on real developer chat, and how long it takes."""

import json
import time
from pathlib import Path
from statistics import median

from benchmarks.report import Section, Skipped
from changes.evaluation import figures, judge_file, noise
from changes.recognise import Recogniser
from changes.recognition.cues import worth_reading
from changes.recognition.examples import announcements, others
from index.encoder.choose import Choice, open_encoder

TITLE = "Changes: recognising announcements"
FIGURES = ["figure", "value"]
SHARED = Path(__file__).resolve().parents[2] / "shared"
OWN, HALVES = Path(__file__).with_name("data"), ("looked_at", "held_out")
MODELS = Path(__file__).resolve().parents[1] / ".artifacts" / "models"


def run() -> list[Section]:
    recogniser = Recogniser.open(open_encoder(Choice(MODELS)))
    sections = [_own(recogniser), _plain(recogniser), _speed(recogniser)]
    if not SHARED.is_dir():
        raise Skipped("the labelled messages beside the project are not here")
    return [_labelled(recogniser), _chat(recogniser), *sections]


def _labelled(recogniser: Recogniser) -> Section:
    rows = _rows(figures(judge_file(SHARED / "evals" / "announcements.jsonl", recogniser.recognise)))
    return Section(
        "On the labelled sample", "Kind, assets, harm and date count among what was recognised.", FIGURES, rows
    )


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


def _chat(recogniser: Recogniser) -> Section:
    lines = (SHARED / "data" / "devchat" / "messages.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    offers, count = noise(texts, recogniser.recognise)
    read = sum(worth_reading(text) for text in texts)
    rows = [
        ["messages", f"{count:,}"],
        ["offers", str(offers)],
        ["messages for one offer", f"{count / max(offers, 1):.0f}"],
    ]
    rows.append(["read by the model", f"{read / count:.0%}"])
    return Section("Offers in real developer chat", "Nothing is announced there: every offer is noise.", FIGURES, rows)


def _speed(recogniser: Recogniser) -> Section:
    told, rest = [one.text for one in announcements()[::5]], [one.text for one in others()[::5]]
    rows = [["an announcement, median", f"{_milliseconds(recogniser, told):.2f} ms"]]
    rows.append(["any other message, median", f"{_milliseconds(recogniser, rest):.2f} ms"])
    return Section("Time to recognise one message", "One forward pass at most.", FIGURES, rows)


def _milliseconds(recogniser: Recogniser, texts: list[str]) -> float:
    took = []
    for text in texts:
        start = time.perf_counter()
        recogniser.recognise(text)
        took.append(1_000 * (time.perf_counter() - start))
    return median(took)
