"""`parlance` and `python -m bot`."""

import errno
import sys

from bot.errors import Refusal

DISK = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.ENOTDIR)


def main() -> None:
    from bot.cli import app

    try:
        app()
    except Refusal as refusal:
        sys.stderr.write(f"parlance: {refusal}\n")
        sys.exit(refusal.exit_code)
    except OSError as error:
        if error.errno not in DISK or (error.filename is None and error.errno != errno.ENOSPC):
            raise
        sys.stderr.write(f"parlance: cannot write {error.filename or 'what was found'}: {error.strerror}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
