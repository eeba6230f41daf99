"""Everything a plugin can be asked, on one page.

A plugin is a module (or object) with functions marked ``@hookimpl`` and named as here. It is found by the entry
point group ``panel_refunds`` or named in ``plugins`` of a tenant's file, by entry point name or dotted path. Each
hook returns factories; a tenant sees only those of the plugins its file enables, and of our built-in defaults.
Hook order never decides anything: factories are named, and a name registered twice is an error at start.
"""

from __future__ import annotations

from collections.abc import Sequence

import pluggy

from panel_refunds.ports import Factory, FraudCheck, Gateway, Notifier, OrderProvider, Rule

PROJECT = "panel_refunds"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def gateways() -> Sequence[Factory[Gateway]]:
    """Called when the installation starts, for payment gateways: they took the money and give it back.

    Used in a tenant's file as ``[gateways.NAME]``, or ``[gateways.OTHER] use = "NAME"`` for a second account.
    """
    raise NotImplementedError


@hookspec
def order_providers() -> Sequence[Factory[OrderProvider]]:
    """Called when the installation starts, for order providers: they fulfil orders and know how these stand.

    Used in a tenant's file as ``[order_providers.NAME]`` with ``use``.
    """
    raise NotImplementedError


@hookspec
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """Called when the installation starts, for fraud checks: they look at a request before it is decided.

    All checks that a tenant's file configures as ``[fraud_checks.NAME]`` are asked; none can hide another.
    """
    raise NotImplementedError


@hookspec
def rules() -> Sequence[Factory[Rule]]:
    """Called when the installation starts, for extra policy rules: pure, they add findings to a decision.

    All rules that a tenant's file configures as ``[rules.NAME]`` are heard; deny wins, caps combine to the least.
    """
    raise NotImplementedError


@hookspec
def notifiers() -> Sequence[Factory[Notifier]]:
    """Called when the installation starts, for notifiers: they bring the outbox's messages to people.

    Every notifier that a tenant's file configures as ``[notifiers.NAME]`` gets every message, at least once; its keys
    ``audience`` and ``kinds``, which the host reads, can narrow that down.
    """
    raise NotImplementedError
