"""What tests about changes share: a bot whose model can be worked out by hand, announcements, and a postman for what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Bot
from bot.archive import Archive
from bot.delivery.jobs import Job
from bot.delivery.post import Post
from bot.delivery.telling import Telling
from changes.announcing import Announcing
from changes.deliveries import delivery_of
from changes.finder import Finder
from changes.model import Destination, Draft, When
from changes.rows import mapping
from changes.store import deliveries
from changes.topics import Topics
from index.catalogue import Catalogue
from index.encoder.toy import ToyEncoder
from store.database import Database
from store.workspace import Workspace
from tests.conversations.conftest import House, _teams
from tests.conversations.hands import Slack

NOW = datetime.now(UTC)
TOY = ToyEncoder(("payment", "latency", "orders", "amount"))


def opened(file: Path) -> Iterator[Bot]:
    archive = Archive(lambda: Topics(TOY), lambda: Finder(Catalogue(None, TOY)))
    database = Database.at(f"sqlite:///{file}")
    made = Bot.of(replace(_teams(database), open_announcing=archive.announcing), archive=archive)
    yield made
    made.door.close()
    database.close()


def announced(here: Workspace, title: str, *assets: str, breaking: bool = True, days: float = 9) -> str:
    draft = Draft(title, "schema", assets, breaking=breaking, when=When(NOW + timedelta(days=days)))
    return Announcing(here).announce(draft, "UNOBODY", NOW, to_nobody=True).change.id


async def channel(slack: Slack, name: str) -> Destination:
    state = await slack.control.look("state", as_="ana")
    return Destination("channel", next(one["id"] for one in state["channels"] if one.get("name") == name))


async def post_what_waits(house: House, here: Workspace) -> int:
    """Says what is queued, as the worker would; how many there were."""
    client = AsyncWebClient(
        token=house.credentials["bot_token"], base_url=house.base_url, session=house.control.session, retry_handlers=[]
    )
    with here.database.read() as connection:
        wish = here.select(deliveries).where(deliveries.c.status == "queued").order_by(deliveries.c.seq)
        waiting = [delivery_of(mapping(row)) for row in connection.execute(wish)]
    for one in waiting:
        post = Telling(here.database)(Job(here.id, one))
        assert isinstance(post, Post)
        answer = await client.chat_postMessage(channel=post.channel, **post.arguments())
        with here.database.begin() as connection:
            done = here.update(deliveries).where(deliveries.c.id == one.wanted.id)
            connection.execute(done.values(status="sent", channel=answer["channel"], ts=answer["ts"]))
    return len(waiting)
