"""Emoji names: what looks like one is taken for one, as the whole list is Slack's own."""

from __future__ import annotations

import re

NAME = re.compile(r"[a-z0-9_+'\-]{1,100}(::skin-tone-[2-6])?")


def is_emoji(name: str, custom: dict[str, str]) -> bool:
    return name in custom or bool(NAME.fullmatch(name))
