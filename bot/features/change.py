"""`/change …`: one command for whatever one does about changes; each feature brings words of its own."""

from dataclasses import dataclass

from bot.ask import Ask, slash
from bot.board import Board
from bot.feature import About, Command, Word
from bot.views import change as views
from bot.words import nearest, said


@dataclass(frozen=True)
class Change:
    """`others` are the `about.changes` of all features, in their order."""

    others: tuple[Word, ...]

    @property
    def about(self) -> About:
        return About(
            name="Changes",
            help="Data, an API or a model will be different: announced once, told to everyone who depends on it.",
            commands=(Command("/change", "Announce a change, or follow those of others", _hint(self.others)),),
            words=(
                Word(
                    "change",
                    "Announce a change, or follow those of others.",
                    self.answer,
                    hint="[word]",
                    also=("changes",),
                    example="/change help",
                ),
            ),
        )

    @property
    def words(self) -> tuple[Word, ...]:
        return (*self.others, Word("help", "This list.", self.help))

    def register(self, board: Board) -> None:
        board.command("/change", slash(self.answer))

    async def answer(self, ask: Ask) -> None:
        found = said(self.words, ask.words)
        if found:
            word, rest = found
            return await word.answer(ask.about(rest))
        first = ask.words.split()[0]
        return await ask.answer(views.unknown(first, nearest(self.words, first)))

    async def help(self, ask: Ask) -> None:
        await ask.answer(views.help_(self.words))


def _hint(words: tuple[Word, ...]) -> str:
    return " | ".join([*(word.name for word in words), "help"])
