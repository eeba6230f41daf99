"""An HTTP answer is counted while it is read, and refused when it is absurd.

An adapter reads an answer whole, and whoever is at the other end decides how long that is. So the transport under
every client counts: the bytes on the wire, and the bytes that come out of them, because a few kilobytes can unpack to
gigabytes. Unpacking is done here, a piece at a time, and the client is handed plain bytes. Beyond the limit reading
fails as it does when a connection breaks off: an adapter knows that already, and for a refund it means *unknown*.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx2

MOST_BYTES = 8 * 1024 * 1024
_PIECE = 64 * 1024
_PACKED = ("gzip", "x-gzip", "deflate")
TAKEN = "gzip, deflate"
"""What we tell servers they may pack with; the encodings that can be unpacked a piece at a time here."""


class AnswerTooLargeError(httpx2.ReadError):
    """The answer has more bytes than any adapter needs; it was not read to its end."""


class CountingTransport(httpx2.BaseTransport):
    """Sends through ``inner``, and hands out answers of at most ``most`` bytes."""

    def __init__(self, inner: httpx2.BaseTransport, most: int = MOST_BYTES) -> None:
        self._inner = inner
        self._most = most

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the transport below; its body is counted when somebody reads it."""
        answer = self._inner.handle_request(request)
        packed = [word.strip().lower() for word in answer.headers.get("content-encoding", "").split(",")]
        encodings = [word for word in packed if word not in ("", "identity")]
        if not isinstance(answer.stream, httpx2.SyncByteStream):
            raise httpx2.ReadError("the answer cannot be read here", request=request)
        if len(encodings) > 1 or any(word not in _PACKED for word in encodings):
            answer.close()
            raise httpx2.DecodingError(f"the answer is packed with {encodings}", request=request)
        headers = [(name, value) for name, value in answer.headers.raw if name.lower() != b"content-encoding"]
        if encodings:
            headers = [(name, value) for name, value in headers if name.lower() != b"content-length"]
        body = _Counted(answer.stream, request, self._most, encodings[0] if encodings else None)
        return httpx2.Response(answer.status_code, headers=headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Close the transport below."""
        self._inner.close()


class _Counted(httpx2.SyncByteStream):
    def __init__(self, inner: httpx2.SyncByteStream, request: httpx2.Request, most: int, encoding: str | None) -> None:
        self._inner = inner
        self._request = request
        self._most = most
        self._encoding = encoding

    def __iter__(self) -> Iterator[bytes]:
        """The plain bytes, until there are too many."""
        out = 0
        for piece in self._unpacked() if self._encoding else self._on_the_wire():
            out += len(piece)
            if out > self._most:
                raise self._too_large()
            yield piece

    def close(self) -> None:
        """Close the answer below."""
        self._inner.close()

    def _on_the_wire(self) -> Iterator[bytes]:
        count = 0
        for piece in self._inner:
            count += len(piece)
            if count > self._most:
                raise self._too_large()
            yield piece

    def _unpacked(self) -> Iterator[bytes]:
        unpack: zlib._Decompress | None = None
        for packed in self._on_the_wire():
            rest = packed
            unpack = unpack or self._unpacker(packed)
            while rest:
                try:
                    yield unpack.decompress(rest, _PIECE)
                except zlib.error as error:
                    raise httpx2.DecodingError(str(error), request=self._request) from None
                rest = unpack.unconsumed_tail

    def _unpacker(self, begin: bytes) -> zlib._Decompress:
        """For gzip or zlib; some servers call plain deflate what has no header at all."""
        plain = self._encoding == "deflate" and begin[:1] and (begin[0] & 0x0F) != zlib.DEFLATED
        return zlib.decompressobj(-zlib.MAX_WBITS if plain else zlib.MAX_WBITS | 32)

    def _too_large(self) -> AnswerTooLargeError:
        return AnswerTooLargeError(f"the answer has more than {self._most} bytes", request=self._request)
