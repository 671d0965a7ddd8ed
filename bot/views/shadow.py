"""What I would have written: progress while I read, then each note to be judged, and what follows from the judgements."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card
from bot.carried import packed
from bot.neutral import neutral
from bot.trials import Finding, Trial
from bot.views.blocks import actions, button, context, header, section, sentence
from bot.views.dates import date_token
from bot.views.paging import paged
from bot.views.settings import CARE
from bot.views.words import counted
from glossary.decision import RISKY

RIGHT, NEEDLESS, TURN, LIVE = "shadow:right", "shadow:needless", "shadow:turn", "shadow:live"
A_PAGE = 8


@dataclass(frozen=True)
class Rated:
    """A finding of a trial, and the page it is shown on."""

    trial: str
    ts: str = ""
    page: int = 0
    caution: str = ""


@dataclass(frozen=True)
class Shown:
    """A finding with how its senses are called, and where its message is."""

    finding: Finding
    senses: tuple[str, ...]
    link: str = ""


def reading(trial: Trial, day: int, of: int) -> Card:
    messages = counted(trial.messages, "message")
    return sentence(f"Reading <#{trial.channel}>: day {day} of {of}, {messages} so far. I write nothing there.")


def started(channel: str) -> Card:
    return sentence(
        f"I am reading what was written in <#{channel}> this week, and report in our direct messages. I write nothing there."
    )


def report(trial: Trial, shown: Sequence[Shown], page: int, caution: float | None) -> Card:
    """`caution` is what the judgements speak for; None before there are any."""
    count = len(shown)
    notes = counted(count, "note") if count else "no note"
    head = f"Of {counted(trial.messages, 'message')} in <#{trial.channel}> this week I would have written {notes}."
    here = paged(shown, page, A_PAGE)
    items = [block for one in here.shown for block in _item(trial, one, here.at)]
    turns = here.turns(TURN, lambda to: packed(Rated(trial.id, "", to)))
    pages = (actions(*turns),) if turns else ()
    return Card(
        head, (header("What I would have written"), section(head), *items, *pages, *_advice(trial, shown, caution))
    )


def live(channel: str) -> Card:
    return sentence(
        f"I am live in <#{channel}> now. `/parlance settings` there changes that, `/parlance mute` makes me quiet."
    )


def which_channel() -> Card:
    return sentence("Which channel? `/parlance shadow #channel`, or `/parlance shadow` in the channel itself.")


def _item(trial: Trial, one: Shown, page: int) -> tuple[Block, ...]:
    finding = one.finding
    where = f"<{one.link}|message>" if one.link else "message"
    ways = " · ".join(neutral(sense, 60) for sense in one.senses)
    what = "asked which is meant" if finding.kind == "ask" else "shown what is meant"
    mark = {"right": "  :white_check_mark: right", "needless": "  :no_entry_sign: not needed", "": ""}[finding.verdict]
    text = f"*{neutral(finding.term)}* in a {where} of {date_token(float(finding.ts))}: {what}: {ways}{mark}"
    carried = packed(Rated(trial.id, finding.ts, page))
    return (
        section(text),
        actions(
            button("Right", RIGHT, carried), button("Not needed", NEEDLESS, carried), block_id=f"found:{finding.ts}"
        ),
    )


def _advice(trial: Trial, shown: Sequence[Shown], caution: float | None) -> tuple[Block, ...]:
    carried = packed(Rated(trial.id, caution="" if caution is None else str(caution)))
    if caution is None:
        told = "Say of some of them whether they are right: I then propose how careful to be."
        return (context(told), actions(button("Go live as it is", LIVE, carried)))
    told = f"From what you say, this fits here: {CARE[str(caution)].lower()}. {_effect(shown, caution)}"
    return (section(told), actions(button("Use that and go live", LIVE, carried, style="primary")))


def _effect(shown: Sequence[Shown], caution: float) -> str:
    """What it would have made of this week."""
    left = [one for one in shown if one.finding.risk >= RISKY + caution]

    def among(some: Sequence[Shown], verdict: str) -> int:
        return sum(one.finding.verdict == verdict for one in some)

    right = f"{among(left, 'right')} of {among(shown, 'right')} you called right"
    needless = f"{among(left, 'needless')} of {among(shown, 'needless')} you did not need"
    return f"Of this week's notes it leaves {len(left)} of {len(shown)}: {right}, {needless}."
