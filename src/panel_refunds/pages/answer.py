"""What a page function returns: something to show, or somewhere to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from panel_refunds.flows.portal_session import Opened


@dataclass(frozen=True, slots=True)
class Show:
    """A template with what it needs; ``framed_by`` may show it in a frame before anybody is signed in."""

    template: str
    given: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    status: int = 200
    framed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that is made for who asks, like a picture; the page that shows it names its address.

    ``content_policy`` stands in the place of the pages' own, for a file that is stricter or brings a style of its own.
    ``packs``: it holds no secret, and travels compressed to who can read that.
    """

    body: bytes
    media_type: str
    content_policy: str | None = None
    packs: bool = False


@dataclass(frozen=True, slots=True)
class GoTo:
    """Another page, after something was done; ``opened`` signs in on the way, ``signs_out`` does the opposite.

    ``guest`` is the secret under which a visitor who is half signed in goes on.
    """

    address: str
    opened: Opened | None = None
    signs_out: bool = False
    guest: str | None = None


Answer = Show | Sent | GoTo
