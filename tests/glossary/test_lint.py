"""Documents are read like messages: prose only, each finding once, in every format a tool wants."""

import json
from pathlib import Path

import pytest

from glossary.glossary import Glossary
from glossary.lint.documents import Document
from glossary.lint.reports import REPORTS
from glossary.lint.rules import Finding, Linter, Readers
from glossary.loader import SHIPPED, load_term
from glossary.model import Replacement, Sense, Term
from index.encoder.protocol import Encoder
from index.encoder.toy import ToyEncoder

DEPRECATED = Term(
    "blacklist", (Sense("list", "operations", "What is not let in."),), deprecated=Replacement("deny list", "it hurts")
)
KNOWN = Term("PSI", (Sense("psi", "statistics", "A number for drift."),))
MARKDOWN = """---
title: the blacklist
---
# The XQZ rollout

Use `XQZ` and the [guide](https://example.com/blacklist).

```
blacklist XQZ
```

The population stability index (ABC) is no PSI. Put it on the blacklist.
Never on the blacklist again. <!-- blacklist --> ABC and XQZ it is.
"""


@pytest.fixture
def linter() -> Linter:
    return Linter(Glossary.open([DEPRECATED, KNOWN], ToyEncoder(("in",))))


def test_only_prose_is_read_and_each_finding_comes_once(linter: Linter) -> None:
    found = linter.lint(Document.of("a.md", MARKDOWN))

    assert [(one.place.line, one.rule, one.word) for one in found] == [
        (4, "undefined-acronym", "XQZ"),
        (12, "deprecated-term", "blacklist"),
    ]


def test_a_finding_says_where_it_stands_and_what_to_say_instead(linter: Linter) -> None:
    (found,) = linter.lint(Document.of("a.txt", "First line.\nPut it on the blacklist.\n"))

    assert (found.place.line, found.place.column, found.end.column) == (2, 15, 24)
    assert found.message == "say “deny list” for “blacklist” (it hurts)"


def test_in_python_only_docstrings_are_read(linter: Linter) -> None:
    source = 'blacklist = "XQZ"\n\n\ndef f():\n    """Ünder the blacklist."""\n    # XQZ\n    return "XQZ"\n'

    (found,) = linter.lint(Document.of("a.py", source))

    assert (found.place.line, found.place.column) == (5, 18)


def test_a_line_can_ask_to_be_left_alone(linter: Linter) -> None:
    text = "<!-- parlance: ignore -->\nPut it on the blacklist.\n"

    assert linter.lint(Document.of("a.md", text)) == []


def test_a_file_that_is_no_python_is_left_alone(linter: Linter) -> None:
    assert linter.lint(Document.of("a.py", "def blacklist(:\n")) == []


def test_rules_and_words_can_be_switched_off(linter: Linter) -> None:
    quiet = Linter(linter.glossary, ignored=frozenset({"blacklist"}), rules=frozenset({"deprecated-term"}))

    assert quiet.lint(Document.of("a.md", MARKDOWN)) == []


@pytest.fixture
def findings(linter: Linter) -> list[Finding]:
    return linter.lint(Document.of("docs/a b.md", MARKDOWN))


def test_text_reads_like_a_compiler(findings: list[Finding]) -> None:
    assert REPORTS["text"](findings).splitlines()[0].startswith("docs/a b.md:4:7: note: “XQZ” is explained neither")


def test_json_has_one_object_a_line(findings: list[Finding]) -> None:
    lines = [json.loads(line) for line in REPORTS["json"](findings).splitlines()]

    assert [(one["rule"], one["line"]) for one in lines] == [("undefined-acronym", 4), ("deprecated-term", 12)]


def test_sarif_has_what_code_scanning_requires(findings: list[Finding]) -> None:
    log = json.loads(REPORTS["sarif"](findings))

    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert {result["ruleId"] for result in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/a%20b.md"
    assert place["region"] == {"startLine": 4, "startColumn": 7, "endLine": 4, "endColumn": 10}
    assert all(result["message"]["text"] and result["level"] in ("note", "warning") for result in run["results"])


def test_githubs_annotations_are_escaped(findings: list[Finding]) -> None:
    first = REPORTS["github"](findings).splitlines()[0]

    assert first.startswith("::notice file=docs/a b.md,line=4,col=7,title=undefined-acronym::")


@pytest.mark.model
def test_a_word_its_readers_take_differently_is_found_and_a_clear_one_is_not(encoder: Encoder, tmp_path: Path) -> None:
    terms = [load_term(SHIPPED / f"{name}.yaml") for name in ("performance", "drift")]
    linter = Linter(Glossary.open(terms, encoder), Readers(frozenset({"data-science", "software-engineering"})))

    found = linter.lint(
        Document.of("a.md", "The performance of the new version must not get worse than that of the old one.\n")
    )
    clear = linter.lint(Document.of("b.md", "The p99 latency of the checkout must stay below 300 ms under load.\n"))

    assert [one.rule for one in found] == ["ambiguous-term"]
    assert clear == []
