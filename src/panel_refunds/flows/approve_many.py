"""Somebody approves many requests at once: those that the rules recommend, each by itself.

Every approval is a transaction of its own with an idempotency key of its own, made from the form's key and the
request's id. So one that is refused, or breaks, takes no other with it, and the whole sent twice approves each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.desk import Desk, Once, Replayed
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.refunds.request import RefundRequest

MOST = 50
"""How many fit into one list: each is looked at by whoever sends it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A request, and the amount (a decimal string) that whoever chose it saw: another one is not approved."""

    request_id: str
    amount: str


@dataclass(frozen=True, slots=True)
class ApprovedOne:
    """What became of one: ``approved``, ``waits`` for another person's yes, ``refused`` and why, or ``broke``.

    ``before``: it was done by an earlier sending of the same list.
    """

    request_id: str
    outcome: Literal["approved", "waits", "refused", "broke"]
    request: RefundRequest | None = None
    refused: Refused | None = None
    before: bool = False


def approve_many(desk: Desk, chosen: Sequence[Chosen], *, by: str) -> list[ApprovedOne]:
    """Approve each; the answers are in the order of ``chosen``. Refused only when there are none or too many."""
    once = {each.request_id: each for each in chosen}
    if not once:
        raise Refused("field_missing", "Choose at least one request.", field="requests")
    if len(once) > MOST:
        raise Refused("field_invalid", f"At most {MOST} requests fit into one list.", field="requests")
    return [_one(desk, each, by) for each in once.values()]


def _one(desk: Desk, each: Chosen, by: str) -> ApprovedOne:
    its_own = desk.with_once(_key_of(desk.once, each, by))
    try:
        request = desk.store.retrying(lambda: _approve(its_own, each, by))
    except Replayed:
        return replace(_as_it_is(desk, each), before=True)
    except Refused as refused:
        return ApprovedOne(each.request_id, "refused", refused=refused)
    except Exception as error:  # noqa: BLE001 - the others must not be lost for it; what it was stands in the log
        desk.log.warning("approval_broke", request=each.request_id, error=told_of(error))
        return ApprovedOne(each.request_id, "broke")
    return _outcome(request)


def _approve(desk: Desk, each: Chosen, by: str) -> RefundRequest:
    with desk.read() as books:
        desk.stop_if_replayed(books)
        request = books.get_request(each.request_id)
    if request.recommend != "approve":
        text = "The rules do not recommend to approve it: decide it on its own page."
        raise Refused("at_discretion", text, recommend=request.recommend)
    return approve_refund(desk, each.request_id, Approval((by,), amount=each.amount))


def _as_it_is(desk: Desk, each: Chosen) -> ApprovedOne:
    with desk.read() as books:
        return _outcome(books.get_request(each.request_id))


def _outcome(request: RefundRequest) -> ApprovedOne:
    waits = request.state in ("in_review", "waiting_for_customer")
    return ApprovedOne(request.request_id, "waits" if waits else "approved", request)


def _key_of(once: Once | None, each: Chosen, by: str) -> Once | None:
    if once is None:
        return None
    return Once(once.scope, f"{once.key}:{each.request_id}", f"approve:{each.request_id}:{each.amount}:{by}")
