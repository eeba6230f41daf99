"""How much of an order's charge is due back.

This is the place where "a partial order pays the undelivered share" lives. A cancelled order gives back its whole
charge; a partial one ``charge × remains / total``, with one division, last, rounded down. What is due counts over
the whole life of the order, so that a later word tops up and a repeated one pays nothing. (Clause 3.2.)
"""

from __future__ import annotations

from typing import Literal


def refund_due(effect: Literal["whole", "undelivered"], *, charge: int, total: int, remains: int | None) -> int:
    """Units due over the order's life: the whole ``charge``, or its undelivered share of ``total``.

    ``remains`` outside 0…total counts as the nearer end; the caller has made sure that it is known where it matters.
    """
    if effect == "whole":
        return charge
    if remains is None or total <= 0:
        raise ValueError("the undelivered share needs to know what remains of how much")
    return charge * min(max(remains, 0), total) // total
