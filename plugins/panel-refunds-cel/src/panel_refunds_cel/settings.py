"""What a tenant may say in ``[rules.NAME]`` with ``use = "cel"``.

A rule is a condition, what follows from it, and how that is told: clause, code and sentence. The host has checked the
kinds; here the parts are checked against each other. The expressions themselves are read in ``expression``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import CODES, Refused
from panel_refunds.ports import Setting

Effect = Literal["allow", "deny", "review", "cap"]

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "when": Setting(required=True, help='The condition, in CEL, like asked > money("20.00").'),
        "effect": Setting(
            required=True,
            choices=("allow", "deny", "review", "cap"),
            help="What follows where the condition holds; review: a person decides, cap: not more than `cap`.",
        ),
        "cap": Setting(default="", help='With effect "cap": the most that may go back, in CEL, like cash / 2.'),
        "code": Setting(required=True, help="A reason code of your own, like weekend_large."),
        "clause": Setting(required=True, help="The clause of your policy that this rule stands for."),
        "text": Setting(required=True, help="The sentence that customer and staff read."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One rule as the file has it; ``cap`` is None unless the effect is to cap."""

    when: str
    effect: Effect
    cap: str | None
    code: str
    clause: str
    text: str


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    if not _CODE.fullmatch(given["code"]):
        text = "A code is 2 to 40 of small letters, digits and _, beginning with a letter."
        raise Refused("field_invalid", text, field="code")
    if given["code"] in CODES:
        # Two people may set some of the product's own findings aside; a rule of the house is none of those.
        text = f"{given['code']!r} is a code of the product, with a meaning of its own; choose another word."
        raise Refused("field_invalid", text, field="code")
    for key in ("when", "clause", "text"):
        if not given[key].strip():
            raise Refused("field_missing", "It is empty.", field=key)
    caps = given["effect"] == "cap"
    cap = given["cap"].strip()
    if caps and not cap:
        text = 'With effect = "cap" say how much may go back at most, like cap = \'money("20.00")\'.'
        raise Refused("field_missing", text, field="cap")
    if cap and not caps:
        raise Refused("field_invalid", f'It is for effect = "cap", and this is "{given["effect"]}".', field="cap")
    return Settings(given["when"], given["effect"], cap or None, given["code"], given["clause"], given["text"])
