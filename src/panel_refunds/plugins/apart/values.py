"""What a plugin's process answers, as JSON: only the values of the contract can be written in it.

The process may be broken or hostile, so nothing it sends may make us run anything: no pickle. An answer is a tree of
plain JSON values and of one-key tables that say what they are, ``{"t": "2025-09-03T10:00:00+00:00"}`` for a time,
``{"o": ["Money", {"units": 500, "currency": "USD"}]}`` for a value of the contract. Anything else an adapter returned
travels as a ``Stranger`` with the name of its type, and the check of promises refuses it as it would here.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from panel_refunds import ports
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding

MOST_VALUES = 100_000
MOST_DEEP = 50
_NOT_SENT = ("Factory", "Surroundings")
_OFFERED = [getattr(ports, name) for name in ports.__all__ if name not in _NOT_SENT]
_VALUES: Mapping[str, type] = MappingProxyType(
    {kind.__name__: kind for kind in [*_OFFERED, Money, Finding] if isinstance(kind, type) and is_dataclass(kind)}
)
_ENUMS: Mapping[str, type[StrEnum]] = MappingProxyType(
    {kind.__name__: kind for kind in _OFFERED if isinstance(kind, type) and issubclass(kind, StrEnum)}
)
_PLAIN_INTEGER = 2**63


class UnreadableValueError(ValueError):
    """What came is no value of ours, or too many of them."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Stands for a value of a type that is none of the contract's."""

    type_name: str


class _Counted:
    """Counts the values of one answer, so that none is written or read without an end."""

    def __init__(self) -> None:
        self._left = MOST_VALUES

    def one_more(self, depth: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise UnreadableValueError(f"the answer has more than {MOST_VALUES} values")
        if depth > MOST_DEEP:
            raise UnreadableValueError(f"the answer is nested more than {MOST_DEEP} deep")


def encode(value: object) -> Any:
    """``value`` as what ``decode`` reads; raises for one that has no end."""
    return _encoded(value, 0, _Counted())


def _encoded(value: object, depth: int, counted: _Counted) -> Any:
    counted.one_more(depth)
    if type(value) is str or value is None or type(value) is bool:
        return value
    if type(value) is int:
        return value if -_PLAIN_INTEGER <= value < _PLAIN_INTEGER else {"i": str(value)}
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if isinstance(value, list | tuple):
        tag = "l" if isinstance(value, list) else "u"
        return {tag: [_encoded(item, depth + 1, counted) for item in value]}
    if isinstance(value, Mapping):
        return {"m": [[_encoded(part, depth + 1, counted) for part in pair] for pair in value.items()]}
    if _VALUES.get(type(value).__name__) is type(value):
        named = {field.name: getattr(value, field.name) for field in fields(value)}  # type: ignore[arg-type]  # it is one
        return {"o": [type(value).__name__, {name: _encoded(part, depth + 1, counted) for name, part in named.items()}]}
    return {"x": type(value).__name__}


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (StrEnum, lambda value: {"e": [type(value).__name__, str(value.value)]}),
    (str, str),
    (float, lambda value: {"f": value.hex()}),
    (bytes, lambda value: {"b": b64encode(value).decode()}),
    (datetime, lambda value: {"t": value.isoformat()}),
    (timedelta, lambda value: {"d": [value.days, value.seconds, value.microseconds]}),
    (Decimal, lambda value: {"n": str(value)}),
)


def decode(written: object) -> Any:
    """The value that was written; UnreadableValueError for anything that ``encode`` does not write."""
    try:
        return _decoded(written, 0, _Counted())
    except UnreadableValueError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is not readable
        raise UnreadableValueError(f"{type(error).__name__}: {str(error)[:200]}") from None


def _decoded(written: Any, depth: int, counted: _Counted) -> Any:
    counted.one_more(depth)
    if written is None or isinstance(written, str | bool | int):
        return written
    if not isinstance(written, dict) or len(written) != 1:
        raise UnreadableValueError("it is not written as we write")
    ((tag, body),) = written.items()
    if tag in ("l", "u"):
        items = [_decoded(item, depth + 1, counted) for item in body]
        return items if tag == "l" else tuple(items)
    if tag == "m":
        return {_decoded(key, depth + 1, counted): _decoded(item, depth + 1, counted) for key, item in body}
    if tag == "o":
        name, parts = body
        return _VALUES[name](**{part: _decoded(item, depth + 1, counted) for part, item in parts.items()})
    return _READERS[tag](body)


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "i": int,
        "e": lambda body: _ENUMS[body[0]](body[1]),
        "f": float.fromhex,
        "b": lambda body: b64decode(body, validate=True),
        "t": datetime.fromisoformat,
        "d": lambda body: timedelta(*body),
        "n": Decimal,
        "x": lambda body: Stranger(str(body)[:80]),
    }
)
