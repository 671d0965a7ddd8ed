"""Which words are misunderstood here, what came of the notes, where disciplines part; persons are never counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.card import Block, Card
from bot.carried import PageOf, packed
from bot.neutral import neutral
from bot.pictures import Taken
from bot.views.blocks import actions, button, context, header, section, sentence
from bot.views.words import begun, counted, discipline
from glossary.counting import Counted
from glossary.usage import Fate, Meant

PICTURE, SHARE = "stats:picture", "stats:share"
MOST = 8


@dataclass(frozen=True)
class Report:
    """`days` is how far back it looks; `channel` empty: the whole workspace."""

    days: int
    channel: str
    fates: tuple[Fate, ...]
    meant: tuple[Meant, ...]
    misses: tuple[Counted, ...]


def card(report: Report, names: dict[str, str]) -> Card:
    """`names` says how senses are called."""
    where = f"in <#{report.channel}>" if report.channel else "in this workspace"
    noted = sum(one.noted for one in report.fates)
    head = f"{begun(_lately(report))} {where}: {counted(noted, 'note')}."
    carried = packed(PageOf(report.days, report.channel))
    can = actions(button("Send me the picture", PICTURE, carried), button("Share the picture here", SHARE, carried))
    blocks = (
        header("Words between us"),
        section(head),
        *_fates(report.fates),
        *_parted(report.meant, names),
        *_misses(report.misses),
        *((can,) if noted else ()),
        context("I count words and disciplines, never people. Only you see this."),
    )
    return Card(f"{head} {_spoken(report.fates)}".strip(), blocks)


def title(report: Report) -> str:
    return f"Words between us, {_lately(report)}"


def _lately(report: Report) -> str:
    return "the last day" if report.days == 1 else f"the last {report.days} days"


def sent() -> Card:
    return sentence("I have sent you the picture as a direct message.")


def not_that(words: str) -> Card:
    return sentence(
        f"I have no statistics about “{neutral(words, 60)}”. "
        "There is `/parlance stats`, `/parlance stats here` and `/parlance stats 30 days`."
    )


def parted(meant: Sequence[Meant]) -> list[list[Meant]]:
    """Terms for which at least two disciplines answered, and not with the same sense first."""
    by_term: dict[str, list[Meant]] = {}
    for one in meant:
        by_term.setdefault(one.term, []).append(one)
    return [group for group in by_term.values() if len({one.senses[0][0] for one in group}) > 1]


def taken(report: Report, names: dict[str, str]) -> list[list[Taken]]:
    """For the picture: what the card says in words of the disciplines that part."""
    return [
        [
            Taken(
                one.term,
                discipline(one.discipline),
                tuple((names.get(f"{one.term}/{sense}", sense), times) for sense, times in one.senses),
            )
            for one in group
        ]
        for group in parted(report.meant)
    ]


def _fates(fates: Sequence[Fate]) -> tuple[Block, ...]:
    if not fates:
        return (section("No notes yet, so there is nothing to show. Invite me to a channel where disciplines meet."),)
    lines = [
        f"*{neutral(one.term)}*  {one.noted} noted, {one.answered} answered, {one.dismissed} dismissed"
        for one in fates[:MOST]
    ]
    return (section("*Most misunderstood*\n" + "\n".join(lines)),)


def _parted(meant: Sequence[Meant], names: dict[str, str]) -> tuple[Block, ...]:
    groups = parted(meant)
    if not groups:
        return ()
    lines = [f"*{neutral(group[0].term)}*: {'; '.join(_says(one, names) for one in group)}" for group in groups[:MOST]]
    return (section("*Where disciplines differ*\n" + "\n".join(lines)),)


def _says(one: Meant, names: dict[str, str]) -> str:
    sense, times = one.senses[0]
    return f"{discipline(one.discipline)} means {neutral(names.get(f'{one.term}/{sense}', sense), 60)} ({times}×)"


def _misses(misses: Sequence[Counted]) -> tuple[Block, ...]:
    if not misses:
        return ()
    words = ", ".join(f"{neutral(one.word, 40)} ({one.times}×)" for one in misses[:MOST])
    return (section(f"*Looked up in vain*\n{words}\nIf you know one: `/define word = meaning`."),)


def _spoken(fates: Sequence[Fate]) -> str:
    told = ", ".join(neutral(one.term) for one in fates[:3])
    return f"Most misunderstood: {told}." if told else ""
