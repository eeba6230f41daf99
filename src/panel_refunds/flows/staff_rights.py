"""Which role of the staff may do what. One table: flows ask it, and the guide shows it.

Staff members have one of five roles. A panel that calls the API names its people as it likes (``boss-1``): what such a
title may do is the panel's own business, as long as it is none of the five. Everybody of the staff may look.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.flows.people import STAFF_ROLES, check_role, role_of

RIGHTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ask for a customer": ("support", "finance", "operator"),
        "ask the customer": ("support", "finance", "approver", "operator"),
        "approve": ("support", "finance", "approver", "operator"),
        "decline": ("finance", "approver"),
        "record payments": ("finance", "approver", "operator"),
        "say what became of a refund": ("finance", "approver", "operator"),
        "try a refund again": ("finance", "operator"),
        "decide an order": ("support", "finance", "approver", "operator"),
        "say what a word means": ("finance", "operator"),
        "take back a bonus": ("finance", "approver"),
        "terminate an account": ("finance", "approver", "operator"),
        "forfeit an account": ("finance", "approver"),
        "stop or start a gateway": ("finance", "operator"),
        "look after dead letters": ("support", "finance", "operator"),
        "make and end keys of the API": ("operator",),
        "manage the staff": ("operator",),
    }
)
"""Of the five roles. Where the policy names who approves, that has to be satisfied too."""


SEE_CONSOLE = ("operator", "auditor")
"""The roles that see the operator console: whoever looks after the tenant, and whoever looks at how."""


def sees_console(person: str) -> bool:
    """Whether the person sees the operator console at all; what they may do there is asked where it is done."""
    return role_of(person) in SEE_CONSOLE


def check_sees_console(person: str) -> None:
    """Refused with ``role_needed`` for who has no business on the operator console."""
    check_role(person, SEE_CONSOLE, "see the console")


def check_may(person: str, to: str) -> None:
    """Refused with ``role_needed`` for a role of the staff that may not do this; a panel's own title passes."""
    if role_of(person) in STAFF_ROLES:
        check_role(person, RIGHTS[to], to)


def check_operator(person: str) -> None:
    """Refused with ``role_needed`` for everybody but an operator: no title of a panel's own manages the staff."""
    check_role(person, RIGHTS["manage the staff"], "manage the staff")
