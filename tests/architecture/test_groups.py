"""Tests that share what is dear to make run in one process; a version of pytest once scattered them silently."""

import pytest


@pytest.mark.xdist_group("shown")
def test_a_group_is_seen_by_whoever_shares_out_the_tests(request: pytest.FixtureRequest) -> None:
    if not hasattr(request.config, "workerinput") or not request.config.getoption("loadgroup"):
        pytest.skip("only several processes have groups: make test")
    assert request.node.nodeid.endswith("@shown")
