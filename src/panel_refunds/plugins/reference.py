"""The reference page of all hooks and of what their objects promise, written from ``hookspecs`` and ``ports``.

``docs/reference/hooks.md`` is this page; a test keeps it current. Run this module to print it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any, get_args

from panel_refunds import hookspecs, ports

_TOP = """# Hooks

<!-- Written from the code by panel_refunds.plugins.reference; a test compares. Do not edit by hand. -->

A plugin is a module with functions that are named as the hooks below and marked with
`panel_refunds.hookspecs.hookimpl`. It is found by the entry point group `panel_refunds`, or named by its dotted path
in a tenant's `plugins`. Each hook returns factories (`panel_refunds.ports.Factory`): a name, the settings it takes, and
how one object is built for one tenant. [Writing one](../guides/write-an-order-provider.md) takes an evening."""

_OBJECTS = """# What the objects promise

Everything is in `panel_refunds.ports`. The core calls an object with no transaction open and a limit of time; the
object never retries, sleeps, makes keys or keeps state. Whatever it raises is mapped to something safe."""

_RULES = (
    (ports.Gateway, "gateways"),
    (ports.OrderProvider, "order_providers"),
    (ports.FraudCheck, "fraud_checks"),
    (ports.Rule, "rules"),
    (ports.Notifier, "notifiers"),
)
_VALUES = (ports.Factory, ports.Setting, ports.Surroundings, ports.Capabilities, *get_args(ports.Outcome))


def render_hooks_reference() -> str:
    """The whole page, in Markdown."""
    hooks = [_hook(name) for name, _ in inspect.getmembers(hookspecs, _is_hook)]
    objects = [_object(kind, hook) for kind, hook in _RULES]
    values = [f"| `{value.__name__}` | {_one_line(value)} |" for value in _VALUES]
    table = "\n".join(["## Values", "", "| value | is |", "|---|---|", *values])
    return "\n\n".join([_TOP, *hooks, _OBJECTS, *objects, table]) + "\n"


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


def _one_line(thing: Any) -> str:
    return " ".join(_text(thing).split("\n\n")[0].split())


if __name__ == "__main__":
    sys.stdout.write(render_hooks_reference())
