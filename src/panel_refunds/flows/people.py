"""People as they are named here: ``role-name`` (``finance-1``), in any case of letters.

Two people have two names: who is counted twice for one would be a second pair of eyes that nobody has. A member of the
staff who got another role has another name, and is the same person: there the name behind the role counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from panel_refunds.errors import Refused

STAFF_ROLES = ("support", "finance", "approver", "operator", "auditor")
"""What a member of the staff can be."""
ONLY_LOOK = frozenset({"auditor"})
"""The roles that change nothing, whatever a policy says."""


def role_of(person: str) -> str:
    """The role of ``role-name``: the text before the last dash; "" where there is no name behind it."""
    role, _, name = _spelled(person).rpartition("-")
    return role if name else ""


def login_of(person: str) -> str:
    """The name behind the role, by which a member of the staff signs in: ``ana`` of ``finance-ana``."""
    return person.rpartition("-")[2]


def check_acts(person: str) -> None:
    """Refused with ``role_needed`` for somebody whose role is to look and not to touch."""
    if role_of(person) in ONLY_LOOK:
        raise Refused("role_needed", f"{person} may look at everything here and change nothing.", field="by")


def check_named(person: str) -> None:
    """Refused with ``role_needed`` for a name without a role, and for somebody who may only look."""
    check_acts(person)
    if not role_of(person):
        text = f"{person[:80]!r} is no person of the staff: name them as role-name, like finance-ana."
        raise Refused("role_needed", text, field="by")


def check_role(person: str, roles: Sequence[str], to: str) -> None:
    """Refused with ``role_needed`` unless the person has one of these roles; ``to`` says what for (``approve``)."""
    if role_of(person) not in roles:
        raise Refused("role_needed", f"{person} may not {to}; that needs one of: {', '.join(roles)}.", field="by")


def is_same_person(one: str | None, other: str) -> bool:
    """Whether both names are of one person; None is nobody."""
    return one is not None and _identity(one) == _identity(other)


def different_people(people: Iterable[str]) -> list[str]:
    """Each person once, in the order named."""
    found: dict[str, str] = {}
    for person in people:
        found.setdefault(_identity(person), person)
    return list(found.values())


def _spelled(person: str) -> str:
    return person.strip().casefold()


def _identity(person: str) -> str:
    """What is the same for two names of one person: ``finance-ana`` became ``operator-ana``.

    Login names begin with a letter; ``finance-1`` and ``approver-1`` are a panel's own words for two people.
    """
    spelled = _spelled(person)
    role, _, name = spelled.rpartition("-")
    return name if role in STAFF_ROLES and name[:1].isalpha() else spelled
