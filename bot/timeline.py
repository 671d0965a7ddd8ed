"""Changes on a line of days, as a PNG: from when they were known to when they take effect; drawn in memory."""

import io
from collections.abc import Sequence
from datetime import datetime

from bot.pictures import plain
from changes.calendar import Bar, timeline
from changes.model import Change

MOST = 20
BREAKS, HARMLESS, KNOWN = "#b4452f", "#2f7d6d", "#d9dee3"
A_DAY = 1.0


def drawn(changes: Sequence[Change], now: datetime) -> bytes:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
    from matplotlib.figure import Figure  # half a second, paid by whoever wants a picture

    bars = timeline(changes)[:MOST][::-1]
    figure = Figure(figsize=(9, 1.6 + 0.42 * len(bars)), dpi=150, layout="constrained")
    axes = figure.subplots()
    for row, bar in enumerate(bars):
        start, end = date2num(bar.start), max(date2num(bar.end), date2num(bar.start) + A_DAY)
        axes.barh(row, start - date2num(bar.known), left=date2num(bar.known), height=0.28, color=KNOWN)
        axes.barh(row, end - start, left=start, height=0.6, color=BREAKS if bar.breaking else HARMLESS)
    axes.axvline(date2num(now), color="#555555", linewidth=0.8, linestyle=":")
    axes.set_yticks(range(len(bars)), [_label(bar) for bar in bars])
    locator = AutoDateLocator()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.set_title(
        "Grey: since it is known. Red: breaking. Green: not breaking. Dotted: today.", loc="left", fontsize=9
    )
    axes.spines[["top", "right"]].set_visible(False)
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _label(bar: Bar) -> str:
    return plain(bar.label)
