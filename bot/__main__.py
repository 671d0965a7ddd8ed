"""`parlance` and `python -m bot`."""

import sys

from bot.errors import Refusal


def main() -> None:
    from bot.cli import app

    try:
        app()
    except Refusal as refusal:
        sys.stderr.write(f"parlance: {refusal}\n")
        sys.exit(refusal.exit_code)
    except BrokenPipeError:  # the reader of our output, `head` say, has had enough
        sys.exit(0)


if __name__ == "__main__":
    main()
