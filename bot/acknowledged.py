"""What was acknowledged stays acknowledged, even where what follows is refused before Bolt has looked."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse


class Acknowledged(AsyncAck):
    """Bolt looks every ten milliseconds, and forgets the acknowledgement of a listener that fails in between: Slack would
    hear nothing, and tell the person that the command timed out."""

    def __init__(self) -> None:
        self._said: BoltResponse | None = None

    @property
    def response(self) -> BoltResponse | None:
        return self._said

    @response.setter
    def response(self, said: BoltResponse | None) -> None:
        self._said = said or self._said


def register(app: AsyncApp) -> None:
    app.use(_give)


async def _give(context: AsyncBoltContext, next_: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
    context["ack"] = Acknowledged()
    return await next_()
