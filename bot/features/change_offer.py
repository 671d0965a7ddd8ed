"""A message that announces a change: its author, and nobody else, is offered to tell everyone concerned. Rarely."""

from dataclasses import dataclass, field

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.board import Board
from bot.changing import Changing
from bot.drafting import Drafting, Source
from bot.feature import About, Heard
from bot.leisure import Leisure
from bot.message import Message
from bot.offering import ANNOUNCING, hushed, switch
from bot.press import Press
from bot.recognising import Recognising
from bot.teams import Team
from bot.views import change_offer as views
from bot.views import reasons
from bot.views.change_offer import AboutMessage
from bot.whisper import offer
from changes.drafts import Drafts
from changes.recognise import takes_back
from glossary.history import Judgement, Note

TERM, KIND = "announcing a change", "offer"
TAKEN_BACK_WITHIN = 1800.0
A_SECOND, AT_ONCE = 5.0, 20  # messages weighed: each costs a pass of the encoder; more come in a flood alone


@dataclass(frozen=True)
class OfferChange:
    changing: Changing
    drafting: Drafting
    recognising: Recognising
    leisure: Leisure = field(default_factory=lambda: Leisure(A_SECOND, AT_ONCE))

    @property
    def about(self) -> About:
        return About(
            name="Noticing announcements",
            help="When you announce a change in a message, I may offer you, alone, to tell everyone concerned.",
            ear=self,
        )

    def register(self, board: Board) -> None:
        board.button(views.ANNOUNCE, AboutMessage, self.announce)
        board.button(views.LATER, AboutMessage, self.later)
        board.button(views.NEVER, AboutMessage, self.never)

    async def hear(self, message: Message, client: AsyncWebClient) -> Heard:
        """A few regular expressions, and for most messages nothing else."""
        if takes_back(message.text):
            return await self._taken_back(message, client)
        if not self.recognising.worth_reading(message.text) or not self.leisure.take():
            return Heard()
        return await self._consider(message, client)

    async def unhear(self, message: Message, client: AsyncWebClient) -> None:
        """An edit is read anew; what was announced from the message is worth a word when it changes or goes."""
        team = await self.changing.team(message.workspace)
        if not await self.changing.door(team.history.first, f"offer:{message.channel}:{message.ts}:{message.edited}"):
            return
        change = await self.changing.door(Drafts(team.workspace).said_at, message.channel, message.ts)
        if change is not None and change.announcer == message.person:
            await offer(client, message, views.said_otherwise(change, deleted=message.event == "deleted"))
        elif message.event == "edited" and change is None and self.recognising.worth_reading(message.text):
            await self._consider(message, client)

    async def _consider(self, message: Message, client: AsyncWebClient) -> Heard:
        team = await self.changing.team(message.workspace)
        note = await self.changing.door(self._judge, team, message)
        if note is None:
            return Heard()
        shown = await offer(client, message, views.offer(AboutMessage(message.channel, message.ts)))
        if shown:
            await self.changing.door(team.history.posted, note, "")
        else:
            await self.changing.door(team.history.withdraw, note.channel, note.ts)
        return Heard(spoke=shown, reason=reasons.ANNOUNCING_OFFERED)

    def _judge(self, team: Team, message: Message) -> Note | None:
        """Behind the door; the cheapest questions first, and claimed before anything is shown."""
        if hushed(team, message, ANNOUNCING) or team.history.note(message.channel, message.ts) is not None:
            return None
        found = self.recognising.recognise(message.text)
        if not found.announcement:
            return None
        reason = reasons.announces(found.kind, found.probability)
        place = (message.channel, message.ts, message.root, message.person)
        judgement = Judgement(*place, TERM, KIND, reason, "", ())
        first = team.history.first(f"offer:{message.channel}:{message.ts}")
        return team.history.claim(judgement, "author", again=True) if first else None

    async def _taken_back(self, message: Message, client: AsyncWebClient) -> Heard:
        """ "Scratch that": the last offer to this person here is void, and what was announced can be withdrawn."""
        team = await self.changing.team(message.workspace)
        note = await self.changing.door(_last_offer, team, message)
        if note is None:
            return Heard()
        change = await self.changing.door(Drafts(team.workspace).said_at, note.channel, note.ts)
        await self.changing.door(team.history.withdraw, note.channel, note.ts)
        if change is None or change.announcer != message.person:
            return Heard()
        return Heard(spoke=await offer(client, message, views.said_otherwise(change, deleted=True)))

    async def announce(self, press: Press, about: AboutMessage) -> None:
        """The message is read again: it may have been edited, deleted or taken back since."""
        team = await self.changing.team(press.ask.workspace)
        note = await self.changing.door(team.history.note, about.channel, about.ts)
        text = await _text_of(press.ask.client, about)
        if note is None or not text:
            await press.become(views.gone())
            return
        await self.drafting.write(press.ask, Source(text, about.channel, about.ts, press.ask.person))
        await self.changing.door(team.history.settle, note, "answered")
        await press.become(views.opened())

    async def later(self, press: Press, about: AboutMessage) -> None:
        await self._declined(press, about)
        await press.become(views.later())

    async def never(self, press: Press, about: AboutMessage) -> None:
        team = await self._declined(press, about)
        await self.changing.door(switch, team, about.channel, ANNOUNCING, on=False)
        await press.become(views.never())

    async def _declined(self, press: Press, about: AboutMessage) -> Team:
        team = await self.changing.team(press.ask.workspace)
        note = await self.changing.door(team.history.note, about.channel, about.ts)
        if note is not None:
            await self.changing.door(team.history.settle, note, "dismissed")
        return team


def _last_offer(team: Team, message: Message) -> Note | None:
    """To the same person, in the same channel, not long ago."""
    lately = team.history.latest(message.channel, KIND, team.history.clock() - TAKEN_BACK_WITHIN)
    return next((note for note in lately if note.author == message.person), None)


async def _text_of(client: AsyncWebClient, about: AboutMessage) -> str:
    try:
        found = await client.conversations_replies(channel=about.channel, ts=about.ts, limit=1, inclusive=True)
    except SlackApiError as error:
        if error.response.get("error") in ("thread_not_found", "message_not_found"):
            return ""
        raise
    return next((str(one.get("text", "")) for one in found["messages"] if one["ts"] == about.ts), "")
