"""A message, or a few words, as the beginnings of a draft: nobody writes again what was said already."""

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.ask import Ask
from bot.changing import Changing
from bot.errors import Refusal
from bot.kind_words import kind_words
from bot.links import permalink
from bot.neutral import shortened
from bot.places import plain, zone_of
from bot.recognising import Recognising
from bot.views import change_form as views
from bot.views.change_form import LONGEST, AboutForm
from changes.assets import BadAsset, parse
from changes.checking import LONGEST_TITLE
from changes.drafts import Drafts
from changes.model import Change, Destination, Draft, When
from changes.recognise import Recognition, when_of

CALLS = re.compile(r"<[@!][^>]*>")
CHANNEL = re.compile(r"<#\w+\|([^>]+)>")
GREETING = re.compile(
    r"^\W*(?:(?:hi|hello|hey|dear|morning)\b[^,.!:\n]{0,30}[,.!:]\s*|(?:heads[ -]?up|fyi|psa|announcement|note|attention)\W+)+",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
READ_IN_TIME = 2.0
LIKELY = 0.45  # of kinds guessed above it nine in ten are right (of unusual changes four in five), below every other
WORD = re.compile(r"([a-z]+(?:'[a-z]+)?)[,;:!?]?(?=\s|$)")


@dataclass(frozen=True)
class Source:
    """Words and the message they stand in, if they stand in one."""

    text: str
    channel: str = ""
    ts: str = ""
    person: str = ""


@dataclass(frozen=True)
class Read:
    """What a message says in the form; `notes` stand above it. A kind that is not known is for the person to choose."""

    content: Draft
    notes: tuple[str, ...]
    kind_known: bool


@dataclass(frozen=True)
class Begun:
    """What was written already, and whom it was to be told."""

    content: Draft
    named: tuple[Destination, ...]
    about: AboutForm


@dataclass(frozen=True)
class Drafting:
    """Every form opens before anything is looked up: what Slack gives to open it with lives for three seconds."""

    changing: Changing
    recognising: Recognising

    async def write(self, ask: Ask, source: Source) -> None:
        """The form appears at once; what is read from the words follows into it."""
        opened = await ask.client.views_open(trigger_id=ask.trigger, view=views.reading().view())
        zone = await zone_of(ask.client, ask.person)
        read = await self._read(ask, source, zone)
        about = AboutForm(channel=source.channel, ts=source.ts, zone=zone)
        form = views.form(read.content, (), about, read.notes, kind_known=read.kind_known)
        await ask.client.views_update(view_id=opened["view"]["id"], view=form.view())

    async def blank(self, ask: Ask) -> None:
        opened = await ask.client.views_open(trigger_id=ask.trigger, view=views.fetching().view())
        zone = await zone_of(ask.client, ask.person)
        blank = Draft("", "schema", contact=f"<@{ask.person}>")
        form = views.form(blank, (), AboutForm(zone=zone), kind_known=False)
        await ask.client.views_update(view_id=opened["view"]["id"], view=form.view())

    async def again(self, ask: Ask, looked_up: Callable[[], Awaitable[Begun]]) -> None:
        """A draft that was kept, or a change that is revised; who may not go on with it reads why where the form would be."""
        opened = await ask.client.views_open(trigger_id=ask.trigger, view=views.fetching().view())
        try:
            begun = await looked_up()
        except (LookupError, PermissionError, ValueError, Refusal) as error:
            if not kind_words(error):
                raise
            modal = views.refused(kind_words(error))
        else:
            zone = await zone_of(ask.client, ask.person)
            modal = views.form(begun.content, begun.named, replace(begun.about, zone=zone))
        await ask.client.views_update(view_id=opened["view"]["id"], view=modal.view())

    async def _read(self, ask: Ask, source: Source, zone: str) -> "Read":
        words = readable(source.text)
        try:
            reading = self.changing.door(self.recognising.fields, words)
            found = await asyncio.wait_for(asyncio.shield(reading), READ_IN_TIME)
        except TimeoutError:
            found = Recognition(announcement=False, probability=0.0)
        said = datetime.fromtimestamp(float(source.ts), UTC) if source.ts else self.changing.now
        when = when_of(found, said, zone)
        content = drafted(words, found, when, source.person or ask.person)
        content = replace(content, link=await permalink(ask.client, source.channel, source.ts))
        notes = _notes(words, found, when)
        known = await self._announced_before(ask, source)
        told = (*notes, *((views.announced_before(known),) if known else ()))
        return Read(content, told, kind_known=bool(found.kind) and found.kind_chance >= LIKELY)

    async def _announced_before(self, ask: Ask, source: Source) -> Change | None:
        team = await self.changing.team(ask.workspace)
        if not source.ts:
            return None
        return await self.changing.door(Drafts(team.workspace).said_at, source.channel, source.ts)


def drafted(words: str, found: Recognition, when: When | None, contact: str) -> Draft:
    title = title_of(words, found.assets)
    return Draft(
        title=title,
        kind=found.kind or "schema",
        assets=tuple(name for name in found.assets if _is_asset(name)),
        breaking=found.breaking,
        severity="high" if found.breaking else "medium",
        when=when,
        what="" if _says_all(title, words) else shortened(words, LONGEST),
        contact=f"<@{contact}>",
    )


def _says_all(title: str, words: str) -> bool:
    """Then nobody reads it twice."""
    return title.casefold() == words.replace("`", "").rstrip(".").casefold()


def title_of(words: str, names: Collection[str]) -> str:
    """The first sentence without its greeting. A name stays as it is written: `orders.total` is no Orders.total."""
    bare = GREETING.sub("", words).strip() or words.strip()
    first = SENTENCE_END.split(bare, maxsplit=1)[0].strip().rstrip(".").replace("`", "")
    word = WORD.match(first)
    is_word = word is not None and word[1] not in names and "`" not in bare[:1]
    return shortened(f"{first[:1].upper()}{first[1:]}" if is_word else first, LONGEST_TITLE)


def readable(text: str) -> str:
    """As it was typed, and nobody is called by it."""
    named = CHANNEL.sub(r"#\1", CALLS.sub(" ", text))
    return "\n".join(plain(line) for line in html.unescape(named).splitlines()).strip()


def _notes(words: str, found: Recognition, when: When | None) -> list[str]:
    notes = []
    if found.effective and when is None:
        notes.append(views.no_date_in(found.effective))
    if len(words) > LONGEST:
        notes.append(views.cut_off(len(words)))
    return notes


def _is_asset(name: str) -> bool:
    try:
        parse(name)
    except BadAsset:
        return False
    return True
