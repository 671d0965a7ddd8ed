"""Everything the bot needs, checked one by one; each check that fails says how to mend it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings

MOST_SKEW = 120.0  # Slack's signatures are refused after five minutes


@dataclass(frozen=True)
class Check:
    """`ok` None: not needed in this installation."""

    name: str
    ok: bool | None
    says: str
    mend: str = ""


def good(name: str, says: str) -> Check:
    return Check(name, ok=True, says=says)


def bad(name: str, says: str, mend: str) -> Check:
    return Check(name, ok=False, says=says, mend=mend)


def unneeded(name: str, says: str) -> Check:
    return Check(name, ok=None, says=says)


@dataclass(frozen=True)
class Slack:
    settings: Settings
    client: AsyncWebClient
    wanted: frozenset[str]
    clock: Callable[[], float] = time.time

    async def checks(self) -> list[Check]:
        if not self.settings.bot_token:
            return [self._without_token()]
        try:
            answer = await self.client.auth_test()
        except SlackApiError as error:
            return [_bad_token(error)]
        except (OSError, TimeoutError) as error:
            return [_unreachable(self.settings.slack_url, error)]
        return [self._token(answer), self._scopes(answer), self._skew(answer), await self._socket(), self._secret()]

    def _without_token(self) -> Check:
        if self.settings.installs_many:
            return unneeded("token", "each workspace brings its own")
        return bad(
            "token",
            "SLACK_BOT_TOKEN is not set",
            "Open your app at api.slack.com/apps, OAuth & Permissions, install it, and copy the Bot User OAuth Token.",
        )

    def _token(self, answer: AsyncSlackResponse) -> Check:
        return good("token", f"I am {answer['user']} in {answer['team']}")

    def _scopes(self, answer: AsyncSlackResponse) -> Check:
        given = frozenset(_header(answer, "x-oauth-scopes").replace(" ", "").split(","))
        missing = sorted(self.wanted - given)
        if not missing:
            return good("scopes", f"all {len(self.wanted)} are granted")
        return bad(
            "scopes",
            f"missing: {', '.join(missing)}",
            "Paste the output of `parlance manifest` into your app's manifest, save, and reinstall the app.",
        )

    def _skew(self, answer: AsyncSlackResponse) -> Check:
        date = _header(answer, "date")
        skew = abs(self.clock() - parsedate_to_datetime(date).timestamp()) if date else 0.0
        if skew <= MOST_SKEW:
            return good("clock", f"{skew:.0f} s apart from Slack's")
        return bad("clock", f"{skew:.0f} s apart from Slack's", "Switch on time synchronisation (NTP).")

    async def _socket(self) -> Check:
        if not self.settings.app_token:
            return unneeded("socket mode", "no SLACK_APP_TOKEN; HTTP is used")
        try:
            await self.client.apps_connections_open(app_token=self.settings.app_token)
        except SlackApiError as error:
            return bad(
                "socket mode",
                f"Slack says {error.response.get('error')}",
                "Basic Information, App-Level Tokens: make one with the scope connections:write, and switch on Socket Mode.",
            )
        return good("socket mode", "a connection can be opened")

    def _secret(self) -> Check:
        if self.settings.app_token and not self.settings.signing_secret:
            return unneeded("signing secret", "not needed in Socket Mode")
        if self.settings.signing_secret:
            return good("signing secret", "set")
        mend = "Basic Information, App Credentials: copy the Signing Secret into SLACK_SIGNING_SECRET."
        return bad("signing secret", "SLACK_SIGNING_SECRET is not set", mend)


@dataclass(frozen=True)
class Ground:
    """Database, model and index; blocking, and without any Slack."""

    settings: Settings

    def checks(self) -> Iterable[Check]:
        yield self._folder()
        yield self._database()
        yield self._model()
        yield self._index()

    def _folder(self) -> Check:
        folder = self.settings.folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".doctor"
            probe.touch()
            probe.unlink()
        except OSError as error:
            return bad("folder", f"{folder}: {error.strerror}", "Name another with PARLANCE_HOME.")
        return good("folder", str(folder))

    def _database(self) -> Check:
        from bot import parts
        from bot.errors import Refusal
        from store.migrate import newest, version

        try:
            database = parts.database(self.settings)
        except Refusal as error:
            return bad("database", str(error), "Check DATABASE_URL, or the rights of the home folder.")
        except Exception as error:  # noqa: BLE001  whatever the driver raises, the name of it is what helps
            return bad("database", type(error).__name__, "Check DATABASE_URL: host, name, user, password.")
        try:
            kind = "SQLite" if database.is_sqlite else "PostgreSQL"
            current = version(database) == newest()
            return Check(
                "database", current, f"{kind}, step {version(database)}", "Run `parlance run` of this version."
            )
        finally:
            database.close()

    def _model(self) -> Check:
        from bot import parts
        from bot.errors import Refusal

        try:
            encoder = parts.encoder(self.settings)
            began = time.perf_counter()
            encoder.encode(["is everything well?"])
        except Refusal as error:
            return bad("model", str(error), "Install again, or name a model folder with PARLANCE_MODEL.")
        return good("model", f"{encoder.name}, {1000 * (time.perf_counter() - began):.0f} ms for a sentence")

    def _index(self) -> Check:
        path: Path = self.settings.folder / "index.db"
        if not path.exists():
            return unneeded("index", "not built yet; the first start builds it, or `parlance index` now")
        return good("index", f"{path.stat().st_size / 1e6:.1f} MB")


def _bad_token(error: SlackApiError) -> Check:
    return bad(
        "token",
        f"Slack says {error.response.get('error')}",
        "Copy the Bot User OAuth Token again: your app's page, OAuth & Permissions. Reinstall the app if it was revoked.",
    )


def _unreachable(url: str, error: BaseException) -> Check:
    return bad("token", f"{url} cannot be reached: {type(error).__name__}", "Check network, proxy, SLACK_API_URL.")


def _header(answer: AsyncSlackResponse, name: str) -> str:
    given = next((value for key, value in answer.headers.items() if key.lower() == name), "")
    return given[0] if isinstance(given, list) else str(given)
