"""A discipline is the person's own choice, else their group's, else their title's, else the channel's."""

import pytest

from bot.people import OwnTeam, People, Person, Placed
from bot.roles import NotAllowed, Role, require, role
from store.database import Database
from store.workspace import Workspace

TITLES = {"Data scientist": "data-science"}


@pytest.fixture
def people(sqlite: Database) -> People:
    return People(Workspace(sqlite, "T1"), TITLES.get, clock=lambda: 1e9)


def test_nothing_known_is_nothing_claimed(people: People) -> None:
    assert people.placed(["U1"]) == {"U1": Placed("", "")}


def test_the_channel_is_the_weakest_hint(people: People) -> None:
    people.remember([Person("U1", title="Data scientist"), Person("U2")])

    placed = people.placed(["U1", "U2"], "legal")

    assert placed == {"U1": Placed("data-science", "your job title"), "U2": Placed("legal", "the channel")}


def test_a_group_comes_before_the_title_and_a_choice_before_the_group(people: People) -> None:
    people.remember([Person("U1", title="Data scientist"), Person("U2", title="Data scientist")])
    people.map_group("S1", "operations", ["U1", "U2"])
    people.choose("U2", "product")

    placed = people.placed(["U1", "U2"])

    assert (placed["U1"], placed["U2"]) == (Placed("operations", "your user group"), Placed("product", "your choice"))


def test_looking_somebody_up_again_keeps_what_they_chose(people: People) -> None:
    people.choose("U1", "product")

    people.remember([Person("U1", title="Data scientist")])

    assert people.placed(["U1"])["U1"].discipline == "product"


def test_only_those_not_seen_lately_are_looked_up(people: People) -> None:
    people.remember([Person("U1")])
    people.choose("U2", "legal")

    assert people.stale(["U1", "U2", "U3"]) == ["U2", "U3"]


def test_a_role_is_read_or_it_is_member() -> None:
    assert role("curator", is_admin=False) is Role.CURATOR
    assert role("", is_admin=False) is Role.MEMBER
    assert role("emperor", is_admin=False) is Role.MEMBER
    assert role("", is_admin=True) is Role.ADMIN


@pytest.mark.parametrize(("has", "needed"), [(Role.MEMBER, Role.CURATOR), (Role.STEWARD, Role.ADMIN)])
def test_less_than_needed_is_refused_with_a_way_out(has: Role, needed: Role) -> None:
    with pytest.raises(NotAllowed, match="workspace admin"):
        require(has, needed)


def test_enough_is_enough() -> None:
    require(Role.STEWARD, Role.CURATOR)


def test_one_counts_oneself_to_teams_and_is_known_by_ones_groups(people: People) -> None:
    people.map_group("S1", "product", ["U1"])
    people.join("U1", [OwnTeam("channel", "C1"), OwnTeam("group", "S2")])
    people.join("U1", [OwnTeam("channel", "C2")])

    assert people.teams("U1") == (OwnTeam("channel", "C2"), OwnTeam("group", "S1"))
    assert people.teams("U2") == ()


def test_a_group_that_is_mapped_no_longer_says_nothing(people: People) -> None:
    people.map_group("S1", "product", ["U1"])

    people.unmap_group("S1")

    assert people.groups() == {}
    assert people.placed(["U1"])["U1"].discipline == ""


def test_the_first_who_installs_is_admin_and_only_the_first(people: People) -> None:
    assert people.first_admin("U1")
    assert not people.first_admin("U2")

    assert people.roles() == [("U1", Role.ADMIN)]
