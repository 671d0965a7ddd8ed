"""Pictures as PNG bytes: a run's progress, an assessment as radar and heat map. The library that draws is imported late."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from playbooks.assessment import TOP_LEVEL
from playbooks.overview import in_words, progress
from playbooks.run import Run, RunStep

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, PALE, PAPER, GRID = "#1f2933", "#6b7785", "#ffffff", "#dde3ea"
COLOURS = {"done": "#2f855a", "skipped": "#9aa5b1", "not_applicable": "#dde3ea", "open": "#7fb2e5", "late": "#c05621"}
LEVELS = ("#c05621", "#e3a857", "#8cb9d9", "#2f855a")
LINES = ("#2b6cb0", "#c05621", "#2f855a", "#805ad5", "#b7791f", "#2c7a7b")
SIGNS = {"done": "✓", "skipped": "↷", "not_applicable": "–", "open": "", "late": "!"}
LONGEST = 62
DPI = 144


def progress_picture(run: Run, today: date) -> bytes:
    """Every step as a line on the calendar: from the start to its due day, in the colour of its state."""
    height = 1.5 + 0.42 * len(run.steps)
    figure = _figure(9.2, height)
    axes = figure.add_axes((0.47, 0.55 / height, 0.5, (height - 1.45) / height))
    first = min([step.due for step in run.steps] + [today]).toordinal()
    for place, step in enumerate(run.steps):
        _line_of(axes, place, step, first, today)
    _calendar(axes, run, first, today)
    figure.text(0.03, 1 - 0.38 / height, _legible(_short(run.title, 80)), size=14, weight="bold", color=INK)
    told = in_words(progress(run, today))
    figure.text(0.03, 1 - 0.68 / height, told, size=10, color=PALE)
    return _png(figure)


def radar(title: str, areas: Mapping[str, Sequence[tuple[str, float]]]) -> bytes:
    """One line for each assessment (or discipline) around the areas; further out is better."""
    import numpy as np

    names = list(dict.fromkeys(area for one in areas.values() for area, _ in one))
    figure = _figure(8.4, 7.2)
    axes = figure.add_axes((0.2, 0.1, 0.6, 0.68), projection="polar")
    angles = np.linspace(0, 2 * np.pi, len(names), endpoint=False)
    for (label, values), colour in zip(areas.items(), LINES * 9, strict=False):
        known = dict(values)
        heights = [known.get(name, 0.0) for name in names]
        axes.plot([*angles, angles[0]], [*heights, heights[0]], color=colour, lw=2, label=_legible(label))
        axes.fill(angles, heights, color=colour, alpha=0.12)
    _round(axes, angles, names)
    figure.text(0.04, 0.94, _legible(_short(title, 70)), size=14, weight="bold", color=INK)
    figure.text(0.04, 0.905, "Outer edge: written down, known to all and kept current", size=9.5, color=PALE)
    if len(areas) > 1:
        figure.legend(*axes.get_legend_handles_labels(), loc="lower right", frameon=False, fontsize=9)
    return _png(figure)


def heat_map(title: str, rows: Mapping[str, Mapping[str, float]]) -> bytes:
    """Areas down, disciplines (or teams) across; a hole where nobody answered."""
    areas = list(dict.fromkeys(area for one in rows.values() for area in one))
    height = 1.7 + 0.46 * len(areas)
    figure = _figure(max(6.0, 2.9 + 1.15 * len(rows)), height)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(-2.5, len(rows)), ylim=(len(areas) + 0.2, -1.75))
    axes.axis("off")
    for column, (label, levels) in enumerate(rows.items()):
        axes.text(column + 0.45, -0.18, _legible(label).replace("-", "\n"), ha="center", va="bottom", size=9, color=INK)
        for row, area in enumerate(areas):
            _cell(axes, column, row, levels.get(area))
    for row, area in enumerate(areas):
        axes.text(-0.15, row + 0.45, area, ha="right", va="center", size=10, color=INK)
    axes.text(-2.4, -1.4, _legible(_short(title, 70)), size=13, weight="bold", color=INK)
    return _png(figure)


def _line_of(axes: Any, place: int, step: RunStep, first: int, today: date) -> None:
    state = "late" if step.late(today) else step.state
    length = max(step.due.toordinal() - first, 0) + 1
    axes.barh(place, length, height=0.56, left=first, color=COLOURS[state])
    axes.text(first + length, place, f" {SIGNS[state]}", va="center", size=11, color=COLOURS[state], weight="bold")
    axes.text(-0.03, place, _legible(_short(step.do)), transform=axes.get_yaxis_transform(), ha="right", va="center",
              size=8.5, color=INK if step.is_open else PALE)  # fmt: skip


def _calendar(axes: Any, run: Run, first: int, today: date) -> None:
    last = max([step.due for step in run.steps] + [today]).toordinal()
    axes.set(xlim=(first - 0.5, last + max(2, (last - first) * 0.06)), ylim=(len(run.steps) - 0.4, -0.6), yticks=[])
    ticks = sorted({first, (first + last) // 2, last})
    axes.set_xticks(ticks, [f"{date.fromordinal(day):%-d %b}" for day in ticks], color=PALE, size=9)
    axes.axvline(today.toordinal() + 0.5, color=INK, lw=1, ls=(0, (2, 2)))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(GRID)
    axes.tick_params(length=0)
    for border in _borders(run):
        axes.axhline(border - 0.5, color=GRID, lw=0.8)


def _borders(run: Run) -> list[int]:
    """The places at which a new horizon begins."""
    pairs = zip(run.steps, run.steps[1:], strict=False)
    return [place for place, (one, two) in enumerate(pairs, start=1) if one.horizon != two.horizon]


def _round(axes: Any, angles: Any, names: Sequence[str]) -> None:
    axes.set_theta_offset(1.5708)
    axes.set_theta_direction(-1)
    axes.set_xticks(angles, [name.replace(" and ", "\nand ") for name in names], size=9.5, color=INK)
    axes.set_ylim(0, TOP_LEVEL)
    axes.set_yticks(range(1, TOP_LEVEL + 1), [""] * TOP_LEVEL)
    axes.tick_params(pad=22)
    axes.grid(color=GRID)
    axes.spines["polar"].set_color(GRID)


def _cell(axes: Any, column: int, row: int, level: float | None) -> None:
    from matplotlib.patches import FancyBboxPatch

    colour = GRID if level is None else LEVELS[min(int(level + 0.5), TOP_LEVEL)]
    box = FancyBboxPatch((column + 0.05, row + 0.08), 0.8, 0.74, boxstyle="round,pad=0,rounding_size=0.08")
    box.set(facecolor=colour, edgecolor="none")
    axes.add_patch(box)
    told = "–" if level is None else f"{level:.1f}"
    dark = level is None or 0.5 <= level < 2.5
    axes.text(column + 0.45, row + 0.45, told, ha="center", va="center", size=10, color=INK if dark else PAPER)


def _figure(width: float, height: float) -> "Figure":
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=DPI, facecolor=PAPER)


def _png(figure: "Figure") -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", facecolor=PAPER, metadata={"Software": "Parlance"})
    return out.getvalue()


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"


def _legible(text: str) -> str:
    """The font that comes along has no emoji and no Chinese; what it lacks becomes a box it has. No formulas either."""
    known = _glyphs()
    return "".join(sign if ord(sign) in known else "▯" for sign in " ".join(text.split())).replace("$", r"\$")


@cache
def _glyphs() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
