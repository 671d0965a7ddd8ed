"""Reading meanings: labelled samples, own conversations, real chat, speed, and what confirmed uses teach."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks import turns
from benchmarks.material import beside
from benchmarks.own_content import Texts, encode_missing, labelled
from benchmarks.report import Section
from glossary.confirmed import Confirmed, Experience
from glossary.disambiguator import Context
from glossary.evaluation import offers, senses, sets, threads
from glossary.evaluation.plot import reliability
from glossary.glossary import Glossary
from glossary.loader import load_terms
from glossary.scoring.weights import Weights
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder

TITLE = "Reading meanings"
ROOT = Path(__file__).parents[1]
OWN_THREADS = ROOT / "tests" / "data" / "threads_own.jsonl"
PLOT = Path(__file__).parent / "reliability.png"
CONFIRMATIONS = (0, 1, 2, 4, 8)
HABITS = {"all senses alike": 0.0, "one sense in 60 %": 0.6, "in 80 %": 0.8, "always": 1.0}


def run() -> list[Section]:
    encoder = open_encoder(Choice(ROOT / ".artifacts" / "models"))
    glossary = Glossary.open(load_terms(), encoder, ROOT / ".artifacts" / "senses.db")
    glossary.build()
    sections = [_speed(glossary, encoder), _threads(glossary), _offers(glossary), _learning(encoder)]
    sample = beside("evals/senses.jsonl")
    return ([_sample(glossary, sample)] if sample else []) + sections


def _sample(glossary: Glossary, path: Path) -> Section:
    found = senses.figures(senses.read_all(glossary, sets.senses(path)))
    reliability(found.bins, PLOT, f"calibration error {found.calibration_error:.3f} on {found.items} messages")
    rows = [
        ("clear, strict macro accuracy", found.strict, 0.80, 0.88),
        ("clear, answered only", found.answered_only, 0.88, 0.93),
        ("coverage", found.coverage, 0.80, 0.85),
        ("ambiguous, precision", found.ambiguous_precision, 0.55, 0.70),
        ("ambiguous, recall", found.ambiguous_recall, 0.50, 0.60),
        ("everyday, recall", found.everyday_recall, 0.75, 0.85),
        ("calibration error", found.calibration_error, 0.06, 0.04),
    ]
    note = (
        f"{found.items} labelled messages beside the project, written by other hands; at this size a figure is good"
        " to about five points, and a calibration error of 0.07 is what perfect calibration shows."
    )
    return Section("Labelled sample", note, ("", "measured", "must", "goal"), rows)


def _threads(glossary: Glossary) -> Section:
    own = sets.threads(OWN_THREADS)
    rows = [
        _thread_row(name, glossary, own[start::2]) for start, name in enumerate(("own, looked at", "own, held out"))
    ]
    if sample := beside("evals/threads.jsonl"):
        rows.append(_thread_row("shared sample", glossary, sets.threads(sample)))
    if talk := beside("data/devchat/messages.jsonl"):
        chat = threads.noise(threads.replay_all(glossary, sets.chat(talk)))
        rows.append((f"developer chat, {chat.messages} messages", "", "", f"1 note in {chat.messages_a_note:.0f}"))
    columns = ("conversations", "right word noted", "at once or one later", "harmless ones disturbed")
    return Section("Conversations", "Replayed message by message with default settings.", columns, rows)


def _thread_row(name: str, glossary: Glossary, conversations: list[threads.Conversation]) -> tuple[object, ...]:
    found = threads.figures(threads.replay_all(glossary, conversations))
    return f"{name} ({found.misread} + {found.harmless})", found.right_term, found.in_time, found.false_alarms


def _offers(glossary: Glossary) -> Section:
    own = sets.threads(OWN_THREADS)
    rows = [
        (f"{name}, {who}", found.both, found.offered, found.foreign)
        for start, name in enumerate(("own, looked at", "own, held out"))
        for who, known in (("people known", True), ("nobody known", False))
        for found in (offers.figures(glossary, own[start::2], people_known=known),)
    ]
    note = "As if a note were written where it helps; foreign is neither meant nor understood, nor of a trade in there."
    return Section("Meanings offered", note, ("conversations", "both offered", "how many", "foreign among them"), rows)


def _speed(glossary: Glossary, encoder: Encoder) -> Section:
    text = "did the deployment go through on Friday or do we have to call the client again"
    quiet = "could you bring me a coffee from the kitchen when you come back to the third floor?"
    one = glossary.match(text)[:1]
    works: dict[str, Callable[[int], object]] = {
        "encode": lambda turn: encoder.encode([text]),
        "read": lambda turn: glossary.read(text, Context(), one),
    }
    times = turns.taken(works, range(200))
    matching = turns.taken({"match": lambda turn: glossary.match(quiet)}, range(2000), time.perf_counter)["match"]
    rows = [
        ("bare encode, ms", times["encode"].milliseconds),
        ("read with one mention, ms", times["read"].milliseconds),
        ("ratio (at most 1.5)", times["read"].over(times["encode"])),
        (f"no mention, µs, {len(glossary.terms)} terms", 1e6 * matching.median),
    ]
    note = (
        "One message of 17 words, one thread, 200 turns; medians of processor time, and the middle half of the ratios."
    )
    return Section("Speed", note, ("", "measured"), rows)


def _learning(encoder: Encoder) -> Section:
    """Half of each sense's examples is confirmed, the other half read; all of it by an entry without that example."""
    texts: Texts = {}
    terms = [term for term in load_terms() if term.priority == "core"][::2]
    encode_missing(terms, encoder, texts)
    weights = Weights.load()
    scored: dict[str, list[tuple[int, np.ndarray]]] = {}
    for item in labelled(terms, texts):
        if item.label >= 0:
            scored.setdefault(item.term.name, []).append((item.label, item.features @ weights.senses))
    rows = []
    for name, share in HABITS.items():
        chance = np.random.default_rng(5)
        right: dict[int, list[bool]] = {count: [] for count in CONFIRMATIONS}
        for term in terms:
            ids = [sense.id for sense in term.senses]
            for main in range(len(ids)):
                odds = np.full(len(ids), (1 - share) / (len(ids) - 1)) if share else np.full(len(ids), 1 / len(ids))
                odds[main] = share or odds[main]
                confirmed = chance.choice(len(ids), max(CONFIRMATIONS), p=odds)
                asked = [_drawn(scored[term.name], sense, chance) for sense in chance.choice(len(ids), 4, p=odds)]
                for count in CONFIRMATIONS:
                    experience = Experience(
                        tuple(Confirmed(term.name, ids[sense], str(at)) for at, sense in enumerate(confirmed[:count]))
                    )
                    usual = experience.usual([term]).get(term.name, {})
                    lean = np.array([usual.get(one, 0.0) for one in ids])
                    right[count].extend(bool((scores + lean).argmax() == label) for label, scores in asked)
        rows.append((name, *(float(np.mean(right[count])) for count in CONFIRMATIONS)))
    note = "Accuracy on own messages of core terms after so many confirmed uses in a channel, by the channel's habit."
    return Section("Learning from confirmations", note, ("habit", *map(str, CONFIRMATIONS)), rows)


def _drawn(items: list[tuple[int, np.ndarray]], sense: int, chance: np.random.Generator) -> tuple[int, np.ndarray]:
    own = [item for item in items if item[0] == sense]
    return own[int(chance.integers(len(own)))]
