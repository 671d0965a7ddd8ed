"""What was typed wrongly is told as everything else that is refused: in one sentence, which says what to do next."""

import contextlib
from collections.abc import Iterator
from typing import IO, Any

import typer
from typer._click.exceptions import BadParameter, MissingParameter, NoArgsIsHelpError, NoSuchOption, UsageError

SHOULD = "Input "


class Mistyped(UsageError):
    def show(self, file: IO[Any] | None = None) -> None:
        """As `bot.__main__` tells a refusal, and not below three lines about usage."""
        typer.echo(f"parlance: {self.message}", file=file, err=file is None)


@contextlib.contextmanager
def told_in_a_sentence() -> Iterator[None]:
    try:
        yield
    except (NoArgsIsHelpError, Mistyped):
        raise
    except UsageError as error:
        raise Mistyped(_sentence(error), error.ctx) from error


def _sentence(error: UsageError) -> str:
    if isinstance(error, BadParameter) and not isinstance(error, MissingParameter):
        return _wrong(_name(error), error.message.rstrip("."))
    fault = _fault(error)
    return fault if fault.endswith("?") or error.ctx is None else f"{fault}; {_help(error.ctx.command_path)}"


def _fault(error: UsageError) -> str:
    if isinstance(error, MissingParameter):
        return f"{_name(error)} is missing"
    if isinstance(error, NoSuchOption):
        meant = f". Did you mean {' or '.join(error.possibilities)}?" if error.possibilities else ""
        return f"there is no option {error.option_name}{meant}"
    told = error.message.rstrip(".")
    return told[:1].lower() + told[1:]


def _wrong(name: str, why: str) -> str:
    """Pydantic's words, without its name for what went wrong and what it tried."""
    if why.startswith(SHOULD):
        return f"{name} {why.partition(',')[0].removeprefix(SHOULD)}"
    why = why.removeprefix("Value error, ")
    return f"{name}: {why}" if name else why


def _name(error: BadParameter) -> str:
    """As it is typed: `--port`, `MESSAGE`."""
    if error.param is None:
        return ""
    return error.param.opts[0] if error.param.param_type_name == "option" else error.param.display_name_raw.upper()


def _help(command: str) -> str:
    return f"`{command} --help` says what it takes"
