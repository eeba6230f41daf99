"""A small gateway of an invented vendor, and the vendor: what the kit itself is tried with.

It is a good adapter of the shape *key and server id*, as short as one can be; the wrong ones are made of it. To copy,
take ``panel-refunds-example``, which is a distribution of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway
from panel_refunds_testkit.tinypay.gateway import SETTINGS, build

__all__ = ["gateways"]


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The one factory: ``use = "tinypay"``."""
    return [Factory("tinypay", build, settings=SETTINGS, contract="1.1", title="Tinypay, which exists only here")]
