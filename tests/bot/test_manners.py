"""How we behave somewhere: the place's own wish, else the workspace's, else the installation's."""

from datetime import time

import pytest

from bot.manners import EVERYWHERE, Manner, Manners
from changes.model import Destination
from changes.reminders import Hours
from store.database import Database
from store.workspace import Workspace


@pytest.fixture
def manners(sqlite: Database) -> Manners:
    return Manners(Workspace(sqlite, "T1"), Manner())


def test_a_team_works_when_it_says_else_when_the_workspace_does(manners: Manners) -> None:
    manners.wish(EVERYWHERE, hours="9-17 Europe/Berlin")
    manners.wish("S1", hours="Sun-Thu 8-16 Asia/Dubai")

    assert manners.works(Destination("group", "S1")) == Hours("Asia/Dubai", time(8), time(16), (0, 1, 2, 3, 6))
    assert manners.works(Destination("channel", "C1")) == Hours("Europe/Berlin")
    assert manners.works(Destination("person", "U1")) == Hours("Europe/Berlin")


def test_nobody_has_said_anything(manners: Manners) -> None:
    assert manners.works(Destination("channel", "C1")) == Hours()


def test_hours_that_no_version_of_ours_understands_are_passed_over(manners: Manners) -> None:
    manners.wish("C1", hours="when the moon is full")

    assert manners.works(Destination("channel", "C1")) == Hours()
