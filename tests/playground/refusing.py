"""Which error does Slack answer with?"""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse


def refusal(web: WebClient, method: str, **args: Any) -> SlackResponse:
    with pytest.raises(SlackApiError) as caught:
        web.api_call(method, json=args)
    response: SlackResponse = caught.value.response
    return response


def error(web: WebClient, method: str, **args: Any) -> str:
    return str(refusal(web, method, **args)["error"])
