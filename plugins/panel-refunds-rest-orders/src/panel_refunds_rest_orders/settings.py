"""What a tenant may say about one REST upstream: ``[order_providers.NAME]`` with ``use = "rest"``.

Nothing is guessed about an upstream: where its orders are asked for, in which field a status stands and which of its
words means what are all written down, and what is not written down does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_rest_orders.addresses import (
    checked_header,
    checked_key,
    checked_path,
    checked_seconds,
    checked_url,
)
from panel_refunds_rest_orders.fields import is_field
from panel_refunds_rest_orders.hook_settings import HOOK_SETTINGS, HookSettings, parse_hook_settings
from panel_refunds_rest_orders.words import OUR_WORDS, bare

MOST_PER_QUESTION = 100
LONGEST_TIMEOUT = 25
_EMPTY: Mapping[str, str] = MappingProxyType({})
_PATHS = {
    "order_path": ("id",),
    "orders_path": ("ids",),
    "cancel_path": ("id",),
    "refill_path": ("id",),
    "refill_status_path": ("id",),
    "balance_path": (),
}
_FIELDS = (
    "order_field",
    "orders_field",
    "id_field",
    "status_field",
    "remains_field",
    "error_field",
    "placed_field",
    "refill_field",
    "balance_field",
)

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "url": Setting(required=True, help="The upstream's address; all paths come behind it."),
        "key": Setting(required=True, secret=True, help="The key the upstream gave you."),
        "key_header": Setting(default="Authorization", help="The header that carries the key."),
        "key_prefix": Setting(default="Bearer ", help="What stands before the key there, empty for nothing."),
        "poll_seconds": Setting("integer", default=60, minimum=1, help="How often open orders are asked about."),
        "timeout_seconds": Setting("integer", default=20, minimum=1, help="How long one answer may take, at most 25."),
        "order_path": Setting(default="/orders/{id}", help="Where one order is asked about (GET)."),
        "orders_path": Setting(default="", help="Where several are, like /orders?ids={ids}; empty: one by one."),
        "batch": Setting("integer", default=100, minimum=1, help="Orders in one question there, at most 100."),
        "order_field": Setting(default="", help="Where the order stands in the answer about one; empty: it is it."),
        "orders_field": Setting(default="", help="Where the list, or the object by id, stands in that about several."),
        "id_field": Setting(default="id", help="Where an order has its id."),
        "status_field": Setting(default="status", help="Where it has its status."),
        "remains_field": Setting(default="remains", help="Where it says what was not delivered; empty: nowhere."),
        "error_field": Setting(default="error", help="Where something says that it is an error."),
        "words": Setting("table", default=_EMPTY, help="The upstream's own status words: theirs = ours."),
        "placed_field": Setting(default="id", help="Where the answer to placing an order has the new id."),
        "cancel_path": Setting(default="", help="Where to ask for a cancellation (POST); empty: it takes none."),
        "refill_path": Setting(default="", help="Where to ask for a refill (POST); empty: it takes none."),
        "refill_field": Setting(default="id", help="Where the answer to that has the refill's id."),
        "refill_status_path": Setting(default="", help="Where a refill is asked about (GET)."),
        "balance_path": Setting(default="", help="Where our balance there is told (GET)."),
        "balance_field": Setting(default="balance", help="Where it stands in the answer."),
        "balance_currency": Setting(default="", help="In which currency it is."),
        **HOOK_SETTINGS,
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One upstream's settings, checked. The key is left out of the repr.

    ``paths`` and ``fields`` are those of the settings, by name.
    """

    url: str
    key: str = field(repr=False)
    key_header: str
    key_prefix: str
    timeout_seconds: int
    batch: int
    paths: Mapping[str, str]
    fields: Mapping[str, str]
    words: Mapping[str, str]
    balance_currency: str
    hooks: HookSettings

    @property
    def headers(self) -> Mapping[str, str]:
        """The header with the key."""
        return {self.key_header: self.key_prefix + self.key}


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do."""
    values = {name: given.get(name, setting.default) for name, setting in SETTINGS.items()}
    paths = {name: checked_path(values[name], name, places) for name, places in _PATHS.items()}
    if not paths["order_path"] and not paths["orders_path"]:
        text = "Say where orders are asked about: order_path, orders_path or both."
        raise Refused("field_missing", text, field="order_path")
    for name in _FIELDS:
        if not is_field(values[name]):
            raise Refused("field_invalid", "A field is names with dots between them, like data.state.", field=name)
    if not values["status_field"]:
        raise Refused("field_missing", "Say in which field an order has its status.", field="status_field")
    if not 1 <= values["batch"] <= MOST_PER_QUESTION:
        raise Refused("field_invalid", "One question may name 1 to 100 orders.", field="batch")
    prefix = values["key_prefix"]
    if not prefix.isascii() or not (prefix.isprintable() or not prefix):
        raise Refused("field_invalid", "That cannot stand in a header.", field="key_prefix")
    return Settings(
        url=checked_url(values["url"]),
        key=checked_key(values["key"]),
        key_header=checked_header(values["key_header"], "key_header"),
        key_prefix=prefix,
        timeout_seconds=checked_seconds(values["timeout_seconds"], LONGEST_TIMEOUT),
        batch=values["batch"] if paths["orders_path"] else 1,
        paths=MappingProxyType(paths),
        fields=MappingProxyType({name: values[name] for name in _FIELDS}),
        words=_checked_words(values["words"]),
        balance_currency=values["balance_currency"].strip().upper(),
        hooks=parse_hook_settings(values),
    )


def _checked_words(given: Mapping[str, Any]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for theirs, ours in given.items():
        where = f"words.{theirs}"
        if ours not in OUR_WORDS:
            raise Refused("field_invalid", f"{ours!r} is none of {', '.join(OUR_WORDS)}.", field=where)
        spelling = bare(theirs)
        if not spelling:
            raise Refused("field_invalid", "A word needs letters or digits.", field=where)
        if words.setdefault(spelling, ours) != ours:
            raise Refused("field_invalid", "The same word is written twice, and means two things.", field=where)
    return MappingProxyType(words)
