"""Whether all the people are here whom an approval needs.

The policy names the roles, one different person for each. Who opened a request for a customer may not approve it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_role, different_people, is_same_person, role_of
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves, why, and how much (a decimal string; None: as recommended). A plain yes needs no ``text``."""

    by: tuple[str, ...]
    text: str = ""
    amount: str | None = None


def people_ready(desk: Desk, books: Books, request: RefundRequest, approval: Approval) -> bool:
    """Note who approves, and whether that is everybody the policy wants; refused when somebody may not."""
    review = desk.tenant.policy_labelled(request.policy).rules.review
    if not approval.by:
        raise Refused("field_missing", "Who approves?", field="by")
    for person in approval.by:
        check_may(person, "approve")
        check_role(person, review.approvers, "approve")
        if is_same_person(request.opened_by, person) and not review.opener_may_approve:
            raise Refused("second_person_needed", "Who opened the request may not approve it.", field="by")
    present = [each.person for each in books.approvals_of(request.request_id)]
    for person in approval.by:
        if not any(is_same_person(each, person) for each in present):
            role = role_of(person)
            books.add_approval(request.request_id, person, role, desk.now(), approval.text)
            if len(review.approvers) > 1:
                _note_yes(desk, books, request, person, approval.text, len(present))
            present.append(person)
    return not missing_roles(review.approvers, present)


def _note_yes(desk: Desk, books: Books, request: RefundRequest, person: str, text: str, before: int) -> None:
    """Where several have to agree, each one's yes is an act of its own."""
    was, now = {"agreed": str(before)}, {"agreed": str(before + 1)}
    books.add_action(person, "agree", request.request_id, desk.now(), text, before=was, after=now)


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
