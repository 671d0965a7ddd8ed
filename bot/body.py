"""What is sent to us is read in pieces, so that what is too large is never held."""

from starlette.requests import Request


async def body_of(request: Request, largest: int) -> bytes | None:
    """None when it is larger."""
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > largest:
            return None
        pieces.append(piece)
    return b"".join(pieces)
