"""The announcer's view of a change: one card that stays up to date, every answer as a table, and what may be done next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.card import Block, Card, Modal
from bot.carried import Chosen, packed
from bot.neutral import neutral
from bot.places import shown
from bot.views.blocks import actions, button, context, header, section, text_input
from bot.views.change_card import MARKS, contact
from bot.views.dates import day_token, moment_token
from bot.views.words import begun, counted
from changes.deliveries import Delivery
from changes.matrix import Line, Matrix
from changes.model import Change, Destination

ANSWERS, REVISE, EFFECT, DONE, RESEND, WITHDRAW, EXPORT = (
    f"change:{name}" for name in ("answers", "revise", "effect", "finish", "resend", "withdraw", "export")
)
WITHDRAWN = "change:withdrawn"
MOST, A_SECTION, MOST_LINES = 12, 8, 160
SILENT, READS = ":hourglass:", ":newspaper:"
REMINDED = "Teams that have not answered are reminded in their working hours, until the date has come."


@dataclass(frozen=True)
class Summary:
    """`tally` counts the cards: sent, queued, retrying, failed, skipped."""

    matrix: Matrix
    tally: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[Delivery, ...] = ()
    reminds: bool = False


def summary(of: Summary) -> Card:
    """In the announcer's direct messages; edited in place with each answer."""
    change = of.matrix.change
    spoken, sent = of.matrix.spoken(), _sent(of)
    text = f"{neutral(change.title)}: {change.state}; {spoken}; {sent}"
    blocks: list[Block] = [
        header(change.title),
        section(f"*{change.state.capitalize()}*{_date(change)}\n{begun(spoken)}"),
    ]
    pressing = [*of.matrix.blocked, *(line for line in of.matrix.lines if line.answer == "question")]
    blocks += [section("\n".join(_line(line) for line in pressing[:MOST]))] if pressing else []
    silent = _some(of.matrix.silent) if change.live else ""
    blocks += [context(f"{SILENT} Silent so far: {silent}")] if silent else []
    blocks += [context(REMINDED)] if silent and of.reminds else []
    informed = _some(of.matrix.informed)
    blocks += [context(f"{READS} Told in a digest, for information: {informed}")] if informed else []
    blocks += [context(f":incoming_envelope: {begun(sent)}"), *_failures(of.failed), *_buttons(of)]
    return Card(text, tuple(blocks))


def answers(of: Summary) -> Modal:
    """Every team, the pressing ones first, and last those who are not asked."""
    read = [f"{READS} {shown(team)}: told in a digest, for information" for team in of.matrix.informed]
    every = [*(_line(line) for line in of.matrix.lines), *read]
    lines = every[:MOST_LINES]
    told = [section("\n".join(lines[start : start + A_SECTION])) for start in range(0, len(lines), A_SECTION)]
    rest = len(every) - MOST_LINES
    more = (context(f"And {rest} more, in the export."),) if rest > 0 else ()
    head = section(f"*{begun(of.matrix.spoken())}*")
    return Modal("change:matrix", "Who answered what", (head, *told, *more))


def withdraw(id_: str, title: str) -> Modal:
    asked = text_input(
        "why", "Why is it taken back?", "value", max_length=500, hint="It stands on every card, where the change stood."
    )
    told = section(f"*{neutral(title)}* is taken back everywhere it was told.")
    return Modal(WITHDRAWN, "Withdraw", (told, asked), "Withdraw it", "Cancel", packed(Chosen(id_)))


def exported(title: str) -> str:
    return f"Who was told of {neutral(title)}, when and where, and what they answered. For people and for programs."


def _date(change: Change) -> str:
    when = change.content.when
    if change.state == "withdrawn":
        return ""
    if when is None:
        return ", no date yet" if change.live else ""
    since = {"in effect": "since", "done": "in effect since"}.get(change.state, "from")
    return f", {since} {moment_token(when.start, when.zone)}"


def _some(teams: Sequence[Destination]) -> str:
    more = f" and {len(teams) - MOST} more" if len(teams) > MOST else ""
    return ", ".join(shown(team) for team in teams[:MOST]) + more


def _sent(of: Summary) -> str:
    tally, total = of.tally, sum(of.tally.values())
    if not total:
        return "no card is sent" if of.matrix.informed else "nobody is told"
    parts = [f"{tally.get('sent', 0)} of {counted(total, 'card')} sent"]
    waiting = tally.get("queued", 0) + tally.get("retrying", 0)
    parts += [f"{waiting} on the way"] if waiting else []
    parts += [f"{tally['failed']} not delivered"] if tally.get("failed") else []
    return ", ".join(parts)


def _failures(failed: Sequence[Delivery]) -> tuple[Block, ...]:
    lines = [f"• {shown(one.wanted.destination)}: `{neutral(one.error, 80)}`" for one in failed[:5]]
    return (section(":warning: *Not delivered:*\n" + "\n".join(lines)),) if lines else ()


def _buttons(of: Summary) -> tuple[Block, ...]:
    change = of.matrix.change
    carried = packed(Chosen(change.id))
    live = change.live
    offered = [
        button("Who answered what", ANSWERS, carried),
        *([button("Revise", REVISE, carried)] if live else []),
        *([button("It is in effect", EFFECT, carried)] if change.state in ("announced", "revised") else []),
        *([button("It is done", DONE, carried)] if live else []),
        *([button("Send again", RESEND, carried)] if of.failed else []),
    ]
    rarely = [
        button("Export", EXPORT, carried),
        *([button("Withdraw", WITHDRAW, carried, style="danger")] if change.state in ("announced", "revised") else []),
    ]
    return actions(*offered, block_id=f"summary:{change.id}"), actions(*rarely, block_id=f"summary:{change.id}:rarely")


def _line(line: Line) -> str:
    if line.ack is None:
        return f"{SILENT} {shown(line.team)}: silent"
    ack = line.ack
    day = f" by {day_token(ack.until)}" if ack.until else ""
    late = " (*after it takes effect*)" if line.late else ""
    note = f": {neutral(ack.note, 200)}" if ack.note else ""
    return f"{MARKS[ack.meaning]} {shown(line.team)}: *{ack.meaning}*{day}{late}, says {contact(f'<@{ack.by}>')}{note}"


def needs_why() -> dict[str, str]:
    return {"why": "Say why in a few words: everyone who was told reads it."}
