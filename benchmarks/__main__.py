"""`python -m benchmarks` runs all of them, `python -m benchmarks phrases encoders` some."""

import importlib
import sys

from benchmarks import report

# Each module offers TITLE and run() -> list[Section]; a module that cannot run here raises Skipped with its reason.
NAMES = (
    "startup",
    "encoders",
    "eight_bits",
    "phrases",
    "search",
    "nearest",
    "senses",
    "coarse",
    "lookup",
    "playbooks",
    "changes",
    "change_search",
    "apidiff",
    "playground",
    "bot",
    "delivery",
)


def main(wanted: list[str]) -> int:
    unknown = sorted(set(wanted) - set(NAMES))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}")
        return 2
    for name in wanted or NAMES:
        run(name)
    return 0


def run(name: str) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    print(f"{name}: measuring …", flush=True)
    try:
        sections = module.run()
    except report.Skipped as reason:
        print(f"{name}: skipped, {reason}")
        return
    report.write(name, module.TITLE, sections, NAMES)
    for section in sections:
        print(section)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
