"""How bad a difference is, in three levels; everything above a mere note may break somebody."""

from typing import Literal, get_args

from changes.diff.naming import tidy
from changes.model import Difference, Severity

Level = Literal["ERR", "WARN", "INFO"]
LEVELS: tuple[Level, ...] = get_args(Level)
_SEVERITIES: dict[Level, Severity] = {"ERR": "high", "WARN": "medium", "INFO": "low"}


def difference(rule: str, level: Level, text: str, asset: str) -> Difference:
    """A difference as the rest of the product knows it; ERR and WARN count as breaking."""
    return Difference(rule=rule, severity=_SEVERITIES[level], text=text, asset=tidy(asset), breaking=level != "INFO")


def level_of(found: Difference) -> Level:
    for level, severity in _SEVERITIES.items():
        if severity == found.severity:
            return level
    return "ERR"


def worst_first(found: Difference) -> tuple[int, str, str, str]:
    """A sort key: what hurts most comes first, and equal ones stay in one order for ever."""
    return LEVELS.index(level_of(found)), found.asset, found.rule, found.text
