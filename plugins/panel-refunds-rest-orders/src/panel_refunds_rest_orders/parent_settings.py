"""What a tenant may say about the panel it buys from: ``[order_providers.NAME]`` with ``use = "parent_panel"``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from panel_refunds.ports import Setting
from panel_refunds_rest_orders.addresses import checked_key, checked_seconds, checked_url

LONGEST_TIMEOUT = 25

PARENT_SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "url": Setting(
            required=True, help="Where the parent's panel-refunds answers, like https://refunds.parent.example."
        ),
        "key": Setting(required=True, secret=True, help="The key of a customer that the parent made for you."),
        "poll_seconds": Setting("integer", default=60, minimum=1, help="How often open orders are asked about."),
        "timeout_seconds": Setting("integer", default=20, minimum=1, help="How long one answer may take, at most 25."),
        "cancel": Setting("boolean", default=True, help="Whether the parent is asked to cancel."),
    }
)


@dataclass(frozen=True, slots=True)
class ParentSettings:
    """One parent's settings, checked. The key is left out of the repr."""

    url: str
    key: str = field(repr=False)
    timeout_seconds: int
    cancel: bool

    @property
    def headers(self) -> Mapping[str, str]:
        """The header with the key."""
        return {"Authorization": f"Bearer {self.key}"}


def parse_parent_settings(given: Mapping[str, Any]) -> ParentSettings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do."""
    values = {name: given.get(name, setting.default) for name, setting in PARENT_SETTINGS.items()}
    return ParentSettings(
        url=checked_url(values["url"]),
        key=checked_key(values["key"]),
        timeout_seconds=checked_seconds(values["timeout_seconds"], LONGEST_TIMEOUT),
        cancel=values["cancel"],
    )
