"""SKOS as Turtle or RDF/XML: one concept for each meaning; what SKOS cannot say is said in properties of our own."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, unquote

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS, SKOS
from rdflib.term import Node

from glossary.interchange.cells import decoded, one_line
from glossary.interchange.gather import gathered
from glossary.interchange.model import Incoming, Loss, Outgoing, Problem, Row, UnreadableFile
from glossary.interchange.safe_xml import parsed
from glossary.model import DISCIPLINES, Example, Replacement, Sense, Term

HERE = "urn:parlance:"
OURS = Namespace(f"{HERE}has#")
LISTS = {"cues": OURS.cue, "counter_cues": OURS.counterCue, "described_as": OURS.describedAs, "related": OURS.seeAlso}
TEXTS = {"say_instead": OURS.sayInstead, "question": OURS.question}
OF_TERMS = {"everyday": OURS.everyday, "unclear": OURS.unclear}


def read_turtle(raw: bytes) -> Incoming:
    return _read(decoded(raw), "turtle")


def read_xml(raw: bytes) -> Incoming:
    parsed(raw)  # refuses entities and document types before another parser sees them
    return _read(decoded(raw), "xml")


def write_turtle(terms: Iterable[Term]) -> Outgoing:
    return _write(list(terms), "turtle")


def write_xml(terms: Iterable[Term]) -> Outgoing:
    return _write(list(terms), "pretty-xml")


def _read(text: str, format_: str) -> Incoming:
    graph = Graph()
    try:
        graph.parse(data=text, format=format_, publicID=HERE)
    except Exception as error:
        line = getattr(error, "lines", None)
        raise UnreadableFile(one_line(str(error))[:200], line + 1 if isinstance(line, int) else None) from error
    found: list[Row] = []
    losses: list[Loss] = []
    problems: list[Problem] = []
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        name = _label(graph, concept, SKOS.prefLabel, losses)
        if not name:
            problems.append(Problem(str(concept), "the concept has no prefLabel"))
        elif not _definition(graph, concept):
            problems.append(Problem(str(concept), f"“{name}” has no definition"))
        else:
            found.append(Row(str(concept), _term(graph, concept, name), _context(graph, concept)))
    return gathered(found, losses, problems)


def _term(graph: Graph, concept: Node, name: str) -> Term:
    lists = {part: tuple(_texts(graph, concept, of)) for part, of in LISTS.items()}
    texts = {part: next(iter(_texts(graph, concept, of)), "") for part, of in TEXTS.items()}
    lists["related"] = tuple(dict.fromkeys((*lists["related"], *_related(graph, concept))))
    sense = Sense(
        id=_own_id(concept),
        discipline="",
        definition=_definition(graph, concept),
        examples=tuple(Example(text) for text in _texts(graph, concept, SKOS.example)),
        source="; ".join(sorted(str(one) for one in graph.objects(concept, DCTERMS.source))),
        cues=lists["cues"],
        counter_cues=lists["counter_cues"],
        described_as=lists["described_as"],
        related=lists["related"],
        say_instead=texts["say_instead"],
        question=texts["question"],
    )
    everyday, unclear = ([Example(text) for text in _texts(graph, concept, of)] for of in OF_TERMS.values())
    aliases = [one for one in _texts(graph, concept, SKOS.altLabel) if one != name]
    return Term(
        name=name,
        senses=(sense,),
        aliases=tuple(aliases),
        everyday=tuple(everyday),
        unclear=tuple(unclear),
        deprecated=_replacement(graph, concept),
        owner=str(graph.value(concept, DCTERMS.creator) or ""),
        reviewed=_date(graph.value(concept, DCTERMS.modified)),
    )


def _label(graph: Graph, concept: Node, of: URIRef, losses: list[Loss]) -> str:
    """In English, else without a language, else the first there is."""
    labels = [one for one in graph.objects(concept, of) if isinstance(one, Literal)]
    ordered = sorted(labels, key=lambda one: (_rank(one), str(one)))
    if len({one.language for one in labels}) > 1:
        losses.append(Loss(one_line(str(ordered[0])), "other languages", "not read"))
    return one_line(str(ordered[0])) if ordered else ""


def _rank(label: Literal) -> int:
    language = label.language or ""
    return 0 if language.casefold().startswith("en") else 1 if not language else 2


def _texts(graph: Graph, concept: Node, of: URIRef) -> list[str]:
    found = [one for one in graph.objects(concept, of) if isinstance(one, Literal)]
    best = min((_rank(one) for one in found), default=0)
    return sorted({one_line(str(one)) for one in found if _rank(one) == best} - {""})


def _definition(graph: Graph, concept: Node) -> str:
    for of in (SKOS.definition, SKOS.scopeNote, RDFS.comment, DCTERMS.description):
        texts = _texts(graph, concept, of)
        if texts:
            return texts[0]
    return ""


def _context(graph: Graph, concept: Node) -> str:
    """The collection it is in, or the concept above it."""
    places = [*graph.subjects(SKOS.member, concept), *graph.objects(concept, SKOS.broader)]
    labels = sorted(label for place in places for label in _texts(graph, place, SKOS.prefLabel))
    return labels[0] if labels else ""


def _related(graph: Graph, concept: Node) -> list[str]:
    return [label for one in graph.objects(concept, SKOS.related) for label in _texts(graph, one, SKOS.prefLabel)[:1]]


def _replacement(graph: Graph, concept: Node) -> Replacement | None:
    instead = graph.value(concept, DCTERMS.isReplacedBy)
    if instead is not None:
        return Replacement(str(instead), str(graph.value(concept, SKOS.changeNote) or ""))
    old = str(graph.value(concept, OWL.deprecated) or "").casefold() in ("true", "1")
    return Replacement("", "deprecated in the imported file") if old else None


def _date(value: Node | None) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _own_id(concept: Node) -> str:
    path = str(concept)
    return unquote(path.rpartition("/")[2]) if path.startswith(f"{HERE}term/") else ""


def _write(terms: list[Term], format_: str) -> Outgoing:
    graph = Graph()
    graph.bind("parlance", OURS)
    for term in terms:
        for sense in term.senses:
            _add(graph, term, sense)
    for place in sorted({sense.discipline for term in terms for sense in term.senses} & set(DISCIPLINES)):
        graph.add((_place(place), RDF.type, SKOS.Collection))
        graph.add((_place(place), SKOS.prefLabel, Literal(place, lang="en")))
    own = ("cues", "counter_cues", "described_as", "say_instead", "question", "related")
    losses = [
        Loss(term.name, part.replace("_", " "), "readable by Parlance only")
        for term in terms
        for part in own
        if any(getattr(sense, part) for sense in term.senses)
    ]
    losses += [
        Loss(term.name, "priority", "this format has no place for it") for term in terms if term.priority != "plain"
    ]
    return Outgoing(graph.serialize(format=format_), tuple(losses))


def _add(graph: Graph, term: Term, sense: Sense) -> None:
    concept = URIRef(f"{HERE}term/{quote(term.name.casefold(), safe='')}/{quote(sense.id, safe='')}")
    graph.add((concept, RDF.type, SKOS.Concept))
    graph.add((_place(sense.discipline), SKOS.member, concept))
    said = [
        (SKOS.prefLabel, [term.name]),
        (SKOS.altLabel, term.aliases),
        (SKOS.definition, [sense.definition]),
        (SKOS.example, [one.text for one in sense.examples]),
        *((of, getattr(sense, part)) for part, of in LISTS.items()),
        *((of, [getattr(sense, part)]) for part, of in TEXTS.items()),
        *((of, [one.text for one in getattr(term, part)]) for part, of in OF_TERMS.items()),
    ]
    for of, texts in said:
        for text in texts:
            if text:
                graph.add((concept, of, Literal(text, lang="en")))
    _add_facts(graph, concept, term, sense)


def _add_facts(graph: Graph, concept: URIRef, term: Term, sense: Sense) -> None:
    facts = {DCTERMS.source: sense.source, DCTERMS.creator: term.owner}
    if term.reviewed:
        facts[DCTERMS.modified] = term.reviewed.isoformat()
    if term.deprecated:
        graph.add((concept, OWL.deprecated, Literal(True)))  # noqa: FBT003 a literal of RDF
        facts |= {DCTERMS.isReplacedBy: term.deprecated.term, SKOS.changeNote: term.deprecated.why}
    for of, value in facts.items():
        if value:
            graph.add((concept, of, Literal(value)))


def _place(discipline: str) -> URIRef:
    return URIRef(f"{HERE}discipline/{discipline}")
