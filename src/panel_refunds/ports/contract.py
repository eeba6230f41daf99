"""The version of the contract between the core and its adapters, and what may change in it.

``MAJOR.MINOR``. A minor version only adds: a field with a default, a method that nobody has to have, a word that the
core understands besides. So an adapter written for 1.0 works with every 1.x, unchanged; a test keeps one for ever. What
would break it is a new major version, and a host speaks one only.
"""

from __future__ import annotations

import re

CONTRACT_VERSION = "1.1"
"""What this host speaks. 1.1 added what ``panel_refunds.ports`` marks so, ``asking`` and ``said``."""
FIRST = "1.0"
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


def _read(version: object) -> tuple[int, int] | None:
    """``"1.0"``, and 1 as the first adapters wrote it."""
    if type(version) is int and version >= 1:
        return version, 0
    match = _WRITTEN.fullmatch(version) if isinstance(version, str) else None
    return (int(match[1]), int(match[2])) if match else None
