"""Rules in CEL: an operator writes a condition in the tenant's file, and it becomes a clause of the policy.

An expression is a text, and texts have mistakes in them; with money behind it, a mistake must not wait for the first
customer who meets it. So an expression is read, checked against the types of its words and tried once when the tenant
is loaded. Amounts are a type of their own: they are compared with amounts, to the last of their eight digits, and a
comparison with a plain number is refused with what to write instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, Rule, Surroundings
from panel_refunds_cel.settings import SETTINGS, parse_settings

__all__ = ["rules"]


def _build(given: Mapping[str, Any], around: Surroundings) -> Rule:  # noqa: ARG001 - a rule is pure
    """One rule of one tenant; ``Refused`` names the setting that is wrong."""
    from panel_refunds_cel.rule import build_rule

    return build_rule(parse_settings(given))


@hookimpl
def rules() -> Sequence[Factory[Rule]]:
    """The one factory of this plugin: ``use = "cel"``."""
    return [Factory("cel", _build, settings=SETTINGS, title="A rule of your own, in CEL")]
