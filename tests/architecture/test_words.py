"""What a person reads stands in the views, or is the sentence of a named refusal: whoever translates looks nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEATURES = sorted((ROOT / "bot" / "features").glob("*.py"))
DEFINES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
SELF_DESCRIPTION = {"About", "AboutFeature", "Word", "Command", "Shortcut", "Scope"}  # for the manifest and the help


def excused(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, DEFINES) and ast.get_docstring(node) is not None:
            yield from ast.walk(node.body[0])
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Refusal" for base in node.bases):
            yield from ast.walk(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SELF_DESCRIPTION:
            yield from ast.walk(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def sentences(source: str) -> list[str]:
    tree = ast.parse(source)
    known = {id(node) for node in excused(tree)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known
    ]
    spoken = [text for text in texts if len(text.split()) > 2 and "[" not in text]  # a bracket: a type, or a pattern
    return [text for text in spoken if text[0].isupper() or text.rstrip()[-1] in ".?!"]


@pytest.mark.parametrize("path", FEATURES, ids=lambda path: path.stem)
def test_no_sentence_for_people_stands_in_a_feature(path: Path) -> None:
    assert sentences(path.read_text(encoding="utf-8")) == []


def test_a_sentence_in_a_feature_would_be_found() -> None:
    assert sentences('async def f(ask):\n    """Says it."""\n    await ask.answer("That is no longer there.")\n') == [
        "That is no longer there."
    ]
