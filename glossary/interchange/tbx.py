"""TBX, versions 2 (martif) and 3 (tbx): one concept for each meaning, the first preferred term is its name."""

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from glossary.interchange.gather import gathered
from glossary.interchange.left_out import left_out
from glossary.interchange.model import Incoming, Loss, Outgoing, Problem, Row, UnreadableFile
from glossary.interchange.safe_xml import Element, parsed
from glossary.interchange.tbx_shape import SHAPES, V2, V3, Shape
from glossary.model import Example, Replacement, Sense, Term

KEPT = {"id", "aliases", "examples", "related", "source", "deprecated"}
CONCEPTS, LANGUAGES, TERMS = ("termEntry", "conceptEntry"), ("langSet", "langSec"), ("tig", "ntig", "termSec")
OLD = ("deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "deprecatedTerm", "supersededTerm")


def read(raw: bytes) -> Incoming:
    top = parsed(raw)
    if top.name not in SHAPES:
        raise UnreadableFile(f"expected <martif> or <tbx> at the top, not <{top.name}>", top.line)
    found: list[Row] = []
    losses: list[Loss] = []
    problems: list[Problem] = []
    for concept in top.every(*CONCEPTS):
        outcome = _row(concept, losses)
        if isinstance(outcome, Row):
            found.append(outcome)
        else:
            problems.append(Problem(f"line {concept.line}", outcome))
    return gathered(found, losses, problems)


def write_v2(terms: Iterable[Term]) -> Outgoing:
    return _written(list(terms), V2)


def write_v3(terms: Iterable[Term]) -> Outgoing:
    return _written(list(terms), V3)


def _row(concept: Element, losses: list[Loss]) -> Row | str:
    sections = concept.every(*LANGUAGES)
    section = next((one for one in sections if one.language.casefold().startswith("en")), None)
    section = section or (sections[0] if sections else concept)
    spoken = [(term, note) for entry in section.every(*TERMS) for term, note in [_spoken(entry)] if term]
    if not spoken:
        return "the concept has no term"
    definition = _first(section, "definition") or _first(concept, "definition")
    if not definition:
        return f"“{spoken[0][0]}” has no definition"
    current = [term for term, note in spoken if note not in OLD]
    name, *aliases = [*current, *(term for term, note in spoken if note in OLD)]
    if len(sections) > 1:
        losses.append(Loss(name, "other languages", "not read"))
    sense = Sense(
        id=_id(concept),
        discipline="",
        definition=definition,
        examples=tuple(Example(text) for text in _all(section, "context")),
        related=tuple(_all(concept, "crossReference")),
        source=_first(concept, "source") or _first(concept, "externalCrossReference"),
    )
    deprecated = None if current else Replacement("", "deprecated in the imported file")
    term = Term(name, (sense,), tuple(dict.fromkeys(aliases)), deprecated=deprecated)
    return Row(f"line {concept.line}", term, _first(concept, "subjectField"))


def _spoken(entry: Element) -> tuple[str, str]:
    terms = entry.every("term")
    notes = [note.text for note in entry.every("termNote", "administrativeStatus")]
    return (terms[0].text if terms else ""), next((note for note in notes if note in OLD), "")


def _all(element: Element, kind: str) -> list[str]:
    found = [one for one in _inside(element) if one.kind == kind and one.text]
    return list(dict.fromkeys(one.text for one in found))


def _first(element: Element, kind: str) -> str:
    return next(iter(_all(element, kind)), "")


def _inside(element: Element) -> list[Element]:
    return [inner for child in element.children for inner in (child, *_inside(child))]


def _id(concept: Element) -> str:
    """Ours tells term and meaning apart; anybody else's says nothing to people."""
    _, mark, id_ = concept.attributes.get("id", "").rpartition("--")
    return id_ if mark else ""


def _written(terms: list[Term], shape: Shape) -> Outgoing:
    concepts = [_concept(term, sense, shape) for term in terms for sense in term.senses]
    return Outgoing(shape.document("\n".join(concepts)), tuple(left_out(terms, KEPT)))


def _concept(term: Term, sense: Sense, shape: Shape) -> str:
    lines = [
        f"<{shape.concept} id={quoteattr(_written_id(term, sense))}>",
        _described("subjectField", sense.discipline),
        *(f'<ref type="crossReference">{escape(one)}</ref>' for one in sense.related),
        *([f'<xref type="externalCrossReference">{escape(sense.source)}</xref>'] if sense.source else []),
        f'<{shape.language} xml:lang="en">',
        _described("definition", sense.definition),
        *(shape.term(name, _status(term, name), sense.examples if name == term.name else ()) for name in term.names),
        f"</{shape.language}>",
        f"</{shape.concept}>",
    ]
    return "\n".join(lines)


def _status(term: Term, name: str) -> str:
    if term.deprecated:
        return "deprecatedTerm-admn-sts"
    return "preferredTerm-admn-sts" if name == term.name else "admittedTerm-admn-sts"


def _described(kind: str, text: str) -> str:
    return f'<descrip type="{kind}">{escape(text)}</descrip>'


def _written_id(term: Term, sense: Sense) -> str:
    """A name of XML begins with a letter and holds no blanks."""
    safe = "".join(letter if letter.isalnum() else "-" for letter in term.name.casefold())
    return f"t-{safe}--{sense.id}"
