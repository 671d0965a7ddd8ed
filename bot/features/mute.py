"""`/parlance mute`: silence for a thread, a channel or oneself; kept in the database, so that a restart forgets none."""

from dataclasses import dataclass

from bot.ask import Ask
from bot.board import Board
from bot.card import Card
from bot.door import Door
from bot.feature import About, Word
from bot.teams import Team, Teams
from bot.views import mute as views

ME = ("me", "myself")
HERE = ("", "here", "channel", "this channel", "thread", "this thread")


@dataclass(frozen=True)
class Mute:
    teams: Teams
    door: Door

    @property
    def about(self) -> About:
        return About(
            name="Quiet",
            help="Ask me to be quiet, or to speak again.",
            words=(
                Word(
                    "mute",
                    "No more notes in this channel, in this thread, or on your own messages.",
                    self.mute,
                    hint="[thread | me]",
                    also=("be quiet", "shut up", "stop"),
                    example="/parlance mute me",
                ),
                Word(
                    "unmute",
                    "Let me write notes again.",
                    self.unmute,
                    hint="[thread | me]",
                    also=("speak", "start"),
                    example="/parlance unmute me",
                ),
            ),
        )

    def register(self, board: Board) -> None:
        """Spoken only; the button on a note belongs to the note."""

    async def mute(self, ask: Ask) -> None:
        words = ask.words.lower()
        if words not in (*ME, *HERE):
            return await ask.answer(views.not_that("mute", ask.words))
        team = await self.door(self.teams.of, ask.workspace)
        if words in ME:
            await self.door(team.people.opt_out, ask.person)
            return await ask.answer(views.you_are_left_alone())
        thread = _thread(ask, words)
        if thread is None:
            return await ask.answer(views.which_thread("mute"))
        await self.door(team.manners.mute, ask.channel, thread, ask.person)
        return await ask.answer(views.quiet_in_thread() if thread else views.quiet_in_channel())

    async def unmute(self, ask: Ask) -> None:
        words = ask.words.lower()
        if words not in (*ME, *HERE):
            return await ask.answer(views.not_that("unmute", ask.words))
        team = await self.door(self.teams.of, ask.workspace)
        if words in ME:
            await self.door(team.people.opt_in, ask.person)
            return await ask.answer(views.you_are_read_again())
        thread = _thread(ask, words)
        if thread is None:
            return await ask.answer(views.which_thread("unmute"))
        return await ask.answer(await self.door(_unmute, team, ask.channel, thread))


def _thread(ask: Ask, words: str) -> str | None:
    """Said inside a thread it is about the thread; None when a thread is meant but we are in none."""
    if words in ("channel", "this channel"):
        return ""
    inside = ask.thread if ask.thread != ask.ts else ""
    if words in ("thread", "this thread"):
        return inside or None
    return inside


def _unmute(team: Team, channel: str, thread: str) -> Card:
    was_quiet = team.manners.unmute(channel, thread)
    still = team.manners.muted(channel, thread)
    return views.speaking_again(was_quiet=was_quiet, still=still)
