"""A domain's statements are about one workspace: made by `Workspace`, or naming the workspace themselves."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = ("glossary", "playbooks", "changes")
STATEMENTS = {"select", "insert", "update", "delete", "text"}
OF_ALL = {"changes/tokens.py used"}  # a key is presented before anybody knows whose it is; nobody can guess one


def _bare(source: str) -> Iterator[str]:
    """Functions that make a statement of their own in which no workspace is named."""
    for function in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)):
        made = [node for node in ast.walk(function) if isinstance(node, ast.Call) and _is_statement(node.func)]
        if made and "workspace" not in ast.unparse(function):
            yield function.name


def _is_statement(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or not isinstance(called.value, ast.Name):
        return False
    return called.value.id == "sa" and called.attr in STATEMENTS


def test_every_statement_of_a_domain_names_its_workspace() -> None:
    paths = [path for domain in DOMAINS for path in (ROOT / domain).rglob("*.py")]

    bare = {f"{path.relative_to(ROOT)} {name}" for path in paths for name in _bare(path.read_text(encoding="utf-8"))}

    assert bare == OF_ALL


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("sa.select(terms)", ["look"]),
        ("sa.select(terms).where(terms.c.workspace == workspace)", []),
        ("self.workspace.select(terms)", []),
    ],
)
def test_a_statement_without_a_workspace_is_seen(statement: str, found: list[str]) -> None:
    assert list(_bare(f"def look(self, connection):\n    return connection.execute({statement})\n")) == found
