"""Every format we speak, by name; what a file is in is seen from its ending and its first lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from glossary.interchange import datahub, native, openmetadata, plain_csv, skos, tbx
from glossary.interchange.model import Incoming, Outgoing, UnreadableFile
from glossary.model import Term


class UnknownFormat(UnreadableFile):
    def __init__(self) -> None:
        super().__init__("its ending does not tell the format")


@dataclass(frozen=True)
class Format:
    name: str
    title: str
    read: Callable[[bytes], Incoming]
    write: Callable[[Iterable[Term]], Outgoing]


FORMATS = (
    Format("csv", "a table: term, meaning, context, notes", plain_csv.read, plain_csv.write),
    Format("openmetadata", "OpenMetadata's glossary CSV", openmetadata.read, openmetadata.write),
    Format("datahub", "DataHub's business glossary YAML", datahub.read, datahub.write),
    Format("skos", "SKOS as Turtle", skos.read_turtle, skos.write_turtle),
    Format("skos-xml", "SKOS as RDF/XML", skos.read_xml, skos.write_xml),
    Format("tbx", "TBX, version 3", tbx.read, tbx.write_v3),
    Format("tbx2", "TBX, version 2", tbx.read, tbx.write_v2),
    Format("yaml", "our own entries, one YAML document each", native.read, native.write),
)
NAMES = tuple(one.name for one in FORMATS)


def format_named(name: str) -> Format:
    return next(one for one in FORMATS if one.name == name)


def format_of(file: str, raw: bytes) -> Format:
    head = raw[:2000].decode("utf-8", "replace").lstrip("\ufeff \n")
    if head.startswith("<"):
        return format_named("skos-xml" if "rdf" in head.casefold() and "<martif" not in head else "tbx")
    ending = PurePath(file).suffix.casefold()
    if ending in (".ttl", ".turtle", ".n3"):
        return format_named("skos")
    if ending in (".yaml", ".yml"):
        return format_named("yaml" if "\nsenses:" in f"\n{head}" or head.startswith("term:") else "datahub")
    if ending in (".csv", ".tsv", ".txt"):
        return format_named("openmetadata" if openmetadata.is_header(head.partition("\n")[0].split(",")) else "csv")
    raise UnknownFormat
