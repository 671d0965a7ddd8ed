"""The page's files, under an address that changes with them: a browser asks for each of them once, and never has an old one."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE = Path(__file__).parent / "page"
MARK = "v-"


def index() -> Response:
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    return HTMLResponse(html.replace('="/page/', f'="/page/{version()}/'), headers={"Cache-Control": "no-cache"})


def version() -> str:
    """Looked up at each load, so that who changes a file sees it at the next one."""
    told = hashlib.sha256()
    for folder, _, names in sorted(os.walk(PAGE)):
        for name in sorted(names):
            seen = os.stat(Path(folder) / name)
            told.update(f"{folder}/{name} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return MARK + told.hexdigest()[:12]


class PageFiles(StaticFiles):
    def __init__(self) -> None:
        super().__init__(directory=PAGE)

    async def get_response(self, path: str, scope: Scope) -> Response:
        marked, _, rest = path.partition("/")
        lasting = marked.startswith(MARK) and bool(rest)
        response = await super().get_response(rest if lasting else path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response
