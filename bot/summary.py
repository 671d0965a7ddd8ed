"""The announcer's summary as the ledger stands."""

from bot.views.change_summary import Summary
from changes.announcing import Announcing
from changes.deliveries import Deliveries, Delivery, tally
from changes.reminders import worth_reminding
from changes.summaries import TOLD
from store.workspace import Workspace


def summary_of(here: Workspace, id_: str) -> Summary:
    table = Announcing(here).matrix(id_)
    with here.database.read() as connection:
        sent = Deliveries(here).of_change(connection, id_)
    cards = [one for one in sent if one.wanted.kind == "card" and not _handed_on(one) and one.status != "skipped"]
    failed = tuple(one for one in sent if one.status == "failed" and one.wanted.kind in TOLD)
    reminds = worth_reminding(table.change) and table.change.state in ("announced", "revised")
    return Summary(table, tally(cards), failed, reminds)


def _handed_on(one: Delivery) -> bool:
    """To a team's people, who count instead."""
    return one.wanted.destination.kind == "group" and one.status == "sent"
