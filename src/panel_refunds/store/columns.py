"""How a value of ours becomes a value of a column, and back.

Both databases get the same plain values: text, whole numbers, truth values. What is more than that (a moment, a
tuple, a small frozen value) has a column type here that knows the way there and back, so that no query ever
converts by hand. The tables use these types; ``shape`` reads the conversions from them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Boolean, DateTime, Dialect, Text, TypeDecorator, Uuid
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]
_MAKING_DECODERS = Lock()


def to_utc_text(moment: datetime) -> str:
    """A moment as text of fixed width in UTC, so that text order is time order; ValueError for a naive one."""
    if moment.tzinfo is not UTC:
        if moment.utcoffset() is None:
            raise ValueError(f"{moment.isoformat()} has no offset; the store takes aware times only")
        moment = moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")


class UtcTime(TypeDecorator[datetime]):
    """An aware moment in UTC, to the microsecond: ``timestamptz``, on SQLite text."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        text = None if value is None else to_utc_text(value)
        return value if text and dialect.name != "sqlite" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Packed(TypeDecorator[Any]):
    """A frozen value of ``kind`` (a dataclass, tuple or mapping) as one JSON text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind
        self.pack: Convert = lambda value: _ENCODER.encode(value).decode()
        self._decoder: msgspec.json.Decoder[Any] | None = None

    def unpack(self, text: str) -> Any:
        """The value of a stored text."""
        return (self._decoder or self._make_decoder()).decode(text)

    def _make_decoder(self) -> msgspec.json.Decoder[Any]:
        # Two threads that ask at once what a dataclass is made of crash the process: the library keeps half an answer.
        with _MAKING_DECODERS:
            self._decoder = self._decoder or msgspec.json.Decoder(self.kind)
            return self._decoder

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else self.pack(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the signature is SQLAlchemy's
        return None if value is None else self.unpack(value)


class Utf8(TypeDecorator[bytes]):
    """Bytes that are UTF-8 text, such as the body of an answer."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else value.decode()

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's
        return None if value is None else value.encode()


def _encode_mapping(value: Any) -> Any:
    # Frozen mappings (``MappingProxyType``) are the one thing in our records that JSON does not know.
    return dict(value)


_ENCODER = msgspec.json.Encoder(enc_hook=_encode_mapping)

Id = Text().with_variant(Text(collation="C"), "postgresql")
"""Ids and words that are compared byte by byte: they sort by time everywhere, whatever the server's language."""


def encoder_of(kind: TypeEngine[Any]) -> Convert | None:
    """How a column of ``kind`` wants a value in a row we write; None: as it is. Never called with None."""
    if isinstance(kind, UtcTime):
        return to_utc_text
    if isinstance(kind, Packed):
        return kind.pack
    return bytes.decode if isinstance(kind, Utf8) else None


def decoder_of(kind: TypeEngine[Any], dialect: str) -> Convert | None:
    """How a value of a column of ``kind``, as the driver hands it over, becomes ours; None: it is already."""
    if isinstance(kind, Packed):
        return kind.unpack
    if isinstance(kind, Utf8):
        return str.encode
    if dialect != "sqlite":
        return None
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat
    return bool if isinstance(kind, Boolean) else None


def binder_of(kind: TypeEngine[Any], dialect: str) -> Convert | None:
    """How a parameter of a query becomes what the driver takes; None: as it is. Never called with None."""
    if isinstance(kind, UtcTime):
        return to_utc_text if dialect == "sqlite" else _checked
    if isinstance(kind, Uuid):
        return _hex
    return encoder_of(kind)


def _hex(value: UUID) -> str:
    return value.hex


def _checked(moment: datetime) -> datetime:
    to_utc_text(moment)
    return moment
