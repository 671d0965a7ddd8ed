"""Finding known phrases, beside a bare automaton that is given the same normalisation, flashtext and spaCy."""

import re
from collections.abc import Callable, Sequence

from benchmarks import turns
from benchmarks.material import chat, messages, needs, phrases
from benchmarks.report import Section
from index.markup import prose
from index.phrases import Phrase, Phrases

TITLE = "Finding phrases"
SIZES = (200, 10_000, 100_000)
ROUNDS = 9
TOKEN = re.compile(r"[^\W_]+(?:['.+&/][^\W_]+)*(?:\+\+|#)?")
Find = Callable[[str], object]


def run() -> list[Section]:
    needs("ahocorasick", "flashtext", "spacy")
    made = {"messages of 24 words": messages(2000), "real developer chat": chat()[:4000]}
    return [_section(what, texts) for what, texts in made.items() if texts]


def _section(what: str, texts: Sequence[str]) -> Section:
    rows = []
    for size in SIZES:
        works = {name: _over(texts, find) for name, find in _finders(phrases(size))}
        times = turns.taken(works, range(ROUNDS))
        speeds = [f"{len(texts) / one.median:,.0f}" for one in times.values()]
        rows.append([f"{size:,}", *speeds, times["Parlance"].over(times["bare Aho-Corasick"])])
    columns = [
        "phrases",
        "Parlance /s",
        "bare Aho-Corasick, same normalisation /s",
        "flashtext /s",
        "spaCy /s",
        "our time ÷ bare",
    ]
    note = (
        f"One thread, {ROUNDS} turns, medians and the middle half of the ratios; higher is better. The bare automaton is not the "
        "least there is: it cuts and joins each message, as any right use of it must; ours only looks words up."
    )
    return Section(f"{what}: messages per second of processor time", note, columns, rows)


def _over(texts: Sequence[str], find: Find) -> Callable[[int], object]:
    return lambda turn: [find(text) for text in texts]


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
