"""Which parameters an endpoint knows. Stripe refuses any other, so a misspelt one must not pass here either.

The names come from ``stripe.params`` of the installed library, whose types are made from Stripe's own description of
its API. Where the library is not installed, those in ``known_parameters`` are used; a test holds the two together.
"""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any

from panel_refunds.testing.fake_stripe.known_parameters import KNOWN
from panel_refunds.testing.fake_stripe.refusal import unknown_parameter

OPTIONS = frozenset(
    {
        *("api_key", "content_type", "headers", "idempotency_key", "max_network_retries"),
        *("stripe_account", "stripe_context", "stripe_version"),
    }
)
"""Names in the library's types that never travel as parameters."""

RANGE = frozenset({"gt", "gte", "lt", "lte"})


def read_from_library(operation: str) -> frozenset[str]:
    """The parameters of, say, ``RefundCreateParams`` or ``radar.EarlyFraudWarningListParams``, of the library.

    ``ImportError`` when it is not installed, ``AttributeError`` when it has no such type.
    """
    where, _, name = operation.rpartition(".")
    module = importlib.import_module(f"stripe.params.{where}" if where else "stripe.params")
    return frozenset(getattr(module, name).__annotations__) - OPTIONS


@cache
def known_parameters(operation: str) -> frozenset[str]:
    """The parameters this operation knows."""
    try:
        return read_from_library(operation)
    except (ImportError, AttributeError):
        return frozenset(KNOWN[operation].split())


def check_parameters(operation: str, params: dict[str, Any]) -> None:
    """Refuse the first parameter the operation does not know."""
    known = known_parameters(operation)
    for name, value in params.items():
        if name not in known:
            raise unknown_parameter(name)
        if name == "created" and isinstance(value, dict):
            for bound in value:
                if bound not in RANGE:
                    raise unknown_parameter(f"created[{bound}]")
