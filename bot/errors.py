"""A refusal says in one sentence what to do next, and knows how the command line ends with it."""

FAILED, WRONG_USE, MISSING, UNREADABLE = 1, 2, 3, 4


class Refusal(Exception):
    """What we will not or cannot do, in one sentence that says what to do next."""

    exit_code = FAILED


class WrongUse(Refusal):
    """What was typed asks for nothing, or for two things at once."""

    exit_code = WRONG_USE


class NotHere(Refusal):
    """A part that this installation does not have."""

    exit_code = MISSING


class Unreadable(Refusal):
    """Input that cannot be read; names the file and the line."""

    exit_code = UNREADABLE

    def __init__(self, where: str, line: int | None, why: str) -> None:
        super().__init__(f"{where}:{line}: {why}" if line else f"{where}: {why}")
