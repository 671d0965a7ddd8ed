"""Column types of any SQL dialect: are two the same, does the new one hold all the old one did, or neither?"""

from functools import cache
from typing import Any, Literal

Verdict = Literal["same", "widened", "narrowed", "changed"]
# Each holds all that stand before it in its row.
LADDERS = (
    ("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT", "INT128", "INT256"),
    ("UTINYINT", "USMALLINT", "UMEDIUMINT", "UINT", "UBIGINT", "UINT128", "UINT256"),
    ("FLOAT", "DOUBLE"),
    ("CHAR", "VARCHAR", "TEXT"),
    ("NCHAR", "NVARCHAR", "TEXT"),
    ("BINARY", "VARBINARY", "BLOB"),
)
SERIALS = {"SMALLSERIAL": "SMALLINT", "SERIAL": "INT", "BIGSERIAL": "BIGINT"}
ENDLESS = 10**9


def verdict(old: str, new: str, dialect: str = "") -> Verdict:
    if old.strip().lower() == new.strip().lower():
        return "same"
    before, after = parsed(old, dialect), parsed(new, dialect)
    if before is None or after is None:
        return "changed"
    wider, narrower = _holds(after, before), _holds(before, after)
    if wider and narrower:
        return "same"
    return "widened" if wider else "narrowed" if narrower else "changed"


@cache
def parsed(text: str, dialect: str) -> Any:
    """sqlglot's idea of the type, or None when it is none that sqlglot knows."""
    from sqlglot import exp  # here, because loading it takes a while
    from sqlglot.errors import SqlglotError

    try:
        return exp.DataType.build(text, dialect=dialect or None)
    except (SqlglotError, ValueError, RecursionError):
        return None


def _holds(wide: Any, narrow: Any) -> bool:
    wide_name, narrow_name = _name(wide), _name(narrow)
    if wide_name == "DECIMAL" and narrow_name == "DECIMAL":
        return _decimal_holds(_numbers(wide), _numbers(narrow))
    if wide_name == narrow_name == "ENUM":
        return _values(narrow) <= _values(wide)
    if wide.sql() == narrow.sql():
        return True
    for ladder in LADDERS:
        if wide_name in ladder and narrow_name in ladder:
            return _fits(ladder.index(wide_name) - ladder.index(narrow_name), _length(wide), _length(narrow))
    return False


def _fits(steps: int, wide: int, narrow: int) -> bool:
    """A longer CHAR is wider, and so is a VARCHAR of at least the same length."""
    return steps >= 0 and wide >= narrow


def _name(data_type: Any) -> str:
    name = getattr(data_type.this, "value", str(data_type.this)).upper()
    return SERIALS.get(name, name)


def _numbers(data_type: Any) -> list[int]:
    texts = [str(parameter.this) for parameter in data_type.expressions]
    return [int(text) for text in texts if text.isdecimal()]


def _length(data_type: Any) -> int:
    numbers = _numbers(data_type)
    if numbers:
        return numbers[0]
    return 1 if _name(data_type) in ("CHAR", "NCHAR", "BINARY") else ENDLESS


def _values(data_type: Any) -> frozenset[str]:
    return frozenset(value.sql() for value in data_type.expressions)


def _decimal_holds(wide: list[int], narrow: list[int]) -> bool:
    """As many digits before the point and as many behind it; without numbers there is no bound."""
    if not wide or not narrow:
        return not wide
    (wide_digits, wide_scale), (digits, scale) = ([*numbers, 0][:2] for numbers in (wide, narrow))
    return wide_digits - wide_scale >= digits - scale and wide_scale >= scale
