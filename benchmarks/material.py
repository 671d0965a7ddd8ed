"""What the benchmarks measure on: our own glossary and playbooks, and real chat where it lies beside the project."""

import importlib.util
import json
import random
import re
from pathlib import Path

from benchmarks.report import Skipped
from glossary.loader import load_terms

SHARED = Path(__file__).resolve().parents[2] / "shared"
WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")


def own_messages() -> list[str]:
    """Every example message of the shipped glossary."""
    return [example.text for term in load_terms() for sense in term.senses for example in sense.examples]


def beside(name: str) -> Path | None:
    """A file that lies beside the project and not in it; where it is missing that is said, and the rest is measured."""
    path = SHARED / name
    if path.exists():
        return path
    print(f"left out: {name} is not beside the project")
    return None


def chat() -> list[str]:
    """Real developer chat; nothing where it is not."""
    path = beside("data/devchat/messages.jsonl")
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()] if path else []


def phrases(count: int, seed: int = 7) -> list[str]:
    """Phrases of one to three words out of the glossary's own sentences, made many by joining words."""
    chance = random.Random(seed)
    words = [word.lower() for text in own_messages() for word in WORD.findall(text)]
    found: set[str] = set()
    while len(found) < count:
        start, length = chance.randrange(len(words) - 3), chance.choice((1, 2, 2, 3))
        taken = words[start : start + length]
        if length > 1 and len(found) > count // 2:
            taken = [*taken[:-1], chance.choice(words)]
        if length > 1 or (len(taken[0]) > 5 and chance.random() < 0.3):
            found.add(" ".join(taken))
    return sorted(found)


def messages(count: int, words_each: int = 24, seed: int = 3) -> list[str]:
    """Messages of the same length, of words as they are written in chat."""
    chance = random.Random(seed)
    words = [word for text in own_messages() for word in WORD.findall(text)]
    return [" ".join(chance.choices(words, k=words_each)) for _ in range(count)]


def needs(*modules: str) -> None:
    """What is compared with comes with `make bench` only."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if missing:
        raise Skipped(f"not installed: {', '.join(missing)}; `make bench` installs what is compared with")
