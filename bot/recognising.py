"""Who tells that a message announces a change; opened by the first message that may be one, and never by the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from changes.recognise import NOTHING, Recognition
from changes.recognition.cues import worth_reading


class Recogniser(Protocol):
    def recognise(self, text: str) -> Recognition:
        """Does it announce a change, and which?"""
        ...

    def fields(self, text: str) -> Recognition:
        """What it would say in a form, when somebody calls it an announcement."""
        ...


class NoRecogniser:
    """Without a model nothing is guessed."""

    def recognise(self, text: str) -> Recognition:
        return NOTHING

    def fields(self, text: str) -> Recognition:
        return NOTHING


@dataclass(frozen=True)
class Recognising:
    open_recogniser: Callable[[], Recogniser] = NoRecogniser
    _opened: list[Recogniser] = field(default_factory=list, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def prepare(self) -> None:
        """The expressions take most of a second to build, which no message should wait for."""
        worth_reading("")

    def worth_reading(self, text: str) -> bool:
        """A few regular expressions: most messages end here."""
        return worth_reading(text)

    def recognise(self, text: str) -> Recognition:
        """Blocking: go through the door."""
        return self._recogniser().recognise(text)

    def fields(self, text: str) -> Recognition:
        """Blocking: go through the door."""
        return self._recogniser().fields(text)

    def _recogniser(self) -> Recogniser:
        with self._lock:
            if not self._opened:
                self._opened.append(self.open_recogniser())
            return self._opened[0]
