"""The version of the contract between the core and its adapters, and what may change in it.

``MAJOR.MINOR``. A minor version only adds: a field with a default, a method that nobody has to have, a word that the
core understands besides. So an adapter written for 1.0 works with every 1.x, unchanged; a test keeps one for ever. What
would break it is a new major version, and a host speaks one only.

``SINCE`` says what came when. Nobody is held to it while money is at stake: a plugin that declares too little works
here, and would fail in a host that speaks less. So it is the author's tests that look at it, and not the host.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

CONTRACT_VERSION = "1.1"
"""What this host speaks."""
FIRST = "1.0"
SINCE: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        (
            *("asking", "said"),
            *("Surroundings.folder", "Surroundings.letterhead", "Letterhead"),
            *("FindsAttempts", "Capabilities.lookup=by_name", "Capabilities.webhook_auth=password"),
            *("PushesOrders", "OrderHint", "ProviderCapabilities.webhooks"),
            *("ProviderCapabilities.questions", "ProviderCapabilities.per"),
            *("ProviderCapabilities.over_order_percent", "ProviderCapabilities.drip_feed"),
            *("OrderState.ordered", "OrderState.runs", "OrderState.runs_left", "OrderState.unclear"),
            *("FraudContext.bonuses", "FraudContext.returned", "FraudContext.disputes", "FraudContext.others"),
            *("DisputeSigns", "SharedUse"),
            *("PaymentSigns.facts", "PaymentSigns.amount", "PaymentSigns.credited_at"),
            *("canonical_context", "inputs_hash", "CONTEXT_VERSION"),
            *("UndeliverableError", "NotNowError", "Message.at", "Message.contact"),
        ),
        "1.1",
    )
)
"""What came after 1.0, with the version it came with: names of ``ports``, fields (``Message.at``), words of fields
(``Capabilities.lookup=by_name``), and the modules beside it."""
_WRITTEN = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})")


def find_mismatch(made_for: object) -> str | None:
    """Why an adapter made for this version cannot be used here, as half a sentence; None when it can."""
    version = _read(made_for)
    ours = _read(CONTRACT_VERSION)
    if version is None or ours is None:
        return f"its contract is no version; write it as {CONTRACT_VERSION!r}"
    said = ".".join(map(str, version))
    if version[0] > ours[0] or (version[0] == ours[0] and version[1] > ours[1]):
        return f"it is made for contract {said}, and this host speaks {CONTRACT_VERSION}; install a newer panel-refunds"
    if version[0] < ours[0]:
        return f"it is made for contract {said}, and this host speaks {CONTRACT_VERSION}; install a newer plugin"
    return None


def is_newer(name: str, made_for: object) -> bool:
    """Whether ``name``, as ``SINCE`` writes it, came after the version that an adapter was made for."""
    version, came = _read(made_for), _read(SINCE.get(name, FIRST))
    return version is not None and came is not None and came > version


def _read(version: object) -> tuple[int, int] | None:
    """``"1.0"``, and 1 as the first adapters wrote it."""
    if type(version) is int and version >= 1:
        return version, 0
    match = _WRITTEN.fullmatch(version) if isinstance(version, str) else None
    return (int(match[1]), int(match[2])) if match else None
