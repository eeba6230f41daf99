"""An account is terminated, or its balance forfeited.

Termination ends refunds under the policy; order refunds still reach the balance. (6.1) Forfeiture takes all money, own
and bonus, at once and for good: two different people, a cause, evidence. What was not sent is stopped; what a gateway
already has goes on and is recorded. (6.2)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import different_people
from panel_refunds.flows.review_refund import release_unsent, state_once_closed
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.stopping import not_sent, stop_refund
from panel_refunds.flows.ticketing import post, stop_clock, tell
from panel_refunds.ledger.customer import Customer
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.refunds.refund import HOLDING
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Books
from panel_refunds.tickets import letters


def terminate_account(desk: Desk, customer_id: str, *, cause: str, by: str) -> Customer:
    """End refunds for a customer who broke the rules; the balance stays where it is."""
    check_may(by, "terminate an account")
    if not cause.strip():
        raise Refused("reason_needed", field="cause")
    with desk.read() as books:
        wallets = books.wallets_of(customer_id)
        books.get_customer(customer_id)
    with desk.begin(*wallets) as books:
        desk.stop_if_replayed(books)
        customer = books.get_customer(customer_id)
        if customer.state == "forfeited":
            raise Refused("already_forfeited")
        before = {"account": customer.state}
        customer = replace(customer, state="terminated", changed_at=desk.now(), cause=cause)
        books.save_customer(customer)
        for wallet_id in wallets:
            _stop_not_run(desk, books, books.wallet(wallet_id))
        after = {"account": customer.state}
        books.add_action(by, "terminate", customer_id, desk.now(), cause, {}, before=before, after=after)
        post(desk, books, "account_terminated", cause, facts={"customer": customer_id})
        desk.remember(books, customer_id)
    return customer


def forfeit_account(desk: Desk, customer_id: str, *, cause: str, evidence: str, by: Sequence[str]) -> int:
    """Take the whole balance; returns the units taken over all currencies of the customer."""
    for person in by:
        check_may(person, "forfeit an account")
    if not cause.strip():
        raise Refused("reason_needed", field="cause")
    if not evidence.strip():
        raise Refused("evidence_needed", field="evidence")
    rules = desk.tenant.policy_at(desk.tenant.policy_name, desk.now()).rules.accounts.forfeiture
    people = different_people(by)
    if len(people) < rules.people:
        raise Refused("second_person_needed", f"A forfeiture needs {rules.people} different people.", field="by")
    with desk.read() as books:
        wallets = books.wallets_of(customer_id)
        books.get_customer(customer_id)

    with desk.begin(*wallets) as books:
        desk.stop_if_replayed(books)
        customer = books.get_customer(customer_id)
        if customer.state == "forfeited":
            raise Refused("already_forfeited")
        books.save_customer(replace(customer, state="forfeited", changed_at=desk.now(), cause=cause))
        taken = 0
        for wallet_id in wallets:
            wallet = books.wallet(wallet_id)
            spare = _stop_requests(desk, books, wallet)
            taken += forfeit_wallet(wallet, about=customer_id, takes=rules.takes, spare=spare, at=desk.now())
        facts = {"evidence": evidence, "takes": ", ".join(rules.takes), "taken": str(taken)}
        before, after = {"account": customer.state}, {"account": "forfeited"}
        books.add_action(
            ", ".join(people), "forfeit", customer_id, desk.now(), cause, facts, before=before, after=after
        )
        post(desk, books, "account_forfeited", cause, facts={"customer": customer_id})
        desk.remember(books, customer_id)
    return taken


def _stop_not_run(desk: Desk, books: Books, wallet: Wallet) -> None:
    """A refund that counts as sent but that its gateway did not run would never be anything else any more."""
    for refund in books.refunds_of_wallet(wallet.wallet_id):
        if refund.state == "sending" and not_sent(books, refund):
            stop_refund(desk, books, wallet, refund, "account_terminated")


def _stop_requests(desk: Desk, books: Books, wallet: Wallet) -> set[str]:
    """Close every request with nothing at a gateway; returns the refunds that go on."""
    going_on: set[str] = set()
    for request in books.open_requests(wallet.wallet_id):
        refunds = [refund for refund in books.refunds_of(request.request_id) if refund.state in HOLDING]
        sent = {refund.refund_id for refund in refunds if not not_sent(books, refund)}
        going_on |= sent
        release_unsent(desk, books, wallet, request, "account_forfeited")
        state = state_once_closed(books, request.request_id, "declined")
        if state == "declined":
            _close_forfeited(desk, books, request)
        else:
            books.save_request(replace(request, state=state))
    return going_on


def _close_forfeited(desk: Desk, books: Books, request: RefundRequest) -> None:
    finding = Finding("account", "deny", "account_forfeited", "6.2", "The balance of this account was forfeited.")
    decision = Decision(
        desk.new_id("decision"), desk.now(), "decline", request.ask.amount, (), (finding,), request.policy
    )
    books.add_decision(request.request_id, decision)
    request = replace(
        request, state="declined", decided_at=desk.now(), decision_id=decision.decision_id, paused_at=None
    )
    books.save_request(request)
    tell(desk, books, request, "request_declined", letters.forfeited())
    stop_clock(books, request)
