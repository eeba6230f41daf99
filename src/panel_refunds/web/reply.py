"""A finished answer: a status, the bytes, and what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.responses import Response

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back to the caller; private answers are never kept by anybody on the way."""

    status: int
    body: bytes
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def as_response(self) -> Response:
        """The same for Starlette."""
        headers = {"cache-control": "no-store", **self.headers}
        return Response(self.body, self.status, headers, media_type=self.media_type)
