"""The only reader of the environment: read once, frozen, every field with a default or a sentence saying how to get it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, get_args

from bot.errors import Refusal

FASTEST = 100.0
MOST = 65_535  # the last port; no other number of ours is as large
EncoderKind = Literal["fast", "int8", "reference"]


class BadSetting(Refusal):
    def __init__(self, name: str, value: str, want: str) -> None:
        super().__init__(f"{name}={value!r} is not {want}; see .env.example")


def setting(default: Any, env: str, doc: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"env": env, "doc": doc}, repr=not secret)


@dataclass(frozen=True)
class Settings:
    home: Path = setting(
        Path("~/.parlance"), "PARLANCE_HOME", "Folder for the database, the search index and the built model."
    )
    database_url: str = setting(
        "", "DATABASE_URL", "postgresql://… for several machines. Empty: a SQLite file in the home folder.", secret=True
    )
    encoder: EncoderKind = setting(
        "fast", "PARLANCE_ENCODER", "fast, int8 (smaller, a little less exact) or reference."
    )
    model: str = setting(
        "", "PARLANCE_MODEL", "Folder of another sentence model. Empty: the one that was installed along."
    )
    threads: int = setting(1, "PARLANCE_THREADS", "Threads for one forward pass.")
    bot_token: str = setting(
        "", "SLACK_BOT_TOKEN", "From your app's page: OAuth & Permissions, Bot User OAuth Token.", secret=True
    )
    app_token: str = setting(
        "",
        "SLACK_APP_TOKEN",
        "For Socket Mode: Basic Information, App-Level Tokens, scope connections:write.",
        secret=True,
    )
    signing_secret: str = setting(
        "", "SLACK_SIGNING_SECRET", "For HTTP: Basic Information, App Credentials.", secret=True
    )
    client_id: str = setting(
        "", "SLACK_CLIENT_ID", "For installing into many workspaces: Basic Information, App Credentials."
    )
    client_secret: str = setting("", "SLACK_CLIENT_SECRET", "Beside the client id.", secret=True)
    public_url: str = setting(
        "", "PARLANCE_URL", "Where people reach the HTTP side, for example https://parlance.example.com."
    )
    api_key: str = setting(
        "",
        "PARLANCE_KEY",
        "For announcing from CI with --over: a key that an admin made with /change key.",
        secret=True,
    )
    slack_url: str = setting("https://slack.com/api/", "SLACK_API_URL", "Another Slack, such as the playground.")
    pace: float = setting(
        4.0,
        "PARLANCE_PACE",
        "Messages a second to one workspace, at most; one channel never gets more than one a second.",
    )
    port: int = setting(3000, "PORT", "Where the HTTP side listens.")
    worker_port: int = setting(
        0, "PARLANCE_WORKER_PORT", "Where a worker answers /healthz, /readyz and /metrics; 0: nowhere."
    )
    style: Literal["off", "quiet", "author", "thread"] = setting(
        "quiet", "PARLANCE_STYLE", "How notes appear where nobody chose otherwise: off, quiet, author or thread."
    )
    trial_days: int = setting(
        7,
        "PARLANCE_TRIAL_DAYS",
        "For how many days a channel that invites the bot is only watched; 0: it is live at once.",
    )
    log: Literal["auto", "pretty", "json"] = setting(
        "auto", "PARLANCE_LOG", "pretty, json, or auto: pretty on a terminal."
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        given = {
            one.name: _typed(one, environ[one.metadata["env"]])
            for one in fields(cls)
            if environ.get(one.metadata["env"])
        }
        return cls(**given)

    @property
    def installs_many(self) -> bool:
        """Many workspaces install us, or one workspace gave us its token."""
        return bool(self.client_id and self.client_secret)

    @property
    def folder(self) -> Path:
        try:
            return self.home.expanduser()
        except RuntimeError as error:  # nobody of that name, or a user without a home
            raise BadSetting("PARLANCE_HOME", str(self.home), "a folder that can be found") from error

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'parlance.db'}"


def _typed(one: Any, value: str) -> Any:
    if one.type is int:
        if not (value.isascii() and value.isdigit() and len(value) <= 5 and int(value) <= MOST):
            raise BadSetting(one.metadata["env"], value, f"a whole number up to {MOST}")
        return int(value)
    if one.type is float:
        return _positive(one, value)
    if one.type is Path:
        return Path(value)
    choices = get_args(one.type)
    if choices and value not in choices:
        raise BadSetting(one.metadata["env"], value, f"one of {', '.join(choices)}")
    return value


def _positive(one: Any, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not FASTEST >= number > 0:
        raise BadSetting(one.metadata["env"], value, f"a number above 0 and at most {FASTEST:.0f}")
    return number
