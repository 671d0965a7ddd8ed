"""What was acknowledged stays acknowledged, even where what follows is refused before Bolt has looked."""

from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
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


class Keeping(AsyncMiddleware):
    """A class, since Bolt gathers every argument there could be before it calls a function, and each message comes here."""

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        req.context["ack"] = Acknowledged()
        return await next()


def register(app: AsyncApp) -> None:
    app.use(Keeping())
