"""How a panel wants to be asked: the method, the names of its parameters and actions, and where the key goes.

The usual panel takes a POST form with ``key``, ``action`` and ``order`` or ``orders``. Others take the same question by
GET, call its parts otherwise, or want the key in a header; what is asked stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused

PARAMETERS = ("key", "action", "order", "orders", "refill")
ACTIONS = ("status", "cancel", "refill", "refill_status", "balance", "services")
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
_NAME = re.compile(r"[A-Za-z0-9_.\[\]-]{1,64}")
_SEPARATOR = re.compile(r"[^\w\s]{1,3}")
# What the transport itself says of a question; a key in their place would break it.
_TAKEN = frozenset({"host", "content-length", "content-type", "transfer-encoding", "connection", "accept"})


@dataclass(frozen=True, slots=True)
class Asking:
    """One panel's way to be asked. ``names`` and ``actions`` are ours → theirs, where they differ."""

    method: str = "POST"
    key_header: str = ""
    key_prefix: str = ""
    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    actions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    separator: str = ","

    def parameters(self, question: Mapping[str, str], key: str) -> dict[str, str]:
        """The question's parameters in the panel's names, with the key unless a header carries it."""
        asked = {**question, "action": self.actions.get(question["action"], question["action"])}
        keyed = asked if self.key_header else {"key": key, **asked}
        return {self.names.get(name, name): value for name, value in keyed.items()}

    def headers(self, key: str) -> dict[str, str]:
        """The header that carries the key, if one does."""
        return {self.key_header: f"{self.key_prefix}{key}"} if self.key_header else {}

    def can_name(self, ref: str) -> bool:
        """Whether an id can stand in a list of ids: with the separator or a space in it, it would ask about others."""
        parts = (*self.separator, ",")
        return bool(ref) and ref.isprintable() and not any(part in ref for part in parts) and not _has_space(ref)


def parse_asking(values: Mapping[str, Any], key: str) -> Asking:
    """The settings that say how to ask; ``Refused`` names the one that is wrong."""
    header, prefix, separator = values["key_header"], values["key_prefix"], values["separator"]
    if header and (not _TOKEN.fullmatch(header) or header.lower() in _TAKEN):
        raise Refused("field_invalid", f"{header!r} cannot be the name of the key's header.", field="key_header")
    if prefix and not header:
        raise Refused("field_invalid", "It stands before the key in a header; name the header.", field="key_prefix")
    if not (prefix.isascii() and (not prefix or prefix.isprintable())):
        raise Refused("field_invalid", "A header takes printable ASCII only.", field="key_prefix")
    if header and not (key.isascii() and key.isprintable()):
        raise Refused("field_invalid", "A header takes printable ASCII only, and the key has other signs.", field="key")
    if not _SEPARATOR.fullmatch(separator):
        text = "Ids are told apart by one to three signs that are no letters, digits or spaces."
        raise Refused("field_invalid", text, field="separator")
    return Asking(
        method=values["method"],
        key_header=header,
        key_prefix=prefix,
        names=_renamed(values["parameters"], PARAMETERS, "parameters"),
        actions=_renamed(values["actions"], ACTIONS, "actions"),
        separator=separator,
    )


def _renamed(table: Mapping[str, Any], ours: tuple[str, ...], setting: str) -> Mapping[str, str]:
    """A table of other names, checked: only what exists is renamed, and no two get one name."""
    for name, theirs in table.items():
        where = f"{setting}.{name}"
        if name not in ours:
            raise Refused("field_invalid", f"There is no {name!r}; there are {', '.join(ours)}.", field=where)
        if not isinstance(theirs, str) or not _NAME.fullmatch(theirs):
            raise Refused("field_invalid", "A name is letters, digits and _ . - [ ].", field=where)
    named = [table.get(name, name) for name in ours]
    for name in table:
        if named.count(table[name]) > 1:
            raise Refused("field_invalid", f"{table[name]!r} would mean two things.", field=f"{setting}.{name}")
    return MappingProxyType(dict(table))


def _has_space(ref: str) -> bool:
    return any(character.isspace() for character in ref)
