"""How the two versions of TBX write the same thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from glossary.model import Example

TITLE = "The dictionary of a team that builds an ML product"


@dataclass(frozen=True)
class Shape:
    concept: str
    language: str
    section: str
    head: str
    tail: str

    def document(self, concepts: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.head}\n<text>\n<body>\n{concepts}\n</body>\n</text>\n{self.tail}\n'

    def term(self, name: str, status: str, examples: Sequence[Example]) -> str:
        lines = [f"<{self.section}>", f"<term>{escape(name)}</term>"]
        lines.append(f'<termNote type="administrativeStatus">{status}</termNote>')
        lines += [f'<descrip type="context">{escape(one.text)}</descrip>' for one in examples]
        return "\n".join([*lines, f"</{self.section}>"])


V2 = Shape(
    "termEntry",
    "langSet",
    "tig",
    '<martif type="TBX-Basic" xml:lang="en">\n'
    f"<martifHeader><fileDesc><sourceDesc><p>{TITLE}</p></sourceDesc></fileDesc></martifHeader>",
    "</martif>",
)
V3 = Shape(
    "conceptEntry",
    "langSec",
    "termSec",
    '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    f"<tbxHeader><fileDesc><sourceDesc><p>{TITLE}</p></sourceDesc></fileDesc></tbxHeader>",
    "</tbx>",
)
SHAPES = ("martif", "tbx")
