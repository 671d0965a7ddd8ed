"""Tests that share what is dear to make run in one process; a version of pytest once scattered them silently."""

import pytest

DEAR = ("browser", "model", "xdist_group")


@pytest.mark.xdist_group("shown")
def test_a_group_is_seen_by_whoever_shares_out_the_tests(request: pytest.FixtureRequest) -> None:
    _only_with_groups(request.config)
    assert request.node.nodeid.endswith("@shown")


def test_whatever_is_dear_has_its_group_and_is_begun_before_the_rest(request: pytest.FixtureRequest) -> None:
    _only_with_groups(request.config)
    items = request.session.items
    dear = [any(item.get_closest_marker(kind) for kind in DEAR) for item in items]

    assert [item.nodeid for item, is_dear in zip(items, dear, strict=True) if is_dear != _is_grouped(item)] == []
    assert dear == sorted(dear, reverse=True)


def _is_grouped(item: pytest.Item) -> bool:
    """As xdist reads it: a value in brackets may hold the sign as well."""
    return item.nodeid.rfind("@") > item.nodeid.rfind("]")


def _only_with_groups(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") or not config.getoption("loadgroup"):
        pytest.skip("only several processes have groups: make test")
