"""The reference page of all hooks and of what their objects promise, written from ``hookspecs`` and ``ports``.

``docs/reference/hooks.md`` is this page; a test keeps it current. Run this module to print it.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args

from panel_refunds import hookspecs, ports
from panel_refunds.money import Money
from panel_refunds.policy.finding import Effect, Finding
from panel_refunds.ports import asking, said
from panel_refunds.ports.contract import SINCE

_TOP = """# Hooks

<!-- Written from the code by panel_refunds.plugins.reference; a test compares. Do not edit by hand. -->

A plugin is a module with functions that are named as the hooks below and marked with
`panel_refunds.hookspecs.hookimpl`. It is found by the entry point group `panel_refunds`, or named by its dotted path
in a tenant's `plugins`. Each hook returns factories (`panel_refunds.ports.Factory`): a name, the settings it takes, and
how one object is built for one tenant. Writing [a gateway](../guides/write-a-gateway.md) or
[an order provider](../guides/write-an-order-provider.md) takes an evening."""

_VERSION = f"""# The contract's version

This host speaks contract `{ports.CONTRACT_VERSION}` (`CONTRACT_VERSION`). A factory says which one it needs; without a
word, `1.0`. A minor version only adds: what was written for an earlier one works unchanged, and a test keeps adapters
of each for ever. What came after 1.0 has its version beside it here, and whoever uses it declares that one. A plugin
that needs more than the host speaks is refused with a sentence that says which side to renew.
[What may change, and what never](../decisions/0022-contract-versions.md)."""

_OBJECTS = """# What the objects promise

Everything is in `panel_refunds.ports`. The core calls an object with no transaction open and a limit of time; the
object never retries, sleeps, makes keys or keeps state. Whatever it raises is mapped to something safe. A LookupError
of `get_payment` or `get_refund` says something of its own: the gateway was asked, and there is no such thing."""

_FIELDS = """# Values

What goes in and out, field by field. All are frozen; `Money.of("12.50", "USD")` makes an amount."""

_OUTCOMES = """# What the core does with the answer to `create_refund`

An `Outcome` is one of these. Whatever else comes back, and every exception, is taken as `OutcomeUnknown`.

| the adapter says | it means | the core |
|---|---|---|"""

_MEANINGS = {
    ports.GatewayRefund: (
        "it ran: the gateway has a refund",
        "books what its status says, and asks again while it is pending; another amount or payment is unknown",
    ),
    ports.NotExecuted: (
        "it did not run and may later",
        "sends the same attempt again with the same key, after `retry_after` or a time of its own",
    ),
    ports.Rejected: (
        "it did not run and will not",
        "closes the attempt, gives the held money back (not for `insufficient_balance`); a later try has a new key",
    ),
    ports.OutcomeUnknown: (
        "it may have run",
        "looks it up by the attempt; sends the same again only while the key is surely known, never with a new key",
    ),
    ports.Misconfigured: (
        "key, permission or mode are wrong",
        "stops this gateway of this tenant and tells the operator; the attempt waits",
    ),
}

_ERRORS = """# What they may raise

What the host tells from any other error; whatever else is raised is mapped to something safe: a read is asked again
later, a refund is unknown, a fraud check means review, a message is delivered again later.

## `LookupError`

Raised by `get_payment`, `get_refund`, `find_refunds` and `get_dispute`: the gateway itself was asked, and says that
there is no such thing. A 404 of somebody in between is no such answer.

## `Refused`

Of `panel_refunds.errors`, raised by a factory's `build`: a setting makes no sense. `field` is its key; the sentence is
shown to the operator, with file and line."""

_RAISED = (
    *(ports.MisconfiguredError, ports.WebhookRefusedError, ports.UndeliverableError, ports.NotNowError),
    *(asking.NoAnswerError, asking.NotSentError, asking.UnreadableError),
)

_TOOLS = f"""# Tools

