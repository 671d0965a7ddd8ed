"""Whatever comes back from where Slack should be, whoever asked is told something."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.metrics import Metrics
from bot.surprises import Surprises


@pytest.mark.parametrize("answer", [None, object(), b"<p>Please sign in to the network.</p>"])
def test_an_answer_that_is_not_slacks_is_a_surprise_with_a_number(answer: object) -> None:
    metrics = Metrics.fresh()

    told = Surprises(metrics).sentence(SlackApiError("Unexpectedly failed to read the response body", answer))  # type: ignore[no-untyped-call]

    assert "tell whoever runs me this number" in told
    assert metrics.registry.get_sample_value("parlance_surprises_total") == 1
