"""`/parlance help`: what one can do here, each with an example, made from what the features say of themselves."""

from dataclasses import dataclass

from bot.ask import Ask
from bot.board import Board
from bot.feature import About, Word
from bot.views import help as views


@dataclass(frozen=True)
class Help:
    """`others` in the order of the features."""

    others: tuple[About, ...]

    @property
    def about(self) -> About:
        return About(
            name="Help",
            help="What I can do.",
            words=(Word("help", "What I can do.", self.show, also=("hello", "hi", "?")),),
        )

    def register(self, board: Board) -> None:
        """Spoken only."""

    async def show(self, ask: Ask) -> None:
        await ask.answer(views.page(self.others))
