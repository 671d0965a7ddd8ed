"""`python -m benchmarks.fit_confidence`: what a reading's confidence has to be for it to hold, fitted on own labelled messages.

They were written afresh, not for the entries. Terms are split: half of them is fitted on, the others tell how well it holds.
Of everyday talk there are too few among them (22, all read right): its figure is that of the glossary's own messages,
of which 1,600 were read as everyday by weights that had not seen their terms (`python -m benchmarks.fit_weights`).
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.fit_weights import EVERYDAY_OFFSET
from glossary.evaluation import senses, sets
from glossary.evaluation.senses import Labelled, Outcome
from glossary.glossary import Glossary
from glossary.loader import load_terms
from glossary.scoring import weights
from glossary.scoring.confidence import PLAIN, SHIPPED, log_odds, shipped
from index.encoder.choose import Choice, open_encoder

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "data" / "senses_own.jsonl"
# our fresh messages are plainer than other people's; on the glossary's own, unseen, the plain chances hold
BELIEVED = 0.5
RIDGE = 2.0  # a slope far from 1, or kinds far apart, need many messages to be believed
FITTED = ("sense", "ambiguous")
Said = tuple[str, float, bool]  # kind, log odds of its chance, right


def halves(path: Path = OWN) -> tuple[list[Labelled], list[Labelled]]:
    splits = [json.loads(line)["split"] for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = list(zip(sets.senses(path), splits, strict=True))
    return [one for one, split in pairs if split == "fit"], [one for one, split in pairs if split != "fit"]


def fit(said: Sequence[Said], everyday: float) -> dict[str, float]:
    known = [one for one in said if one[0] in FITTED]
    rows = np.array([[odds, *(kind == one for one in FITTED)] for kind, odds, _ in known])
    right = np.array([one for _, _, one in known], float)
    names = ("slope", *FITTED)
    start = np.array([PLAIN[name] for name in names])

    def loss(figures: np.ndarray) -> float:
        scores = rows @ figures
        away = np.append(figures[1:] - figures[1:].mean(), figures[0] - 1)
        return float((np.logaddexp(0, scores) - right * scores).sum() + RIDGE * away @ away)

    found = start + BELIEVED * (minimize(loss, start, method="L-BFGS-B").x - start)
    return {**dict(zip(names, (round(float(one), 3) for one in found), strict=True)), "everyday": everyday}


def everyday_offset() -> float:
    content = json.loads(weights.SHIPPED.read_text(encoding="utf-8"))
    return float(content["on unseen terms"][EVERYDAY_OFFSET])


def said(outcomes: Sequence[Outcome]) -> list[Said]:
    known = [(one.reading, one.right) for one in outcomes if one.reading is not None and not one.reading.reason]
    return [(reading.kind, log_odds(reading.confidence), right) for reading, right in known]


def write(figures: dict[str, float]) -> None:
    content = {"made by": "python -m benchmarks.fit_confidence", "figures": figures}
    SHIPPED.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    shipped.cache_clear()


def main() -> int:
    encoder = open_encoder(Choice(ROOT / ".artifacts" / "models"))
    glossary = Glossary.open(load_terms(), encoder, ROOT / ".artifacts" / "senses.db")
    looked_at, held_out = halves()
    write(PLAIN)
    plain = senses.figures(senses.read_all(glossary, held_out)).calibration_error
    write(fit(said(senses.read_all(glossary, looked_at)), everyday_offset()))
    for name, items in (("looked at", looked_at), ("held out", held_out)):
        print(f"{name}: calibration error {senses.figures(senses.read_all(glossary, items)).calibration_error:.3f}")
    print(f"held out before: {plain:.3f}", dict(shipped()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
