"""The reference that a refund carries (``reference_no``: up to 64 letters and digits), made of the attempt's id.

It is written in hexadecimal, so that it survives whatever is done to letters, and leads back to the attempt. Any other
reference is somebody else's. A refund has no id at PayTR: it is called by its order and its reference.
"""

from __future__ import annotations

import re

OURS = "pr"
_LONGEST = 64
_ATTEMPT = re.compile(r"[A-Za-z0-9_-]{1,31}")
_ORDER = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_order(ref: str) -> bool:
    """Whether an order can have this name (``merchant_oid``)."""
    return _ORDER.fullmatch(ref) is not None


def reference_of(attempt_id: str) -> str | None:
    """The reference of an attempt, always the same; None for an id that does not fit into one."""
    return f"{OURS}{attempt_id.encode().hex()}" if _ATTEMPT.fullmatch(attempt_id) else None


def find_attempt_id(reference: str | None) -> str | None:
    """The attempt whose reference this is; None for everybody else's."""
    written = (reference or "").lower()
    if not written.startswith(OURS) or len(written) > _LONGEST:
        return None
    try:
        attempt_id = bytes.fromhex(written.removeprefix(OURS)).decode("ascii")
    except ValueError:
        return None
    return attempt_id if reference_of(attempt_id) == written else None


def ref_of(order: str, reference: str) -> str:
    """What we call a refund."""
    return f"{order}:{reference}"


def order_of(ref: str) -> str:
    """The order of the refund that we call so; LookupError when none can be called so."""
    order, colon, reference = ref.partition(":")
    if not colon or not reference or not is_order(order):
        raise LookupError("No refund of PayTR's is called so.")
    return order
