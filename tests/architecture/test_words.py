"""What a person reads in Slack stands in the views, also what is refused: whoever translates looks nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEATURES = sorted((ROOT / "bot" / "features").glob("*.py"))
FOR_WHO_RUNS_IT = {  # read at a terminal, in a log, in the manifest, or by a program
    *("__main__", "api", "cli", "doctor", "drafted", "errors", "exported", "files", "groundwork", "jsonlines", "logs"),
    *("manifest", "metrics", "parts", "playbook_demo", "roster", "running", "settings", "web"),
}
DRAWN = {"pictures", "timeline"}  # the words of a picture stand where it is drawn
BEHIND = sorted(path for path in (ROOT / "bot").glob("*.py") if path.stem not in FOR_WHO_RUNS_IT | DRAWN)
DEFINES = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
SELF_DESCRIPTION = {"About", "AboutFeature", "Word", "Command", "Shortcut", "Scope"}  # for the manifest and the help


def excused(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, DEFINES) and ast.get_docstring(node) is not None:
            yield from ast.walk(node.body[0])
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
    spoken = [text for text in texts if len(text.split()) > 2 and not set("[|") & set(text)]  # a type, or a pattern
    return [text for text in spoken if text[0].isupper() or text.rstrip()[-1] in ".?!"]


def test_no_sentence_for_people_stands_outside_the_views() -> None:
    found = {str(path.relative_to(ROOT)): sentences(path.read_text(encoding="utf-8")) for path in [*FEATURES, *BEHIND]}

    assert {path: spoken for path, spoken in found.items() if spoken} == {}


def test_a_sentence_in_a_feature_would_be_found() -> None:
    assert sentences('async def f(ask):\n    """Says it."""\n    await ask.answer("That is no longer there.")\n') == [
        "That is no longer there."
    ]
