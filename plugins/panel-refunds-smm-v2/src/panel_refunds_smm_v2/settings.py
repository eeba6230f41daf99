"""What a tenant may say about one upstream panel: ``[order_providers.NAME]`` with ``use = "smm_v2"``.

The host has already checked the kinds and resolved the secret; here the values get their meaning, and what makes
no sense is refused with the name of the key. Every quirk of a panel is a setting: how it wants to be asked
(``asking``), how it counts (``counting``), and its own words and places (``reading.vocabulary``). Words only add: one
that the reading knows by itself keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_smm_v2.asking import Asking, parse_asking
from panel_refunds_smm_v2.counting import Counting, parse_counting
from panel_refunds_smm_v2.reading.vocabulary import Vocabulary, find_vocabulary_fault

MOST_PER_QUESTION = 100
_EMPTY: Mapping[str, Any] = MappingProxyType({})

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "url": Setting(required=True, help="Address of the panel's API, for example https://panel.example/api/v2"),
        "key": Setting(required=True, secret=True, help="The API key the panel gave you."),
        "poll_seconds": Setting("integer", default=60, minimum=1, help="How often open orders are asked about."),
        "timeout_seconds": Setting("integer", default=20, minimum=1, help="How long one answer may take, in all."),
        "batch": Setting("integer", default=100, minimum=1, help="Orders in one question, at most 100."),
        "cancel": Setting("boolean", default=True, help="Whether the panel takes wishes to cancel."),
        "refill": Setting("boolean", default=True, help="Whether the panel takes wishes to refill."),
        "reports_remains": Setting("boolean", default=True, help="Whether its statuses tell what is undelivered."),
        "words": Setting("table", default=_EMPTY, help="The panel's own status words: theirs = ours."),
        "texts": Setting("table", default=_EMPTY, help="The panel's own error texts: theirs = code."),
        "fields": Setting("table", default=_EMPTY, help='Where in its replies things stand: status = "data.state".'),
        "method": Setting(default="POST", choices=("POST", "GET"), help="How questions are put."),
        "key_header": Setting(default="", help="The header that carries the key; empty: the parameter `key`."),
        "key_prefix": Setting(default="", help='What stands before the key in its header, like "Bearer ".'),
        "parameters": Setting("table", default=_EMPTY, help="The panel's names of parameters: ours = theirs."),
        "actions": Setting("table", default=_EMPTY, help="The panel's names of actions: ours = theirs."),
        "separator": Setting(default=",", help="What stands between the ids of one question."),
        "questions": Setting("integer", default=0, minimum=0, help="Questions it takes in a span; 0: any number."),
        "per_seconds": Setting("integer", default=60, minimum=1, help="The span that `questions` speaks of."),
        "over_order": Setting(
            "decimal", default="0", minimum=0, help="Percent ordered there on top of the customer's."
        ),
        "drip_feed": Setting(
            default="whole",
            choices=("whole", "run", "ask_person"),
            help="Of what the figures of an order in several runs speak.",
        ),
        "subscriptions": Setting(
            default="ask_person", choices=("ask_person", "posts"), help="Whether a subscription's posts are counted."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One panel's settings, checked. The key is left out of the repr."""

    url: str
    key: str = field(repr=False)
    timeout_seconds: int
    batch: int
    cancel: bool
    refill: bool
    reports_remains: bool
    vocabulary: Vocabulary
    asking: Asking
    counting: Counting


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do."""
    values = {name: given.get(name, setting.default) for name, setting in SETTINGS.items()}
    _check_url(values["url"])
    if not isinstance(values["key"], str) or not values["key"].strip():
        raise Refused("field_missing", "The API key is empty; set the secret that `key` refers to.", field="key")
    if not 1 <= values["batch"] <= MOST_PER_QUESTION:
        raise Refused("field_invalid", "One question may name 1 to 100 orders.", field="batch")
    if values["timeout_seconds"] < 1:
        raise Refused("field_invalid", "An answer needs at least one second.", field="timeout_seconds")
    if fault := find_vocabulary_fault(values["words"], values["texts"], values["fields"]):
        raise Refused("field_invalid", fault.text, field=fault.field)
    key = values["key"].strip()
    counting = parse_counting(values)
    return Settings(
        url=values["url"],
        key=key,
        timeout_seconds=values["timeout_seconds"],
        batch=values["batch"],
        cancel=values["cancel"],
        refill=values["refill"],
        reports_remains=values["reports_remains"],
        vocabulary=Vocabulary.of(values["words"], values["texts"], values["fields"], values["subscriptions"]),
        asking=parse_asking(values, key),
        counting=counting,
    )


def _check_url(url: object) -> None:
    advice = "Write the whole address of the panel's API, like https://panel.example/api/v2."
    if not isinstance(url, str):
        raise Refused("field_missing", f"The address is missing. {advice}", field="url")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in url):
        raise Refused("field_invalid", f"The address cannot be read. {advice}", field="url")
    if parts.username or parts.password or parts.fragment or "key=" in parts.query.lower():
        raise Refused(
            "field_invalid", "The address must not carry a name, password or key; the key goes into `key`.", field="url"
        )
