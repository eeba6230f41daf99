"""The reference page of all hooks and of what their objects promise, written from ``hookspecs`` and ``ports``.

``docs/reference/hooks.md`` is this page; a test keeps it current. Run this module to print it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any, get_args

from panel_refunds import hookspecs, ports
from panel_refunds.money import Money
from panel_refunds.policy.finding import Effect, Finding

_TOP = """# Hooks

<!-- Written from the code by panel_refunds.plugins.reference; a test compares. Do not edit by hand. -->

A plugin is a module with functions that are named as the hooks below and marked with
`panel_refunds.hookspecs.hookimpl`. It is found by the entry point group `panel_refunds`, or named by its dotted path
in a tenant's `plugins`. Each hook returns factories (`panel_refunds.ports.Factory`): a name, the settings it takes, and
how one object is built for one tenant. [Writing one](../guides/write-an-order-provider.md) takes an evening."""

_OBJECTS = """# What the objects promise

Everything is in `panel_refunds.ports`. The core calls an object with no transaction open and a limit of time; the
object never retries, sleeps, makes keys or keeps state. Whatever it raises is mapped to something safe. A LookupError
of `get_payment` or `get_refund` says something of its own: the gateway was asked, and there is no such thing."""

_FIELDS = """# Values

What goes in and out, field by field. All are frozen; `Money.of("12.50", "USD")` makes an amount."""

_ERRORS = """# What they may raise

What the host tells from any other error; whatever else is raised is mapped to something safe."""

_RAISED = (ports.MisconfiguredError, ports.WebhookRefusedError, ports.UndeliverableError, ports.NotNowError)

_RULES = (
    (ports.Gateway, "gateways"),
    (ports.FindsAttempts, "gateways"),
    (ports.OrderProvider, "order_providers"),
    (ports.PushesOrders, "order_providers"),
    (ports.FraudCheck, "fraud_checks"),
    (ports.Rule, "rules"),
    (ports.Notifier, "notifiers"),
)
_VALUES = (
    *(ports.Factory, ports.Setting, ports.Surroundings),
    *(ports.Capabilities, ports.PaymentFacts, ports.RefundOrder, *get_args(ports.Outcome), ports.RefundStatus),
    *(ports.Rejection, ports.RefundsFound, ports.GatewayEvent),
    *(ports.ProviderCapabilities, ports.OrdersReply, ports.OrderState, ports.ProviderError, ports.Asked),
    *(ports.OrderHint, ports.PlacementReading),
    *(ports.FraudContext, ports.PaymentSigns, ports.DisputeSigns, ports.SharedUse, ports.Verdict),
    *(ports.Message, Finding, Money),
)


def render_hooks_reference() -> str:
    """The whole page, in Markdown."""
    hooks = [_hook(name) for name, _ in inspect.getmembers(hookspecs, _is_hook)]
    objects = [_object(kind, hook) for kind, hook in _RULES]
    raised = [f"## `{error.__name__}`\n\n{_text(error)}" for error in _RAISED]
    values = [_value(kind) for kind in _VALUES]
    return "\n\n".join([_TOP, *hooks, _OBJECTS, *objects, _ERRORS, *raised, _FIELDS, *values]) + "\n"


def _is_hook(value: object) -> bool:
    return inspect.isfunction(value) and hasattr(value, f"{hookspecs.PROJECT}_spec")


def _hook(name: str) -> str:
    function = getattr(hookspecs, name)
    returns = str(inspect.signature(function).return_annotation)
    return f"## `{name}() -> {returns}`\n\n{_text(function)}"


def _object(kind: type, hook: str) -> str:
    lines = "\n".join(_methods(kind))
    block = f"<!-- not run: only signatures -->\n```python\n{lines}\n```"
    return f"## `{kind.__name__}` (from `{hook}`)\n\n{_text(kind)}\n\n{block}"


def _methods(kind: type) -> Iterator[str]:
    for name, function in vars(kind).items():
        if inspect.isfunction(function) and not name.startswith("_"):
            yield f"def {name}{inspect.signature(function)}: ...".replace("'", "")


def _text(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").replace("``", "`")


def _value(kind: Any) -> str:
    """A value with its fields, or with its words where it is one of a few."""
    if issubclass(kind, StrEnum):
        return f"## `{kind.__name__}`\n\n{_text(kind)}\n\n{', '.join(f'`{word.value}`' for word in kind)}"
    rows = "\n".join(f"| `{each.name}` | {_type_of(each)} | {_default_of(each)} |" for each in fields(kind))
    return f"## `{kind.__name__}`\n\n{_text(kind)}\n\n| field | is | default |\n|---|---|---|\n{rows}"


def _type_of(each: Field[Any]) -> str:
    """The type as it is written in the code; a bar would end the cell."""
    written = str(Effect).removeprefix("typing.") if each.type == "Effect" else each.type
    return f"`{written}`".replace("|", "\\|")


def _default_of(each: Field[Any]) -> str:
    if each.default_factory is not MISSING:
        return "empty"
    if each.default is MISSING:
        return "must be given"
    default = f'"{each.default}"' if isinstance(each.default, str) else repr(each.default)
    return f"`{default.removeprefix('datetime.')}`"


if __name__ == "__main__":
    sys.stdout.write(render_hooks_reference())
