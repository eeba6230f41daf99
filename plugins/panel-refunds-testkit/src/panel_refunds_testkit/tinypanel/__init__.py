"""A small adapter of each of the other kinds, and the other side of each: what the kit itself is tried with.

They are good ones, as short as they can be; the wrong ones are made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, Notifier, OrderProvider, Rule
from panel_refunds_testkit.tinypanel import fraud_check, notifier, provider, rule

__all__ = ["fraud_checks", "notifiers", "order_providers", "rules"]


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """``use = "tinypanel"``."""
    title = "A panel that exists only here"
    return [Factory("tinypanel", provider.build, settings=provider.SETTINGS, contract="1.1", title=title)]


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """``use = "tinycheck"``."""
    return [
        Factory(
            "tinycheck", fraud_check.build, settings=fraud_check.SETTINGS, contract="1.1", title="Asks a tiny service"
        )
    ]


@hookimpl
def rules() -> Sequence[Factory[Rule]]:
    """``use = "tinyrule"``."""
    return [
        Factory("tinyrule", rule.build, settings=rule.SETTINGS, contract="1.1", title="Not more than a half at once")
    ]


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    """``use = "tinynote"``."""
    return [
        Factory(
            "tinynote",
            notifier.build,
            settings=notifier.SETTINGS,
            contract="1.1",
            title="A board that exists only here",
        )
    ]
