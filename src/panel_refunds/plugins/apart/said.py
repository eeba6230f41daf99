"""The words that we and a plugin's process exchange.

Down go an ``Opening`` (which plugin, which object of whose settings) and then ``Asking`` after ``Asking``. Up comes
``Said``: an answer, what was raised, or a line for the log. Errors that mean something in the contract keep their
meaning; every other one is told by its name and text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import msgspec

from panel_refunds.errors import Refused
from panel_refunds.plugins.faults import ToldError
from panel_refunds.plugins.kinds import Kind
from panel_refunds.ports import Letterhead, MisconfiguredError, NotNowError, UndeliverableError, WebhookRefusedError

MOST_TEXT = 2000
OPENED = 0
"""The number of the call that every process answers first: that it is ready, or why not."""


class RaisedApartError(ToldError):
    """An object raised something in its own process; the text is the error's name and text."""


@dataclass(frozen=True, slots=True)
class ObjectOpening:
    """The object that a process is for."""

    kind: Kind
    factory: str
    tenant: str
    name: str
    settings: Mapping[str, Any]
    letterhead: Letterhead = Letterhead()


@dataclass(frozen=True, slots=True)
class Opening:
    """What a process is told first; ``target`` is the plugin as ``module:attribute``."""

    plugin: str
    source: str
    version: str | None
    target: str
    memory: int
    now: datetime
    thing: ObjectOpening | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """One call of a method; ``now`` is the clock of the moment it was made."""

    number: int
    method: str
    args: tuple[Any, ...]
    named: Mapping[str, Any]
    now: datetime


class Raised(msgspec.Struct, frozen=True):
    """An exception: what it means in the contract, its type's name, its text, and its field, reason or seconds."""

    means: Literal["lookup", "misconfigured", "webhook_refused", "refused", "undeliverable", "not_now", "other"]
    type: str
    text: str
    word: str | None = None


class Logged(msgspec.Struct, frozen=True):
    """A line for the log."""

    level: Literal["debug", "info", "warning", "error", "critical"]
    event: str
    values: dict[str, str | int | bool | None]


class Said(msgspec.Struct, frozen=True):
    """One frame of a plugin's process: the answer to call ``number``, what it raised, or a line for the log."""

    number: int = -1
    answer: Any = None
    raised: Raised | None = None
    logged: Logged | None = None


def describe_error(error: BaseException) -> Raised:
    """The error as it travels."""
    text = _text_of(error)
    name = type(error).__name__[:80]
    if isinstance(error, Refused):
        return Raised("refused", name, error.text[:MOST_TEXT], error.field)
    if isinstance(error, WebhookRefusedError):
        return Raised("webhook_refused", name, text, str(error.reason))
    if isinstance(error, MisconfiguredError):
        return Raised("misconfigured", name, text)
    if isinstance(error, UndeliverableError):
        return Raised("undeliverable", name, text)
    if isinstance(error, NotNowError):
        return Raised("not_now", name, text, str(int(error.retry_after.total_seconds())))
    return Raised("lookup" if isinstance(error, LookupError) else "other", name, text)


def as_error(raised: Raised) -> Exception:
    """The error to raise here for one that was raised there."""
    text = raised.text[:MOST_TEXT]
    if raised.means == "lookup":
        return LookupError(text)
    if raised.means == "misconfigured":
        return MisconfiguredError(text)
    if raised.means == "undeliverable":
        return UndeliverableError(text)
    if raised.means == "not_now" and (raised.word or "").isdecimal():
        return NotNowError(timedelta(seconds=int((raised.word or "")[:9])), text)
    if raised.means == "webhook_refused":
        for reason in ("signature", "stale", "future", "mode", "account", "oversized", "unreadable"):
            if reason == raised.word:
                return WebhookRefusedError(reason, text)
    if raised.means == "refused":
        return Refused("field_invalid", text, field=raised.word)
    return RaisedApartError(f"{raised.type[:80]}: {text}")


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:MOST_TEXT]
    except Exception:  # noqa: BLE001 - an error whose text raises is still an error
        return "(its text cannot be read)"
