"""Finding playbooks: tellings held back in turn, the labelled sample, real chat that tells no problem, and speed."""

import json
from collections.abc import Callable, Sequence

import numpy as np

from benchmarks import turns
from benchmarks.encoders import CACHE
from benchmarks.material import beside, chat
from benchmarks.report import Section
from benchmarks.train_finder import FOLDS, SIZE, Judge, split
from index.encoder.choose import Choice, open_encoder
from index.encoder.protocol import Encoder
from index.kept import KeptVectors
from playbooks.finder import Finder
from playbooks.finding import learned
from playbooks.finding.fitness import Fitness
from playbooks.finding.learned import Learned, Recall
from playbooks.finding.tellings import tellings
from playbooks.loader import load_pages
from playbooks.model import Page
from playbooks.research import Research

TITLE = "Playbooks"
COLUMNS = ["queries", "number", "hit@1", "hit@3", "MRR"]


def run() -> list[Section]:
    encoder = open_encoder(Choice(CACHE))
    kept = KeptVectors(encoder, CACHE.parent / "train-finder.db")
    pages, research = load_pages(), Research.load()
    finder = Finder.of(pages, research, encoder, kept.of)
    quality = [*_held_back(pages, research, kept.of), *_sample(finder, pages)]
    note = "Held back: each telling judged by what the others taught, five folds; one right page each."
    found = Section("The right page", note, COLUMNS, quality)
    sections = [found, _noise(finder), _speed(finder, encoder)]
    kept.close()
    return sections


def _held_back(pages: Sequence[Page], research: Research, recall: Recall) -> list[list[object]]:
    told = tellings(pages, research)
    shown = {text for page in pages for text in page.open_when}
    ranks: dict[str, list[int]] = {"symptoms of the pages": [], "plain tellings": []}
    for fold in range(FOLDS):
        rest, held = split(told, fold)
        known = Learned(learned.learn(rest, len(pages), recall), Fitness.of_nothing(SIZE))
        judge = Judge(pages, rest, known, recall)
        for one in held:
            order = np.argsort(-judge.scores(one.text)[0], kind="stable")
            kind = "symptoms of the pages" if one.text in shown else "plain tellings"
            ranks[kind].append(int(np.flatnonzero(order == one.page)[0]) + 1)
    return [_row(f"{kind}, held back", those) for kind, those in ranks.items()]


def _sample(finder: Finder, pages: Sequence[Page]) -> list[list[object]]:
    path = beside("evals/playbook_queries.jsonl")
    if path is None:
        return []
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    ranks = []
    for item in items:
        ids = [found.page.id for found in finder.search(item["query"], top=len(pages))]
        ranks.append(min((ids.index(id_) + 1 for id_ in item["accept"] if id_ in ids), default=10_000))
    silent = sum(rank == 10_000 for rank in ranks)
    return [_row(f"labelled sample ({silent} unanswered)", ranks)]


EVERYDAY = (
    "what's for lunch today", "how do I reset my wifi password", "the coffee machine is broken again",
    "happy birthday Maria!", "who won the match last night", "can someone book meeting room 4 for Friday",
    "what is the capital of Australia", "please approve my holiday request for August", "blue green 17 banana",
    "how do I centre a div in css", "the printer says paper jam", "recipe for pumpkin soup", "asdf qwer zxcv",
    "sprint review moved to 3pm", "my train is late, I'll be there at ten", "does anybody have a phone charger",
    "how to install docker on ubuntu", "segmentation fault in my C program", "we need more chairs in the kitchen",
    "which movie should we watch", "the invoice for the cleaning company has not been paid",
    "the parking garage is closed on Monday", "git merge conflict in package-lock.json", "lol nice one",
    "my laptop battery drains too quickly", "what time is it in Tokyo", "is the office open on Christmas eve",
    "lorem ipsum dolor sit amet", "thanks a lot", "hello",
)  # fmt: skip


def _row(name: str, ranks: Sequence[int]) -> list[object]:
    hits = [f"{100 * sum(rank <= top for rank in ranks) / len(ranks):.1f} %" for top in (1, 3)]
    return [name, len(ranks), *hits, f"{sum(1 / rank for rank in ranks) / len(ranks):.3f}"]


def _noise(finder: Finder) -> Section:
    talk = chat()
    rows = [
        _noise_row(finder, half, texts)
        for half, texts in (("the half fitness learned from", talk[::2]), ("the other half", talk[1::2]))
        if texts
    ]
    rows.append(["everyday talk and nonsense", len(EVERYDAY), "", _answered(finder, EVERYDAY)])
    note = "Real developer chat, in which hardly anybody tells such a problem."
    columns = ["messages", "number", "suggestions per 1,000", "answered if it were a search"]
    return Section("Silence", note, columns, rows)


def _noise_row(finder: Finder, half: str, texts: Sequence[str]) -> list[object]:
    suggested = sum(finder.suggest(text) is not None for text in texts)
    return [half, len(texts), f"{1000 * suggested / len(texts):.2f}", _answered(finder, texts)]


def _answered(finder: Finder, texts: Sequence[str]) -> str:
    return f"{100 * sum(bool(finder.search(text)) for text in texts) / len(texts):.0f} %"


def _speed(finder: Finder, encoder: Encoder) -> Section:
    texts = [page.open_when[3] for page in load_pages()]
    works: dict[str, Callable[[str], object]] = {"bare": lambda text: encoder.encode([text]), "ours": finder.search}
    times = turns.taken(works, texts)
    ours, bare = times["ours"], times["bare"]
    note = f"{len(texts)} symptoms, processor time, taking turns; medians, and the middle half of the ratios."
    row = [bare.milliseconds, ours.milliseconds, ours.over(bare)]
    return Section("Speed", note, ["encode, ms", "search, ms", "search ÷ encode"], [row])
