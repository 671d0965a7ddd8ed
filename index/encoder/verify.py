"""Does a graph say what the reference says? As a process of its own, too, so that torch never enters the caller's."""

import sys
from pathlib import Path

PROBES = (
    "ok",
    "performance got worse since Tuesday",
    "p99 is 480 ms on the checkout endpoint, who can look at it?",
    "The labels from the agency contradict each other; two annotators read rule 4 differently.",
    "Naïve café: 25 % off — 東京 🎉",
    "we will rename orders.amount to orders.amount_cents on Monday, please adapt your jobs " * 12,
)
CLOSE_ENOUGH = {"fp32": 0.9999, "int8": 0.93}  # eight bits are least exact for a word or two


def difference(graph: Path, model: Path, precision: str) -> str:
    """Nothing, where they are close enough."""
    from index.encoder.fast import FastEncoder
    from index.encoder.reference import ReferenceEncoder

    fast = FastEncoder.load(graph, model, alone=precision == "int8")
    expected = ReferenceEncoder.load(str(model)).encode(PROBES)
    worst = float((fast.encode(PROBES) * expected).sum(axis=1).min())
    return "" if worst >= CLOSE_ENOUGH[precision] else f"worst cosine {worst:.6f}"


def main(graph: str, model: str, precision: str) -> int:
    found = difference(Path(graph), Path(model), precision)
    sys.stdout.write(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
