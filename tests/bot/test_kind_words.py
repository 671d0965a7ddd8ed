"""What is refused is said with what would help, as it is found where one reads it; a domain knows no such place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from bot import api
from bot.commands import change_common
from bot.kind_words import kind_words
from bot.views import refusals
from changes.drafts import NotYours
from changes.remedies import Remedy
from changes.subscriptions import UnknownSubscription

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = sorted(path for name in ("changes", "glossary", "playbooks") for path in (ROOT / name).rglob("*.py"))
A_SURFACE = re.compile(r"(?:^|[\s`“:])(?:/(?:change|define|playbook|parlance)|parlance [a-z]+|--[a-z]{2,})\b")


def spoken(source: str) -> Iterator[str]:
    """Every text but those that explain the code."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_domain_names_a_command() -> None:
    found = {path.name: list(filter(A_SURFACE.search, spoken(path.read_text(encoding="utf-8")))) for path in DOMAINS}

    assert {name: texts for name, texts in found.items() if texts} == {}


def test_a_command_in_a_domain_would_be_found() -> None:
    source = 'class A:\n    """Of `/change`."""\n    why = f"it is {1}; `/change keys` lists them", "see --format"\n'

    assert list(filter(A_SURFACE.search, spoken(source))) == ["see --format", "; `/change keys` lists them"]


def test_what_would_help_is_known_in_slack_always() -> None:
    assert set(refusals.REMEDIES) == set(get_args(Remedy))


def test_each_surface_says_it_in_words_of_its_own() -> None:
    refused = UnknownSubscription("x1")

    assert kind_words(refused) == "there is no subscription `x1` here; `/change subscriptions` shows yours"
    assert refused.told(change_common.REMEDIES).endswith("here; `parlance change subscriptions` shows them")
    assert refused.told(api.REMEDIES) == "there is no subscription `x1` here"
    assert kind_words(NotYours()).endswith("; `/change drafts` lists yours")


def test_what_was_not_foreseen_has_no_words() -> None:
    assert kind_words(ValueError("no number")) == ""
