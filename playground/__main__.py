"""`python -m playground`: a Slack on this machine."""

from __future__ import annotations

import argparse
import asyncio
import ipaddress
import json
import os
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import uvicorn

from playground.refusal import Refusal
from playground.server import Options
from playground.serving import listening, origin_of, prepared
from playground.slack import Slack

FIXED = ("bot_token", "app_token", "signing_secret", "client_id", "client_secret", "verification_token", "app_id")
DEFAULT_PORT = 8800


def main(arguments: list[str] | None = None) -> int:
    asked = parser().parse_args(arguments)
    if not is_loopback(asked.host):
        sys.stderr.write(
            f"warning: {asked.host} can be reached from other machines, and the playground asks nobody for a password.\n"
        )
    try:
        bound = listening(asked.host, asked.port)
    except OSError as error:
        sys.stderr.write(f"Port {asked.port} on {asked.host} cannot be used: {error.strerror}. Try --port 0.\n")
        return 1
    try:
        slack, server = prepared(origin_of(bound), options(asked, os.environ))
    except (Refusal, OSError, ValueError) as error:
        sys.stderr.write(f"The workspace cannot be read: {getattr(error, 'detail', '') or error}\n")
        bound.close()
        return 1
    sys.stdout.write(greeting(slack))
    sys.stdout.flush()
    if asked.open:
        webbrowser.open(slack.origin)
    if asked.until_stdin_ends:
        threading.Thread(target=end_with, args=(sys.stdin.buffer, server), name="stdin", daemon=True).start()
    asyncio.run(server.serve(sockets=[bound]))
    bound.close()
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m playground", description="A Slack small enough for a test.")
    made.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"0 takes a free one (default {DEFAULT_PORT})")
    made.add_argument("--host", default="127.0.0.1", help="default 127.0.0.1: this machine only")
    made.add_argument("--workspace", type=Path, metavar="FILE", help="JSON as exported, YAML, or a Slack export ZIP")
    made.add_argument("--empty", action="store_true", help="start with one person and one channel")
    made.add_argument("--limits", choices=("on", "off"), default="on", help="Slack's rate limits (default on)")
    made.add_argument("--open", action="store_true", help="open the page in your browser")
    made.add_argument("--no-page", action="store_true", help="without the web page")
    made.add_argument(
        "--until-stdin-ends", action="store_true", help="end with whoever holds the other end, however they end"
    )
    for name in FIXED:
        flag = f"--{name.replace('_', '-')}"
        made.add_argument(flag, help=f"fix it for the first app (or PLAYGROUND_{name.upper()})", metavar="…")
    return made


def options(asked: argparse.Namespace, environ: Mapping[str, str]) -> Options:
    given = {name: getattr(asked, name) or environ.get(f"PLAYGROUND_{name.upper()}", "") for name in FIXED}
    return Options(
        workspace=asked.workspace,
        empty=asked.empty,
        limits=asked.limits == "on",
        page=not asked.no_page,
        local=is_loopback(asked.host),
        credentials=tuple((name, value) for name, value in given.items() if value),
    )


def greeting(slack: Slack) -> str:
    """Where to look, and what an app needs to connect."""
    home = slack.home()
    app = next(iter(slack.registry.apps.values()))
    installed = slack.registry.installation(app.id, home.id)
    ready = {
        "SLACK_API_URL": f"{slack.origin}/api/",
        "SLACK_BOT_TOKEN": installed.bot_token if installed else "",
        "SLACK_APP_TOKEN": app.credentials.app_token,
        "SLACK_SIGNING_SECRET": app.credentials.signing_secret,
    }
    lines = [f"{home.name} is open at {slack.origin}/", *(f"{name}={value}" for name, value in ready.items())]
    return "\n".join(lines) + f"\nready {json.dumps({'url': slack.origin})}\n"


def end_with(held: BinaryIO, server: uvicorn.Server) -> None:
    """A pipe is closed by the system also when its holder is killed and can tell nobody."""
    while held.read(1024):
        pass
    server.should_exit = True


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    sys.exit(main())
