"""Requests against their refunds and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.refunds.audit.wallet_facts import RequestFacts, WalletFacts
from panel_refunds.refunds.refund import HOLDING, Refund, request_state

DERIVED = frozenset({"approved", "sending", "sent", "paid", "failed"})
"""States that a request has from its refunds; the others are people's words."""


def check_requests(facts: WalletFacts) -> Iterator[Fault]:
    """Every request of the wallet."""
    for request in facts.requests.values():
        owner = (request.wallet_id, request.customer_id, request.currency)
        if owner != (facts.wallet_id, facts.customer_id, facts.currency):
            text = f"It is in {request.currency}, its wallet in {facts.currency}."
            yield fault("request_misplaced", text, facts.wallet_id, request.request_id)
        if facts.decisions.get(request.decision_id) != request.request_id:
            text = f"The decision {request.decision_id!r} is not one about this request."
            yield fault("decision_missing", text, facts.wallet_id, request.request_id, request.decision_id)
        mine = facts.refunds_of_request[request.request_id]
        # What a later decision replaced counts no more.
        yield from _state(facts, request, [refund for refund in mine if refund.why != "replaced"])


def _state(facts: WalletFacts, request: RequestFacts, refunds: Sequence[Refund]) -> Iterator[Fault]:
    states = [refund.state for refund in refunds]
    ids = (facts.wallet_id, request.request_id, *(refund.refund_id for refund in refunds))
    told = f"It is {request.state}, its refunds are {', '.join(states) or 'none'}."
    if request.state in DERIVED:
        wrong = not refunds or request_state(refunds, "in_review") != request.state
    elif request.state in ("declined", "withdrawn"):
        wrong = any(state == "paid" or state in HOLDING for state in states)
    else:
        wrong = any(state in ("approved", "sending", "sent", "paid") for state in states)
    if wrong:
        yield fault("request_state_differs", told, *ids)
