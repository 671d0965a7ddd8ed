"""One change to 1,000 channels, undisturbed and killed at ten random points: `python -m benchmarks.delivery [DATABASE_URL]`.

Without a URL: a SQLite file and one process. With the URL of an empty PostgreSQL database: three processes.
"""

import sys
import tempfile
from pathlib import Path

from store.database import Database
from store.migrate import upgrade
from tests.chaos.field import RATE, Result, broadcast

CHANNELS = 1_000
FLOOR = CHANNELS / RATE


def measure(database: Database, *, kills: int) -> Result:
    """The time includes starting the processes; the floor is what the workspace's limit alone allows."""
    upgrade(database)
    return broadcast(database, CHANNELS, 1, size=1 if database.is_sqlite else 3, kills=kills, seconds=300)


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else ""
    for kills in (0, 10):
        with tempfile.TemporaryDirectory() as folder:
            database = Database.at(given or f"sqlite:///{Path(folder) / 'parlance.db'}")
            result = measure(database, kills=kills)
            _forget(database)
            database.close()
        print(
            f"{kills} kills: {result.seconds:.1f} s, {result.seconds / FLOOR:.2f} x the floor of {FLOOR:.1f} s; {result}"
        )


def _forget(database: Database) -> None:
    """The next broadcast begins with an empty ledger."""
    from changes.store import deliveries

    with database.begin() as connection:
        connection.execute(deliveries.delete())


if __name__ == "__main__":
    main()
