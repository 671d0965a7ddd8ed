"""Finding known phrases, beside a bare automaton that is given the same normalisation, flashtext and spaCy."""

import contextlib
import re
from collections.abc import Callable

from benchmarks.material import chat, messages, phrases, seconds
from benchmarks.report import Section, Skipped
from index.markup import prose
from index.phrases import Phrase, Phrases

TITLE = "Finding phrases"
SIZES = (200, 10_000, 100_000)
TOKEN = re.compile(r"[^\W_]+(?:['.+&/][^\W_]+)*(?:\+\+|#)?")
Find = Callable[[str], object]


def run() -> list[Section]:
    sections = [_section("messages of 24 words", messages(2000))]
    with contextlib.suppress(Skipped):
        sections.append(_section("real developer chat", chat()[:4000]))
    return sections


def _section(what: str, texts: list[str]) -> Section:
    rows = []
    for size in SIZES:
        known = phrases(size)
        speeds = {
            name: len(texts) / seconds(lambda find=find: [find(text) for text in texts], runs=3)
            for name, find in _finders(known)
        }
        ours, bare = speeds["Parlance"], speeds["bare Aho-Corasick"]
        rows.append([f"{size:,}", *(f"{speed:,.0f}" for speed in speeds.values()), f"{bare / ours:.2f}"])
    columns = [
        "phrases",
        "Parlance /s",
        "bare Aho-Corasick, same normalisation /s",
        "flashtext /s",
        "spaCy /s",
        "bare ÷ ours",
    ]
    return Section(f"{what}: messages per second of processor time", "One thread; higher is better.", columns, rows)


def _finders(known: list[str]) -> list[tuple[str, Find]]:
    ours = Phrases.of(Phrase(text, text) for text in known)
    return [
        ("Parlance", ours.find),
        ("bare Aho-Corasick", _automaton(known)),
        ("flashtext", _flashtext(known)),
        ("spaCy", _spacy(known)),
    ]


def _automaton(known: list[str]) -> Find:
    """Markup blanked, tokens folded, joined by single spaces, offsets mapped back: what any correct use of it must do."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for text in known:
        automaton.add_word(f" {text} ", text)
    automaton.make_automaton()

    def find(text: str) -> list[tuple[int, int, str]]:
        pieces, starts, length = [" "], {}, 0
        for match in TOKEN.finditer(prose(text).text.casefold()):
            starts[length] = match.start()
            length += len(match.group()) + 1
            pieces.append(match.group() + " ")
        joined = "".join(pieces)
        return [
            (starts[end - len(key) - 1], end, key)
            for end, key in automaton.iter(joined)
            if end - len(key) - 1 in starts
        ]

    return find


def _flashtext(known: list[str]) -> Find:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for text in known:
        processor.add_keyword(text, text)
    return lambda text: processor.extract_keywords(text, span_info=True)


def _spacy(known: list[str]) -> Find:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("TERM", list(language.tokenizer.pipe(known)))
    return lambda text: matcher(language.make_doc(text))
