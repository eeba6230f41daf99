"""What a deposit, an order, an amount and a day of the week are to the checker: records, described to CEL.

CEL checks the fields of protobuf messages, so the vocabulary is told to it as messages. They are only descriptions: no
message is ever made. ``money`` and ``weekday`` have no fields; nothing fits them but what is declared for them, which
is what keeps an amount from being compared with a plain number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from google.protobuf import (  # type: ignore[import-untyped]  # the library ships no types
    descriptor_pb2,
    descriptor_pool,
    message_factory,
)

from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, Kind, Word

__all__ = ["PACKAGE", "message_factory", "name_of", "new_pool"]

PACKAGE = "refunds"
_FIELD = descriptor_pb2.FieldDescriptorProto
_PLAIN: Mapping[Kind, int] = MappingProxyType(
    {"int": _FIELD.TYPE_INT64, "bool": _FIELD.TYPE_BOOL, "string": _FIELD.TYPE_STRING}
)


def name_of(record: str) -> str:
    """The full name of a record, as CEL knows it."""
    return f"{PACKAGE}.{record}"


def new_pool() -> descriptor_pool.DescriptorPool:
    """The descriptions of all records, in a pool of their own."""
    file = descriptor_pb2.FileDescriptorProto(name=f"{PACKAGE}.proto", package=PACKAGE, syntax="proto3")
    records: Mapping[str, Sequence[Word]] = {"money": (), "weekday": (), "deposit": DEPOSIT, "order": ORDER}
    for record, words in records.items():
        message = file.message_type.add(name=record)
        for number, word in enumerate(words, 1):
            field = message.field.add(name=word.name, number=number, label=_FIELD.LABEL_OPTIONAL)
            if word.kind in _PLAIN:
                field.type = _PLAIN[word.kind]
            else:
                field.type = _FIELD.TYPE_MESSAGE
                field.type_name = f".{name_of(word.kind)}"
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return pool
