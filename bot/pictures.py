"""Numbers as a PNG that people can paste into a retrospective; drawn without a screen, in memory."""

import io
from collections.abc import Sequence

from glossary.usage import Fate

MOST = 12
ANSWERED, DISMISSED, OPEN = "#2f7d6d", "#c9ada7", "#9aa5b1"


def of_fates(fates: Sequence[Fate], title: str) -> bytes:
    """One bar a word: answered, dismissed, left open."""
    from matplotlib.figure import Figure  # half a second, paid by whoever wants a picture
    from matplotlib.ticker import MaxNLocator

    shown = list(fates[:MOST])[::-1]
    figure = Figure(figsize=(8, 1.6 + 0.42 * len(shown)), dpi=150, layout="constrained")
    axes = figure.subplots()
    left = [0] * len(shown)
    for label, colour, counts in _parts(shown):
        axes.barh([plain(one.term) for one in shown], counts, left=left, color=colour, label=label)
        left = [before + count for before, count in zip(left, counts, strict=True)]
    axes.set_title(plain(title), loc="left", fontsize=11)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right", fontsize=8)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png")
    return drawn.getvalue()


def _parts(fates: Sequence[Fate]) -> tuple[tuple[str, str, list[int]], ...]:
    return (
        ("answered", ANSWERED, [one.answered for one in fates]),
        ("dismissed", DISMISSED, [one.dismissed for one in fates]),
        ("left open", OPEN, [one.noted - one.answered - one.dismissed for one in fates]),
    )


def plain(text: str) -> str:
    """A dollar sign would begin a formula; what no font has would warn."""
    return text.replace("$", r"\$").encode("latin-1", "replace").decode("latin-1")[:40]
