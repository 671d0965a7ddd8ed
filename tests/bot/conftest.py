"""The bot behind its HTTP door, with a playground as the Slack it talks to."""

from tests.conversations.conftest import (  # noqa: F401
    bot,
    database_file,
    house,
    log_stream,
    logged,
    playground_url,
    session,
    slack,
    surprises_are_expected,
)
