"""The proof of an announcement: who was told, when and where, and what each team answered, ever."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from changes.deliveries import Deliveries, proof
from changes.ledger import Ledger
from changes.model import Ack
from glossary.interchange import cells
from store.workspace import Workspace

Row = Mapping[str, str]
TOLD = ("what", "destination", "status", "queued", "finished", "attempts", "link", "error")
ANSWERED = ("team", "answer", "until", "note", "by", "at", "revision", "ended")


@dataclass(frozen=True)
class Proof:
    change: Mapping[str, object]
    told: Sequence[Row]
    answers: Sequence[Row]


def proof_of(here: Workspace, id_: str) -> Proof:
    ledger = Ledger(here)
    change = ledger.get(id_)
    with here.database.read() as connection:
        told = proof(Deliveries(here).of_change(connection, id_))
        answers = ledger.acks.history(connection, id_)
    head = {"id": id_, "title": change.title, "state": change.state, "revision": change.revision}
    return Proof(head, told, [_answer(ack, ended) for ack, ended in answers])


def as_csv(of: Proof) -> str:
    """One table with a line for each delivery and each answer; a spreadsheet takes none of it for a formula."""
    told = [["delivery", *(row[name] for name in TOLD), *("" for _ in ANSWERED)] for row in of.told]
    answers = [["answer", *("" for _ in TOLD), *(row[name] for name in ANSWERED)] for row in of.answers]
    return cells.table(["line", *TOLD, *ANSWERED], [*told, *answers])


def as_json(of: Proof) -> str:
    return json.dumps(asdict(of), indent=2, ensure_ascii=False)


def _answer(ack: Ack, ended: str) -> Row:
    return {
        "team": str(ack.team),
        "answer": ack.meaning,
        "until": ack.until.isoformat() if ack.until else "",
        "note": ack.note,
        "by": ack.by,
        "at": ack.at.isoformat(timespec="seconds"),
        "revision": str(ack.revision),
        "ended": ended,
    }
