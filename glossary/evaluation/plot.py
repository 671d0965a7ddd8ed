"""How sure we were against how often we were right, as a picture."""

from collections.abc import Sequence
from pathlib import Path

from glossary.evaluation.senses import Bin

SLATE, BLUE = "#8a93a3", "#2f6fde"


def reliability(bins: Sequence[Bin], target: Path, title: str) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), dpi=120, layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color=SLATE, linestyle="--", linewidth=1)
    most = max((one.count for one in bins), default=1)
    axes.plot([one.confidence for one in bins], [one.right for one in bins], color=BLUE, linewidth=1.5)
    for one in bins:
        axes.scatter(one.confidence, one.right, s=20 + 160 * one.count / most, color=BLUE, alpha=0.8)
        axes.annotate(
            str(one.count), (one.confidence, one.right), textcoords="offset points", xytext=(8, -10), fontsize=8
        )
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="how sure the reading was", ylabel="share that was right", title=title)
    target.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(target)
