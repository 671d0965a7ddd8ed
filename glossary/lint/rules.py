"""What is wrong with a document for its readers: each finding once, where it first occurs."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from glossary.audience import Audience
from glossary.decision import Decision, Room, decide
from glossary.disambiguator import Context
from glossary.discovery import acronyms, is_unknown, spelt_out
from glossary.glossary import Glossary
from glossary.lint.documents import Document, Place, Sentence
from glossary.model import Term

Rule = Literal["ambiguous-term", "undefined-acronym", "deprecated-term"]
Level = Literal["note", "warning", "error"]
LEVELS: dict[Rule, Level] = {"ambiguous-term": "warning", "undefined-acronym": "note", "deprecated-term": "warning"}
FEWEST_WORDS = 4  # a heading or a cell is context for what follows; alone it leaves everything open
MEANING: dict[Rule, str] = {
    "ambiguous-term": "A word that the named readers take differently, where the text leaves it open.",
    "undefined-acronym": "An acronym that neither the dictionary nor the text explains.",
    "deprecated-term": "A word that the dictionary advises against.",
}


@dataclass(frozen=True)
class Finding:
    file: str
    place: Place
    end: Place
    rule: Rule
    level: Level
    word: str
    message: str


@dataclass(frozen=True)
class Readers:
    """For whom the document is; no disciplines: for everybody. `writer` is whose words they are, when that is known."""

    disciplines: frozenset[str] = frozenset()
    writer: str | None = None

    @property
    def audience(self) -> Audience:
        return Audience(self.writer, self.disciplines, mixed=not self.disciplines)


@dataclass(frozen=True)
class Linter:
    glossary: Glossary
    readers: Readers = field(default=Readers())
    ignored: frozenset[str] = frozenset()
    rules: frozenset[Rule] = frozenset(MEANING)

    def lint(self, document: Document) -> list[Finding]:
        found = [*self._ambiguous(document), *self._deprecated(document), *self._undefined(document)]
        wanted = [one for one in found if one.rule in self.rules and one.place.line not in document.ignored]
        return sorted(wanted, key=lambda one: (one.place.line, one.place.column, one.rule))

    def _ambiguous(self, document: Document) -> Iterator[Finding]:
        if "ambiguous-term" not in self.rules:
            return
        said = set(self.ignored)
        before: tuple[str, ...] = ()
        for sentence in document.sentences():
            if len(sentence.text.split()) < FEWEST_WORDS or sentence.text.lstrip().startswith("#"):
                before = (*before, sentence.text.strip())[-2:]
                continue
            decision = self._decided(sentence, before, frozenset(said))
            if decision is not None and decision.speaks:
                said.add(decision.term)
                yield self._asked(document, sentence, decision)
            before = (sentence.text.strip(),)

    def _decided(self, sentence: Sentence, before: tuple[str, ...], said: frozenset[str]) -> Decision | None:
        mentions = [
            one for one in self.glossary.match(sentence.text) if self.glossary.terms[one.term].priority == "core"
        ]
        if not mentions:
            return None
        readings = self.glossary.read(sentence.text, Context(before, self.readers.writer), mentions)
        return decide(sentence.text, readings, self.glossary.terms, Room(self.readers.audience, said))

    def _asked(self, document: Document, sentence: Sentence, decision: Decision) -> Finding:
        mention = next(one for one in self.glossary.match(sentence.text) if one.term == decision.term)
        term = self.glossary.terms[decision.term]
        offered = " or ".join(_wording(term, sense) for sense, _ in decision.senses[:3])
        start, end = sentence.start + mention.start, sentence.start + mention.end
        return _finding(document, start, end, "ambiguous-term", f"“{term.name}” can be read as {offered}; say which")

    def _deprecated(self, document: Document) -> Iterator[Finding]:
        seen: set[str] = set()
        for mention in self.glossary.match(document.prose):
            term = self.glossary.terms[mention.term]
            if term.deprecated is None or term.name in seen or term.name in self.ignored:
                continue
            seen.add(term.name)
            instead = f"say “{term.deprecated.term}”" if term.deprecated.term else "use another word"
            why = f" ({term.deprecated.why})" if term.deprecated.why else ""
            yield _finding(document, mention.start, mention.end, "deprecated-term", f"{instead} for “{term.name}”{why}")

    def _undefined(self, document: Document) -> Iterator[Finding]:
        known = {name.casefold() for term in self.glossary.terms.values() for name in term.names}
        explained = {word.casefold() for word in (*spelt_out(document.prose), *self.ignored)}
        seen: Counter[str] = Counter()
        for found in (match for sentence in document.sentences() for match in _shifted(sentence)):
            start, word = found
            seen[word] += 1
            if seen[word] == 1 and word.casefold() not in explained and is_unknown(word, known):
                message = f"“{word}” is explained neither here nor in the dictionary"
                yield _finding(document, start, start + len(word), "undefined-acronym", message)


def _shifted(sentence: Sentence) -> Iterator[tuple[int, str]]:
    for match in acronyms(sentence.text):
        yield sentence.start + match.start(), match.group()


def _wording(term: Term, id_: str) -> str:
    sense = term.sense(id_)
    return f"“{sense.say_instead}”" if sense and sense.say_instead else f"“{id_.replace('-', ' ')}”"


def _finding(document: Document, start: int, end: int, rule: Rule, message: str) -> Finding:
    word = document.prose[start:end]
    return Finding(document.name, document.place(start), document.place(end), rule, LEVELS[rule], word, message)
