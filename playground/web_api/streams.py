"""chat.startStream and its kin: a message that grows."""

from __future__ import annotations

from playground.deeds import messages as deeds
from playground.refusal import Refusal
from playground.values import JSON
from playground.web_api import draft
from playground.web_api.call import Call
from playground.web_api.chat import WRITE, destination, thread, told
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.message import Message

STREAMING = "streaming_state"


def start(call: Call) -> JSON:
    channel = destination(call)
    if not call.has("thread_ts"):
        raise Refusal("missing_thread_ts")
    message = draft.message_of(call, channel.id, {"text": _words(call), **thread(call, channel)})
    message.extra = {STREAMING: "in_progress"}
    message.blocks = _blocks(message.text)
    deeds.post(call.slack, call.workspace, message)
    return {"channel": channel.id, "ts": message.ts}


def append(call: Call) -> JSON:
    message = _streaming(call)
    _grow(call, message, _words(call))
    return {"channel": message.channel, "ts": message.ts}


def stop(call: Call) -> JSON:
    message = _streaming(call)
    message.extra = {}
    message.metadata = draft.metadata_in(call) or message.metadata
    _grow(call, message, _words(call))
    message.blocks = message.blocks + draft.blocks_in(call)
    return {"channel": message.channel, "ts": message.ts, "message": told(call, message)}


def _words(call: Call) -> str:
    chunks = call.structure("chunks", "invalid_chunks") or []
    if not isinstance(chunks, list):
        raise Refusal("invalid_chunks")
    texts = [str(chunk.get("text", "")) for chunk in chunks if isinstance(chunk, dict)]
    return call.text("markdown_text") + "".join(texts)


def _streaming(call: Call) -> Message:
    message = call.channel().get(call.text("ts"))
    if message.app_id != call.app.id:
        raise Refusal("message_not_owned_by_app")
    if STREAMING not in message.extra:
        raise Refusal("message_not_in_streaming_state")
    return message


def _grow(call: Call, message: Message, words: str) -> None:
    text = message.text + words
    if len(text) > 12_000:
        raise Refusal("msg_too_long")
    deeds.change(call.slack, call.workspace, message, None, text=text, blocks=_blocks(text))


def _blocks(text: str) -> list[JSON]:
    return [{"type": "markdown", "block_id": "stream", "text": text}] if text else []


METHODS = (
    Method("chat.startStream", start, WRITE, Tier.TWO, ("channel",)),
    Method("chat.appendStream", append, WRITE, Tier.FOUR, ("channel", "ts")),
    Method("chat.stopStream", stop, WRITE, Tier.TWO, ("channel", "ts")),
)
