"""The proof of an announcement: who was told, when and where, and what each team answered, ever."""

import csv
import io
from collections.abc import Mapping

from changes.deliveries import Deliveries, proof
from changes.ledger import Ledger
from store.workspace import Workspace

Proof = Mapping[str, object]
FORMULA = ("=", "+", "-", "@")
TOLD = ("what", "destination", "status", "queued", "finished", "attempts", "link", "error")
ANSWERED = ("team", "answer", "until", "note", "by", "at", "revision", "ended")


def proof_of(here: Workspace, id_: str) -> Proof:
    ledger = Ledger(here)
    change = ledger.get(id_)
    with here.database.read() as connection:
        told = proof(Deliveries(here).of_change(connection, id_))
        answers = ledger.acks.history(connection, id_)
    return {
        "change": {"id": id_, "title": change.title, "state": change.state, "revision": change.revision},
        "told": told,
        "answers": [
            {
                "team": str(ack.team),
                "answer": ack.meaning,
                "until": ack.until.isoformat() if ack.until else "",
                "note": ack.note,
                "by": ack.by,
                "at": ack.at.isoformat(timespec="seconds"),
                "revision": str(ack.revision),
                "ended": ended,
            }
            for ack, ended in answers
        ],
    }


def as_csv(of: Proof) -> str:
    """One table with a line for each delivery and each answer."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["line", *TOLD, *ANSWERED])
    for row in _rows(of, "told"):
        writer.writerow(["delivery", *(_safe(row.get(name, "")) for name in TOLD), *("" for _ in ANSWERED)])
    for row in _rows(of, "answers"):
        writer.writerow(["answer", *("" for _ in TOLD), *(_safe(row.get(name, "")) for name in ANSWERED)])
    return text.getvalue()


def _rows(of: Proof, name: str) -> list[dict[str, str]]:
    found = of[name]
    return found if isinstance(found, list) else []


def _safe(value: str) -> str:
    """A spreadsheet must not take somebody's words for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
