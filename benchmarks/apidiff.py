"""Differences between contracts, held against what oasdiff and json-schema-diff say about their own test pairs."""

import datetime
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.material import SHARED
from benchmarks.report import Section, Skipped
from changes.diff.jsonschema import compare as jsonschema
from changes.diff.openapi import compare as openapi
from changes.diff.reading import Source
from changes.model import Difference

TITLE = "Differences between contracts"
DATA = SHARED / "data" / "apidiff"
TODAY = datetime.date(2026, 11, 1)
BREAKING = ("ERR", "WARN")
NOTE = "A row about one check is judged by the rules of that check's kind; all other rows by everything found."
UNLIKE = "The rows were taken from tests, some of which list ids that must *not* be found."
# The words at the end of a rule's id that say what happened, not to what.
VERBS = frozenset(("added", "removed", "deleted", "changed", "increased", "decreased", "set", "unset"))
VERBS |= {"widened", "narrowed", "generalized", "specialized", "compatible"}


@dataclass(frozen=True)
class Verdict:
    """One row: what was expected, and what we found among the rules it is about. `breaks`: does anything at all break?

    `everything`: every check ran, not only one. `named` are the expected rule ids that we named.
    """

    title: str
    pair: tuple[str, str]
    everything: bool
    expected: bool
    found: bool
    breaks: bool
    ids: frozenset[str]
    named: frozenset[str]

    @property
    def agrees(self) -> bool:
        return self.expected == self.found


def run() -> list[Section]:
    if not DATA.is_dir():
        raise Skipped("data/apidiff is not beside the project")
    return [*_openapi(), _json_schema()]


def _openapi() -> list[Section]:
    written = [json.loads(line) for line in (DATA / "oasdiff" / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    rows = _joined(written)
    fit = [row for row in rows if row["base"] != row["revision"] or not row["expected_ids"]]
    took: list[float] = []
    checks = _checks(rows)
    verdicts = [_verdict(row, checks, took) for row in fit]
    table: list[list[object]] = [
        ["rows written, rows about the same files and check counted as one", f"{len(written)}, {len(rows)}"],
        ["of these can be judged", len(fit)],
        ["left out: the test changes the file in memory", len(rows) - len(fit)],
        ["breaking or not agrees", _share(sum(one.agrees for one in verdicts), len(fit))],
        ["the same for pairs of files whose verdict is certain", _share(*_whole_pairs(verdicts))],
        [
            "expected rule ids named",
            _share(sum(len(one.named) for one in verdicts), sum(len(one.ids) for one in verdicts)),
        ],
        [
            "rows where something is told about an unchanged file",
            sum(_is_loud(row) for row in rows),
        ],
        ["milliseconds a pair, median", f"{1000 * median(took):.1f}"],
    ]
    unlike = [row for one in verdicts if (row := _unlike(one))]
    return [
        Section("oasdiff's pairs", NOTE, ["", ""], table),
        Section("Where we differ", UNLIKE, ["test", "expected", "found", "expected ids not named"], unlike),
    ]


def _joined(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two tests may look at different findings of one check on the same files."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows:
        key = row["base"], row["revision"], row["only_check"] or row["test"]
        known = found.setdefault(key, {**row, "expected_ids": [], "expected_levels": []})
        known["expected_ids"] = known["expected_ids"] + row["expected_ids"]
        known["expected_levels"] = known["expected_levels"] + row["expected_levels"]
    return list(found.values())


def _is_loud(row: dict[str, Any]) -> bool:
    return bool(_differences(row["base"], row["base"]))


def _checks(rows: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Which kinds of rules each single check looks after, as far as the rows show it."""
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["only_check"] or "", set()).update(_kinds(row["expected_ids"]))
    return found


def _verdict(row: dict[str, Any], checks: dict[str, set[str]], took: list[float]) -> Verdict:
    start = time.perf_counter()
    found = _differences(row["base"], row["revision"])
    took.append(time.perf_counter() - start)
    if row["base"] == "media-type-schema/base.yaml":
        found += _differences(row["revision"], row["base"])  # that test compares in both directions
    counted = [one for one in found if row["only_check"] is None or _kinds([one.rule]) & checks[row["only_check"]]]
    expected = [
        (rule, level) for rule, level in zip(row["expected_ids"], row["expected_levels"], strict=True) if level != "?"
    ]
    ids = frozenset(rule for rule, _ in expected)
    return Verdict(
        title=row["test"],
        pair=(row["base"], row["revision"]),
        everything=row["only_check"] is None,
        expected=any(level in BREAKING for _, level in expected),
        found=any(one.breaking for one in counted),
        breaks=any(one.breaking for one in found),
        ids=ids,
        named=ids & {one.rule for one in found},
    )


def _kinds(ids: Iterable[str]) -> set[str]:
    """Rule ids without the verb at their end: one check looks after these."""
    return {"-".join(word for word in rule.split("-") if word not in VERBS) for rule in ids}


def _whole_pairs(verdicts: list[Verdict]) -> tuple[int, int]:
    """A pair of files certainly breaks when one row says so; it certainly does not when a row with every check says so."""
    certain = {one.pair: True for one in verdicts if one.expected}
    certain |= {one.pair: False for one in verdicts if one.everything and one.pair not in certain}
    breaks = {one.pair: one.breaks for one in verdicts}
    return sum(breaks[pair] == verdict for pair, verdict in certain.items()), len(certain)


def _unlike(one: Verdict) -> list[str]:
    missed = ", ".join(sorted(one.ids - one.named))
    return [one.title, _words(one.expected), _words(one.found), missed] if missed or not one.agrees else []


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})"


def _differences(old: str, new: str) -> tuple[Difference, ...]:
    folder = DATA / "oasdiff" / "data"
    return openapi.differences(Source.of(folder / old), Source.of(folder / new), today=TODAY)


def _json_schema() -> Section:
    rows = [
        json.loads(line) for line in (DATA / "json-schema-diff" / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    verdicts = [(row, jsonschema.differences(_source(row["lhs"]), _source(row["rhs"]), asset="s")) for row in rows]
    agreed = [row for row, found in verdicts if any(one.breaking for one in found) == row["any_breaking"]]
    quiet = [found for row, found in verdicts if not row["changes"]]
    unlike = [row["fixture"] for row in rows if row not in agreed]
    table: list[list[object]] = [
        ["pairs", len(rows)],
        ["breaking or not agrees", _share(len(agreed), len(rows))],
        ["told something where nothing changed", f"{sum(map(bool, quiet))} of {len(quiet)}"],
        ["differs", ", ".join(unlike) or "none"],
    ]
    return Section("json-schema-diff's pairs", "Would what was valid still be valid?", ["", ""], table)


def _source(schema: Any) -> Source:
    return Source(json.dumps(schema), "schema.json")


def _words(breaking: bool) -> str:
    return "breaking" if breaking else "not breaking"
