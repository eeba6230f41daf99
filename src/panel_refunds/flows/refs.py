"""Ids that others made: a payment's at its gateway, an order's at its provider.

They are compared letter by letter to find out whether something was told before. A space somebody pasted along would
make two things of one.
"""

from __future__ import annotations

from panel_refunds.errors import Refused


def check_ref(ref: str, field: str) -> None:
    """Refuse an id that is empty, or has white space around it or anything unprintable in it."""
    if not ref or ref != ref.strip() or not ref.isprintable():
        raise Refused("field_invalid", f"{field} is an id: without spaces around it, and printable.", field=field)
