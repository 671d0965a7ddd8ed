"""Running a server: on a socket of its own, in the foreground or in a thread."""

from __future__ import annotations

import logging
import socket

import uvicorn

from playground.server import Options, application, opened
from playground.slack import Slack

LARGEST_MESSAGE = 16 * 1024 * 1024


def listening(host: str, port: int) -> socket.socket:
    """Bound before anything else, so that a free port is known and nobody else gets it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP by name: only then does asyncio switch off Nagle's delay, which costs 40 ms for each answer.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    bound.listen(2048)
    bound.settimeout(0)
    return bound


def origin_of(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "127.0.0.1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def prepared(origin: str, options: Options) -> tuple[Slack, uvicorn.Server]:
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    slack = opened(origin, options)
    config = uvicorn.Config(
        application(slack, page=options.page),
        log_config=None,
        access_log=False,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=75,  # clients keep connections; closing an idle one at once would meet their next request half way
        lifespan="on",
    )
    return slack, uvicorn.Server(config)
