"""Numbers as a PNG that people can paste into a retrospective; drawn without a screen, in memory."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from glossary.usage import Fate

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST, MOST_DIFFERING = 12, 6
FATES = (("answered", "#2f7d6d"), ("dismissed", "#c98f86"), ("left open", "#b8c0c8"))
SENSES = ("#3f6fa3", "#d9a441", "#7d5a94", "#5f9e6e")
INK, FAINT = "#2b2f33", "#6d757c"
WIDTH, ROW, MARGIN = 8.0, 0.4, 0.95  # inches
LETTERS = 62  # that fit into the longest bar
LONGEST_TITLE = 80


@dataclass(frozen=True)
class Taken:
    """How a discipline takes a word: how often it gave each sense as the answer, the commonest first."""

    term: str
    discipline: str
    senses: tuple[tuple[str, int], ...]


Bar = tuple[str, Sequence[tuple[int, str, str]]]
"""Its name, and its pieces: how long, in which colour, with what written on it."""


def of_words(fates: Sequence[Fate], taken: Sequence[Sequence[Taken]], title: str) -> bytes:
    """One bar a word: answered, dismissed, left open. Below, word by word, how each discipline takes it."""
    from matplotlib.figure import Figure  # half a second, paid by whoever wants a picture
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    upper = [(one.term, _pieces(one)) for one in fates[:MOST]]
    lower = [bar for group in taken[:MOST_DIFFERING] for bar in _group(group)]
    rows = [len(upper), *([len(lower)] if lower else [])]
    heights = [MARGIN + ROW * max(2, count) for count in rows]
    around = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.1)
    figure = Figure(figsize=(WIDTH, sum(heights) + 0.3), dpi=150, layout=around, facecolor="white")
    axes = list(figure.subplots(len(rows), 1, squeeze=False, height_ratios=heights)[:, 0])
    figure.suptitle(plain(title, LONGEST_TITLE), x=0.01, ha="left", fontsize=13, fontweight="bold", color=INK)
    _bars(axes[0], "What became of the notes", upper, FATES)
    if lower:
        _bars(axes[1], "What each discipline meant by a word", lower, ())
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _pieces(one: Fate) -> list[tuple[int, str, str]]:
    counts = (one.answered, one.dismissed, one.noted - one.answered - one.dismissed)
    return [(count, colour, str(count)) for count, (_, colour) in zip(counts, FATES, strict=True)]


def _group(group: Sequence[Taken]) -> list[Bar]:
    """The same sense has the same colour in all bars of a word."""
    named = list(dict.fromkeys(sense for one in group for sense, _ in one.senses))
    colours = {sense: SENSES[place % len(SENSES)] for place, sense in enumerate(named)}
    return [
        (
            f"{plain(one.term, 18)} · {plain(one.discipline, 22)}",
            [(count, colours[sense], f"{plain(sense, 26)} {count}") for sense, count in one.senses],
        )
        for one in group
    ]


def _bars(axes: "Axes", title: str, bars: Sequence[Bar], legend: Sequence[tuple[str, str]]) -> None:
    places = range(len(bars))
    lengths = [sum(piece[0] for piece in pieces) for _, pieces in bars]
    for place, (_, pieces), length in zip(places, bars, lengths, strict=True):
        _bar(axes, place, pieces, max(lengths) if legend else length)
    axes.set_yticks(list(places), [plain(name, 44) for name, _ in bars], fontsize=10, color=INK)
    axes.set_ylim(max(1.5, len(bars) - 0.4), -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.tick_params(left=False)
    axes.spines[:].set_visible(False)
    axes.set_title(title, loc="left", fontsize=10.5, color=FAINT, pad=22 if legend else 8)
    _legend(axes, legend)


def _bar(axes: "Axes", place: int, pieces: Sequence[tuple[int, str, str]], whole: int) -> None:
    """`whole` is how much fills the width: the longest of all bars, or this one's own length."""
    left = 0.0
    for count, colour, words in pieces:
        long = count / whole
        axes.barh(place, long, left=left, color=colour, height=0.68, edgecolor="white", linewidth=1.2)
        if count and len(words) <= LETTERS * long:  # what does not fit stays unwritten
            middle = left + long / 2
            axes.text(middle, place, words, ha="center", va="center", fontsize=8.5, color=_ink(colour))
        left += long


def _legend(axes: "Axes", legend: Sequence[tuple[str, str]]) -> None:
    """Above the bars, where it hides none of them."""
    if not legend:
        return
    from matplotlib.patches import Patch

    axes.legend(
        handles=[Patch(color=colour, label=label) for label, colour in legend],
        loc="lower left",
        bbox_to_anchor=(0, 1, 1, 0),
        ncols=len(legend),
        frameon=False,
        fontsize=9,
        borderaxespad=0.2,
        handlelength=1,
        labelcolor=INK,
    )


def _ink(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return INK if 0.3 * red + 0.6 * green + 0.1 * blue > 150 else "white"


def plain(text: str, most: int = 40) -> str:
    """A dollar sign would begin a formula; what the font has not would be a box, and a warning."""
    drawn = "".join(letter if ord(letter) in _letters() else "?" for letter in text)
    short = drawn if len(drawn) <= most else drawn[: most - 1].rstrip() + "…"
    return short.replace("$", r"\$")


@cache
def _letters() -> Any:
    from matplotlib.font_manager import FontProperties, findfont
    from matplotlib.ft2font import FT2Font

    return FT2Font(findfont(FontProperties())).get_charmap()
