"""files.*: upload in three steps, share, look up."""

from __future__ import annotations

from playground.deeds import files as deeds
from playground.deeds import messages
from playground.refusal import Refusal
from playground.shapes.file import file_shape
from playground.values import JSON
from playground.web_api import draft
from playground.web_api.call import Call, invalid
from playground.web_api.chat import destination, thread
from playground.web_api.method import Method
from playground.wire.limits import Tier
from playground.workspace.file import File

LARGEST = 1_000_000_000


def get_upload_url(call: Call) -> JSON:
    size = call.number("length", 0)
    if size < 1:
        raise invalid("must be greater than 1 [json-pointer:/length]")
    if size > LARGEST:
        raise Refusal("file_upload_size_restricted")
    file = deeds.new_file(call.slack, call.workspace, call.text("filename"), call.user)
    file.is_complete, file.expected_size, file.app_id = False, size, call.app.id
    file.alt_text = call.text("alt_txt")
    return {"upload_url": f"{call.workspace.origin}/upload/v1/{call.workspace.id}/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> JSON:
    wanted = call.structure("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(each, dict) for each in wanted):
        raise invalid("missing required field: files")
    files = [_completed(call, each) for each in wanted]
    for file in files:
        deeds.created(call.slack, call.workspace, file)
    for channel in _destinations(call):
        _share(call, files, channel)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _completed(call: Call, wanted: JSON) -> File:
    file = call.workspace.files.get(str(wanted.get("id")))
    if file is None or file.app_id != call.app.id:
        raise Refusal("file_not_found")
    if not file.content:
        raise Refusal("file_not_found")
    file.is_complete = True
    file.title = str(wanted.get("title") or file.title)
    return file


def _destinations(call: Call) -> list[str]:
    return [call.text("channel_id")] if call.has("channel_id") else call.listing("channels")


def _share(call: Call, files: list[File], place: str) -> None:
    call.args["channel"] = place
    channel = destination(call)
    text = call.text("initial_comment")
    blocks = draft.blocks_in(call) if call.has("blocks") else []
    fields = {"text": text, "blocks": blocks, "files": [file.id for file in files], **thread(call, channel)}
    message = draft.message_of(call, channel.id, fields)
    for file in files:
        deeds.shared(call.slack, call.workspace, file, channel, message.ts)
    messages.post(call.slack, call.workspace, message)


def info(call: Call) -> JSON:
    file = _seen(call)
    return {
        "file": file_shape(file, call.workspace),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def listing(call: Call) -> JSON:
    found = [file for file in call.workspace.files.values() if file.is_complete and _visible(call, file)]
    if call.has("channel"):
        found = [file for file in found if call.text("channel") in file.shares]
    if call.has("user"):
        found = [file for file in found if file.user == call.text("user")]
    count, number = max(1, call.number("count", 100)), max(1, call.number("page", 1))
    part = found[(number - 1) * count : number * count]
    pages = -(-len(found) // count)
    paging = {"count": count, "total": len(found), "page": number, "pages": pages}
    return {"files": [file_shape(file, call.workspace) for file in part], "paging": paging}


def delete(call: Call) -> JSON:
    file = _seen(call)
    if file.user != call.user:
        raise Refusal("cant_delete_file")
    deeds.deleted(call.slack, call.workspace, file)
    return {}


def share_public(call: Call) -> JSON:
    file = _seen(call)
    if file.is_public_url:
        raise Refusal("already_public")
    file.is_public_url = True
    return {"file": file_shape(file, call.workspace)}


def revoke_public(call: Call) -> JSON:
    file = _seen(call)
    file.is_public_url = False
    return {"file": file_shape(file, call.workspace)}


def upload_v1(call: Call) -> JSON:
    raise Refusal("method_deprecated")


def _seen(call: Call) -> File:
    file = call.workspace.file(call.text("file"))
    if not _visible(call, file):
        raise Refusal("file_not_found")
    return file


def _visible(call: Call, file: File) -> bool:
    places = [call.workspace.channels[id] for id in file.shares if id in call.workspace.channels]
    return file.user == call.user or any(channel.visible_to(call.user) for channel in places)


READ, WRITE = ("files:read",), ("files:write",)
METHODS = (
    Method("files.getUploadURLExternal", get_upload_url, WRITE, Tier.FOUR, ("filename", "length")),
    Method("files.completeUploadExternal", complete_upload, WRITE, Tier.FOUR, ("files",)),
    Method("files.info", info, READ, Tier.FOUR, ("file",)),
    Method("files.list", listing, READ, Tier.THREE),
    Method("files.delete", delete, WRITE, Tier.THREE, ("file",)),
    Method("files.sharedPublicURL", share_public, WRITE, Tier.THREE, ("file",), ("user",)),
    Method("files.revokePublicURL", revoke_public, WRITE, Tier.THREE, ("file",), ("user",)),
    Method("files.upload", upload_v1, WRITE, Tier.TWO),
)