For adapters that speak HTTP, and for those that read JSON: `panel_refunds.ports.asking` and `panel_refunds.ports.said`.
Nobody has to use them; who does has the hard differences right. *Since contract {SINCE["asking"]}.*"""

_CONTEXT = f"It is {ports.CONTEXT_VERSION} now, and says which fields the canonical form of a context has."

_MONEY = """A vendor counts in main units (`"38.25"`) or in minor ones (`3825`). Main units are sent as
`format_units(amount.units, amount.currency)` of `panel_refunds.money` and read with `said.money("amount", currency)`;
minor ones are sent as `amount.minor` and read with `said.minor_money("amount", currency)`. Never multiply by a hundred:
how many digits a currency has is known here (JPY none, KWD three). What is finer than a minor unit cannot be sent, and
`minor` refuses it: look first whether `amount.round_down() == amount`."""

_ASKING = (asking.ask, asking.in_path, asking.outcome_of_silence, said.parse_json)

_RULES = (
    (ports.Gateway, "gateways"),
    (ports.WatchesPayments, "gateways"),
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
    *(ports.Rejection, ports.RefundsFound, ports.GatewayEvent, ports.DisputeFacts, ports.FraudWarning),
    *(ports.ProviderCapabilities, ports.OrdersReply, ports.OrderState, ports.ProviderError, ports.Asked),
    *(ports.OrderHint, ports.PlacementReading),
    *(ports.FraudContext, ports.PaymentSigns, ports.DisputeSigns, ports.SharedUse, ports.Verdict),
    *(ports.Message, Finding, Money),
)


def render_hooks_reference() -> str:
    """The whole page, in Markdown."""
    hooks = [_hook(name) for name, _ in inspect.getmembers(hookspecs, _is_hook)]
    rest = [getattr(ports, name) for name in ports.__all__]
    kinds = [*_RULES, *((kind, "") for kind in rest if _is_protocol(kind) and kind not in dict(_RULES))]
    values = [*_VALUES, *(kind for kind in rest if _is_value(kind) and kind not in _VALUES)]
    return (
        "\n\n".join(
            [
                *(_TOP, *hooks, _VERSION),
                *(_OBJECTS, *(_object(kind, hook) for kind, hook in kinds)),
                _outcomes(),
                *(_ERRORS, *(f"## `{error.__name__}`\n\n{_since(error.__name__)}{_text(error)}" for error in _RAISED)),
                *(_FIELDS, *(_value(kind) for kind in values), _words("DisputeState", ports.DisputeState)),
                *(_TOOLS, *(_function(tool) for tool in _ASKING), _methodical(asking.Answer), _methodical(said.Said)),
                *(_function(each) for each in rest if inspect.isfunction(each)),
                f"## `CONTEXT_VERSION`\n\n{_since('CONTEXT_VERSION')}{_CONTEXT}",
            ]
        )
        + "\n"
    )


def _is_protocol(thing: object) -> bool:
    return bool(getattr(thing, "_is_protocol", False))


def _is_value(thing: object) -> bool:
    return inspect.isclass(thing) and (is_dataclass(thing) or issubclass(thing, StrEnum))


def _outcomes() -> str:
    rows = [f"| `{kind.__name__}` | {means} | {done} |" for kind, (means, done) in _MEANINGS.items()]
    return "\n".join([_OUTCOMES, *rows])


def _words(name: str, literal: Any) -> str:
    return f"## `{name}`\n\nOne of {', '.join(f'`{word}`' for word in get_args(literal))}."


def _function(function: Any) -> str:
    signature = str(inspect.signature(function)).replace("'", "")
    return f"## `{function.__name__}{signature}`\n\n{_since(function.__name__)}{_text(function)}"


def _methodical(kind: type) -> str:
    """A class with what each of its methods says."""
    return f"## `{kind.__name__}`\n\n{_text(kind)}\n\n{_said_of_methods(kind)}"


def _said_of_methods(kind: type) -> str:
    rows = []
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            rows.append(f"| `{name}` | {_text(member)} |")
        elif callable(getattr(kind, name)):
            written = str(inspect.signature(getattr(kind, name))).replace("'", "").replace("(self, ", "(")
            rows.append(f"| `{name}{written}` | {_text(getattr(kind, name))} |".replace("(self)", "()"))
    table = "\n".join(" ".join(row.replace(" | None", " or None").split()) for row in rows)
    return f"| | |\n|---|---|\n{table}"


def _is_hook(value: object) -> bool:
    return inspect.isfunction(value) and hasattr(value, f"{hookspecs.PROJECT}_spec")


def _hook(name: str) -> str:
    function = getattr(hookspecs, name)
    returns = str(inspect.signature(function).return_annotation)
    return f"## `{name}() -> {returns}`\n\n{_text(function)}"


def _object(kind: type, hook: str) -> str:
    lines = "\n".join(_methods(kind))
    block = f"<!-- not run: only signatures -->\n```python\n{lines}\n```"
    whose = f" (from `{hook}`)" if hook else ""
    return f"## `{kind.__name__}`{whose}\n\n{_since(kind.__name__)}{_text(kind)}\n\n{block}"


def _methods(kind: type) -> Iterator[str]:
    for name, function in vars(kind).items():
        if inspect.isfunction(function) and not name.startswith("_"):
            yield f"def {name}{inspect.signature(function)}: ...".replace("'", "")


def _text(thing: Any) -> str:
    return (inspect.getdoc(thing) or "").replace("``", "`")


def _value(kind: Any) -> str:
    """A value with its fields, or with its words where it is one of a few."""
    if issubclass(kind, StrEnum):
        told = "\n".join(f"| `{word.value}` | {_meaning(kind, word.name)} |" for word in kind)
        return f"## `{kind.__name__}`\n\n{_text(kind)}\n\n| word | means |\n|---|---|\n{told}"
    meanings = {each.name: _meaning(kind, each.name) for each in fields(kind)}
    says = any(meanings.values())
    rows = "\n".join(
        f"| {_named(kind, each)} | {_type_of(each)} | {_default_of(each)} |{says * f' {meanings[each.name]} |'}"
        for each in fields(kind)
    )
    head = f"| field | is | default |{says * ' says |'}\n|---|---|---|{says * '---|'}"
    methods = f"\n\n{_MONEY}\n\n{_said_of_methods(kind)}" if kind is Money else ""
    return f"## `{kind.__name__}`\n\n{_since(kind.__name__)}{_text(kind)}\n\n{head}\n{rows}{methods}"


def _named(kind: type, each: Field[Any]) -> str:
    """The field, with the version it came with where the whole value is older."""
    came = SINCE.get(f"{kind.__name__}.{each.name}")
    return f"`{each.name}` (since {came})" if came else f"`{each.name}`"


def _since(name: str) -> str:
    return f"*Since contract {SINCE[name]}.* " if name in SINCE else ""


def _meaning(kind: type, name: str) -> str:
    """The sentences below a word or a field in the code."""
    written = rf'^    {name}(?:: [^\n]+| = [^\n]+)\n    """(.+?)"""'
    found = re.search(written, inspect.getsource(kind), re.MULTILINE | re.DOTALL)
    return " ".join(found[1].replace("``", "`").split()) if found else ""


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
