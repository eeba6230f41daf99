"""What makes a plugin of a wrong adapter: Tinypay's hook, with another object behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Gateway, Surroundings
from panel_refunds_testkit.tinypay.gateway import SETTINGS

Build = Callable[[Mapping[str, Any], Surroundings], Gateway]


def hook_of(build: Build) -> Callable[[], Sequence[Factory[Gateway]]]:
    """The hook ``gateways`` of a plugin whose one factory, ``tinypay``, builds with ``build``."""

    @hookimpl
    def gateways() -> Sequence[Factory[Gateway]]:
        return [Factory("tinypay", build, settings=SETTINGS, contract="1.1", title="Tinypay, done wrong")]

    return gateways
