"""Whether all the people are here whom an approval needs.

The policy names the roles, one different person for each. Who opened a request for a customer may not approve it.
People approve one after the other, each in front of their own screen, and all have to mean the same: a yes to another
amount, or from before the facts changed, does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_role, different_people, is_same_person, role_of
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.money import format_units
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books

AGREE = "agree"
"""The action under which a yes is recorded that waits for others."""
OVERRIDERS = 2
"""How many different people it takes to set a rule aside, whatever the policy wants besides."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves, why, and how much (a decimal string; None: as recommended). A plain yes needs no ``text``.

    ``waits``: where a rule has to be set aside, which takes two people, this yes is noted and waits for another.
    """

    by: tuple[str, ...]
    text: str = ""
    amount: str | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What people say yes to: so many units, and these rules set aside. Who said yes to something else has not."""

    gross: int
    overrides: frozenset[str]

    @property
    def facts(self) -> dict[str, str]:
        """The same for the record."""
        return {"gross": format_units(self.gross), "overrides": ", ".join(sorted(self.overrides))}


def people_agreed(
    desk: Desk, books: Books, request: RefundRequest, approval: Approval, agreed: Agreed
) -> tuple[str, ...] | None:
    """Who has approved just this, once that is everybody who is needed; None while somebody is missing.

    Who approves is noted. Refused with ``role_needed``, and with ``second_person_needed`` for whoever opened the
    request or has approved it before.
    """
    check_may_approve(desk, request, approval.by)
    present = agreeing(books, request, agreed)
    new = [
        person for person in different_people(approval.by) if not any(is_same_person(each, person) for each in present)
    ]
    needed = still_needed(desk, request, [*present, *new], agreed)
    if needed and not new:
        raise Refused(
            "second_person_needed", f"You have approved already; still needed: {', '.join(needed)}.", field="by"
        )
    for person in new:
        books.add_approval(request.request_id, person, role_of(person), desk.now(), approval.text)
        if needed:
            books.add_action(person, AGREE, request.request_id, desk.now(), approval.text, agreed.facts)
    return None if needed else (*present, *new)


def check_may_approve(desk: Desk, request: RefundRequest, people: Sequence[str]) -> None:
    """Refused unless each of them has one of the roles, and has not opened the request."""
    review = desk.tenant.policy_labelled(request.policy).rules.review
    if not people:
        raise Refused("field_missing", "Who approves?", field="by")
    for person in people:
        check_role(person, review.approvers, "approve")
        check_may(person, "approve")
        if is_same_person(request.opened_by, person) and not review.opener_may_approve:
            raise Refused("second_person_needed", "Who opened the request may not approve it.", field="by")


def agreeing(books: Books, request: RefundRequest, agreed: Agreed) -> list[str]:
    """Who said yes so far, since the request was decided last, and to just this."""
    said = {action.actor: action.facts for action in books.actions_of(request.request_id) if action.action == AGREE}
    return [
        each.person
        for each in books.approvals_of(request.request_id)
        if not (request.decided_at and each.at <= request.decided_at)
        and said.get(each.person, Agreed(agreed.gross, frozenset()).facts) == agreed.facts
    ]


def still_needed(desk: Desk, request: RefundRequest, present: Collection[str], agreed: Agreed) -> list[str]:
    """The roles whose yes is missing; for a rule that is set aside at least one more of any."""
    approvers = desk.tenant.policy_labelled(request.policy).rules.review.approvers
    missing = missing_roles(approvers, present)
    if not missing and agreed.overrides and len(different_people(present)) < OVERRIDERS:
        return [approvers[-1]]
    return missing


def approvers_of(desk: Desk, books: Books, refund: Refund) -> tuple[str, ...]:
    """The roles that may approve the request of this refund, and so may say what became of it."""
    request = books.get_request(refund.request_id)
    return desk.tenant.policy_labelled(request.policy).rules.review.approvers


def missing_roles(wanted: Sequence[str], present: Collection[str]) -> list[str]:
    """The roles for which nobody has approved yet, one different person for each."""
    free = different_people(present)
    missing: list[str] = []
    for role in wanted:
        person = next((each for each in free if role_of(each) == role), None)
        if person is None:
            missing.append(role)
        else:
            free.remove(person)
    return missing
