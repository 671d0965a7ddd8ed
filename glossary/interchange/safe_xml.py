"""XML from outside: parsed without entities, document types or anything fetched; every element knows its line."""

from dataclasses import dataclass, field
from xml.parsers import expat

from glossary.interchange.model import UnreadableFile

LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
DEEPEST = 60


@dataclass
class Element:
    """`name` is without its namespace, which is in `space`."""

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """With the text of elements inside, white space made single."""
        return " ".join("".join(self._pieces()).split())

    @property
    def language(self) -> str:
        return self.attributes.get(LANGUAGE, "")

    @property
    def kind(self) -> str:
        """TBX says it in an attribute, or in the element's own name."""
        return self.attributes.get("type") or self.name

    def every(self, *names: str) -> list["Element"]:
        found = [child for child in self.children if child.name in names]
        return found + [inner for child in self.children for inner in child.every(*names)]

    def _pieces(self) -> list[str]:
        inside = iter(self.children)
        return [next(inside).text if piece == "\0" else piece for piece in self.pieces]


def parsed(raw: bytes) -> Element:
    top = Element("", "", {}, 0)
    stack = [top]
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        element = Element(local, space, attributes, parser.CurrentLineNumber)
        if len(stack) > DEEPEST:
            raise UnreadableFile("elements are nested too deeply", element.line)
        stack[-1].children.append(element)
        stack[-1].pieces.append("\0")
        stack.append(element)

    def refuse(*_: object) -> None:
        raise UnreadableFile(
            "it declares a document type, which is not read for safety; remove the <!DOCTYPE …> part",
            parser.CurrentLineNumber,
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop() and None
    parser.CharacterDataHandler = lambda text: stack[-1].pieces.append(text)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(raw, True)  # noqa: FBT003 expat knows it by place only
    except expat.ExpatError as error:
        raise UnreadableFile(f"not XML: {expat.ErrorString(error.code)}", error.lineno) from error
    return top.children[0]
