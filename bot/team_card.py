"""A change's card as it stands in one place: rendered from the ledger whenever it is posted, edited or answered."""

from bot.card import Card
from bot.views import change_card
from bot.views.change_card import Standing
from changes.audience import is_asked
from changes.deliveries import Wanted
from changes.ledger import Ledger
from changes.model import Change, Destination
from changes.notices import Notices
from store.workspace import Workspace


def team_of(wanted: Wanted) -> Destination:
    """Whose answer it is: a user group is written to person by person, and any of them answers for all."""
    group = str(wanted.payload.get("group", ""))
    return Destination("group", group) if group else wanted.destination


def team_card(here: Workspace, change: Change, team: Destination) -> Card:
    if change.state == "withdrawn":
        return change_card.withdrawn(change)
    ledger = Ledger(here)
    with here.database.read() as connection:
        notice = Notices(here).why(connection, change.id, team)
        ack = ledger.acks.of_team(connection, change.id, team)
    latest = ledger.revisions(change.id)[-1:] if change.revision > 1 else []
    said = latest[0].said if latest else ()
    return change_card.card(Standing(change, said, ack, asked=notice is None or is_asked(notice)))
