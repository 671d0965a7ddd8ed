"""When a change takes effect, as somebody wrote it: the span in the text that most likely says so."""

import re
from dataclasses import dataclass

NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|ten|a few|some|a couple of|the next(?: \w+)?)"
UNIT = r"(?:min(?:ute)?s?|hours?|h|days?|weeks?|months?|quarters?|years?|sprints?|releases?)\b"
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b"
)
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)\b"
CLOCK = r"(?:\d{1,2}:\d\d(?:\s?[ap]m)?|\d{1,2}\s?(?:am|pm|h|o'clock)\b|noon\b|midnight\b|lunch\b)(?:\s?(?:utc|cet|cest|gmt|est|pst|et|pt)\b)?"
PERIOD = r"(?:morning|afternoon|evening|night|week|weekend|month|quarter|year|sprint|release|spring|summer|autumn|winter|term|wave|season|semester)"
EVENT = r"(?:freeze|cutover|migration|rollout|release|deploy(?:ment)?|launch|holidays|close|load|update|audit|update|build|go-?live|run|import|wave \d+|christmas|easter)"
VERSION = r"(?:v\d+(?:\.\d+)*|\d+\.\d+(?:\.\d+)?|(?:release|version|build|sprint|batch|wave|firmware|week|fiscal|fy) ?\d+(?:\.\d+)*)\b"
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d(?:[ T]\d\d:\d\d)?|(?:the )?(?:{ORDINAL}|\d{{1,2}})(?: of)? {MONTH}(?:,? \d{{4}}\b)?|{MONTH} (?:the )?(?:{ORDINAL}|\d{{1,2}}\b)(?:,? \d{{4}}\b)?"
    rf"|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:end|start|beginning|middle|mid) of (?:the |this |next )?(?:{MONTH}|{PERIOD})|(?:mid|early|late|end)[ -](?:of )?{MONTH}"
    rf"|(?:the )?{ORDINAL}|q[1-4]\b(?: \d{{4}})?|{MONTH}(?: \d{{4}}\b)?|20[2-4]\d\b|fy ?\d\d\b|(?:spring|summer|autumn|winter)\b)"
)
RELATIVE = (
    rf"(?:today|tonight|tomorrow|tmrw|yesterday|now on|right now|just now|immediately|now\b|(?:this|next|last|coming) (?:{WEEKDAY}|{PERIOD}\b|{MONTH})|(?:the )?(?:first|second|next|following) (?:half of )?(?:{PERIOD}|{WEEKDAY})"
    rf"|{NUMBER} {UNIT}(?: ago| from now|\b)|(?:the |a )?(?:whole )?weekend|new year)"
)
CORE = rf"(?:{DATE}|{RELATIVE}|{WEEKDAY}(?: {PERIOD})?|{CLOCK}|{VERSION})"
LINK = r"(?:,? (?:at|on|the|from|between|to|till|until|and|of|after|around|noon)\b|,|\s?[-–]\s?| to | and )"
PREFIX = r"(?:from|as of|as from|starting(?: with| on| from| in| at)?|beginning(?: with| on)?|effective(?: from| as of| on)?|with effect from|since|until|till|by|after|before|on|at|in|with|during|over|within|for|around)"
SPAN = re.compile(
    rf"(?<![\w.-])(?:(?P<prefix>{PREFIX}) (?:the |our |this |next |your |tonight's |today's )?(?:night of )?)?(?P<core>{CORE})"
    rf"(?:(?:{LINK})?\s?(?:{CORE})){{0,4}}(?P<suffix> on\b|'s (?:release|deploy|load|close|run|update|build))?(?![\w-])",
    re.IGNORECASE,
)
EVENTS = re.compile(
    rf"(?<![\w-])(?:(?:after|since|with|from|in|until|as of|before|over|starting with|beginning with|during) (?:the |our |this |tonight's |today's |next )?(?:\w+ ){{0,2}}?{EVENT}\b(?: \d+(?:\.\d+)*| at \d+(?::\d\d)?)?|retroactively(?: from \w+| for \d{{4}}| since \w+)?|until further notice|from now(?: on)?|effective immediately|as we speak|over the holidays)",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    rf"(?:{PREFIX} )?(?:the )?\d{{1,3}}|(?:from )?v?\d+(?:\.\d+)* to v?\d+(?:\.\d+)*(?: on)?|v?\d+(?:\.\d+)?",
    re.IGNORECASE,
)
BARE = re.compile(r"may|now|sun|sat|mar|march|the (?:first|second)|in now", re.IGNORECASE)
STARTS = ("from", "as of", "as from", "starting", "beginning", "effective", "with effect", "since")
ENDS = ("until", "till", "for", "before")


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def date_span(text: str) -> Span | None:
    """The best of all that look like a time, by how they begin and where they stand."""
    found = [match for pattern in (SPAN, EVENTS) for match in pattern.finditer(text) if not _number_only(match.group())]
    if not found:
        return None
    best = max(found, key=lambda match: (_weight(match.group(), match.start()), match.end() - match.start()))
    end = best.start() + len(best.group().rstrip(" ,"))
    return Span(best.start(), end)


def _number_only(written: str) -> bool:
    """`from 3.8 to 3.12`, and words that are a month or a day only beside a preposition."""
    bare = written.strip()
    return bool(NUMBERS.fullmatch(bare) or BARE.fullmatch(bare))


def _weight(written: str, place: int) -> float:
    low = written.lower()
    weight = 0.0
    if low.startswith(STARTS):
        weight += 2
    if low.startswith(ENDS):
        weight -= 1
    if re.match(r"since (?:19|20[01]|202[0-4])", low):
        weight -= 4
    if re.match(r"(?:last|black) |from \d+(?::\d\d)? to \d", low):
        weight -= 1.5
    if re.search(rf"{VERSION}", low) and not re.search(r"day|\bq\d|month|week|night|:", low):
        weight -= 1.5
    if re.fullmatch(
        r"(?:now|right now|just now|at \w+|a week|a month|a day|\d+ (?:days|weeks|months|min|hours?)|in (?:a|an|one) \w+)",
        low,
    ):
        weight -= 0.7
    if re.search(r"\bago\b|tomorrow|today|tonight|next|yesterday", low):
        weight += 0.4
    return weight - place / 400
