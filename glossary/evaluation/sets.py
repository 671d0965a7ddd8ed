"""Labelled sets as JSON lines; a line that is not one is named by file and number."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from glossary.disciplines import speaking_as
from glossary.evaluation.senses import Labelled
from glossary.evaluation.threads import Conversation
from glossary.model import Utterance

Made = TypeVar("Made")
SetKind = Literal["threads", "senses", "announcements", "lookup", "playbooks", "chat"]
FIELDS: tuple[tuple[SetKind, frozenset[str]], ...] = (
    ("threads", frozenset({"messages", "gold"})),
    ("senses", frozenset({"message", "term", "accept"})),
    ("announcements", frozenset({"message", "is_announcement"})),
    ("lookup", frozenset({"query", "gold_term"})),
    ("playbooks", frozenset({"query", "accept"})),
    ("chat", frozenset({"conversation_id", "text"})),
)


class BadSet(ValueError):
    def __init__(self, path: Path, line: int, why: str) -> None:
        super().__init__(f"{path}:{line}: {why}")
        self.line, self.why = line, why


def senses(path: Path) -> list[Labelled]:
    return list(_read(path, _labelled))


def threads(path: Path) -> list[Conversation]:
    return list(_read(path, _conversation))


def chat(path: Path) -> list[Conversation]:
    """Messages with a conversation_id, of people about whom nothing is known."""
    spoken: dict[str, list[Utterance]] = defaultdict(list)
    for id_, one in _read(path, lambda row: (str(row["conversation_id"]), Utterance(str(row["user"]), row["text"]))):
        spoken[id_].append(one)
    return [Conversation(id_, tuple(messages)) for id_, messages in spoken.items()]


def kind_of(path: Path) -> SetKind | None:
    """By what its first line holds."""
    first = next(_read(path, lambda row: frozenset(row)), frozenset())
    return next((kind for kind, fields in FIELDS if fields <= first), None)


def _labelled(row: Mapping[str, Any]) -> Labelled:
    return Labelled(
        str(row["id"]),
        row["term"],
        row["message"],
        tuple(row.get("thread") or ()),
        speaking_as(row.get("speaker_discipline")),
        tuple(row["accept"]),
    )


def _conversation(row: Mapping[str, Any]) -> Conversation:
    gold = row["gold"]
    messages = tuple(
        Utterance(one.get("speaker") or "", one["text"], speaking_as(one.get("discipline"))) for one in row["messages"]
    )
    first = gold.get("first_message_index_where_an_annotation_helps")
    conflict = tuple(frozenset(side) for side in gold.get("senses_in_conflict") or ())
    return Conversation(str(row["id"]), messages, gold.get("term"), first, conflict)


def _read(path: Path, make: Callable[[Mapping[str, Any]], Made]) -> Iterator[Made]:
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if line.strip():
            yield _made(path, number, line, make)


def _made(path: Path, number: int, line: str, make: Callable[[Mapping[str, Any]], Made]) -> Made:
    try:
        return make(json.loads(line))
    except json.JSONDecodeError as error:
        raise BadSet(path, number, f"not JSON: {error.msg}") from error
    except KeyError as error:
        raise BadSet(path, number, f"the object lacks {error.args[0]}") from error
    except (TypeError, AttributeError) as error:
        raise BadSet(path, number, "not of the expected shape") from error
