"""The customer answers in the ticket: confirms an offer, takes the request back, or replies with what was missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from panel_refunds.errors import Refused
from panel_refunds.flows.asking_checks import ask_checks
from panel_refunds.flows.attaching import NO_FILES, attach, kept_files
from panel_refunds.flows.checking_files import Upload
from panel_refunds.flows.deciding import redecide
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.moving_on import move_on
from panel_refunds.flows.review_refund import put_back_in_review, release_unsent, state_once_closed
from panel_refunds.flows.ticketing import note, post, stop_clock, tell
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import parse_payable
from panel_refunds.policy.finding import Finding
from panel_refunds.refunds.request import Ask, RefundRequest, Target
from panel_refunds.store import Books
from panel_refunds.tickets import letters
from panel_refunds.tickets.clock import due_at


@dataclass(frozen=True, slots=True)
class Reply:
    """What the customer adds; a field left out stays as it was. ``amount`` is a decimal string or ``"all"``.

    ``files`` come with the words.
    """

    text: str = ""
    subject: str | None = None
    amount: str | None = None
    target: Target | None = None
    about: str | None = None
    files: tuple[Upload, ...] = NO_FILES


def confirm_offer(desk: Desk, request_id: str, *, customer_id: str | None = None) -> RefundRequest:
    """The customer accepts the offered amount: the request goes to finance as one for that amount."""
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        request = _owned(books, request_id, customer_id)
        if request.state != "waiting_for_customer" or request.recommend != "offer":
            raise Refused("request_not_waiting" if request.open else "request_closed", state=request.state)
        offered = books.get_decision(request.decision_id).gross
        request = replace(request, ask=replace(request.ask, amount=offered, everything=False))
        request, decision = redecide(desk, books, wallet, request)
        note(desk, books, request, "customer", "The offer is accepted.", author="customer")
        # The facts may have changed since: then there is another offer to make, or none.
        request = move_on(desk, books, request, decision)
        desk.remember(books, request_id)
    return request


def withdraw_request(desk: Desk, request_id: str, *, customer_id: str | None = None) -> RefundRequest:
    """The customer takes the request back; possible until something was sent."""
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        request = _owned(books, request_id, customer_id)
        if request.state not in ("waiting_for_customer", "in_review", "approved"):
            raise Refused("too_late" if request.open else "request_closed", state=request.state)
        request = close_withdrawn(desk, books, wallet, request)
        desk.remember(books, request_id)
    return request


def close_withdrawn(desk: Desk, books: Books, wallet: Wallet, request: RefundRequest) -> RefundRequest:
    """End a request without an answer of finance; what it held is free again."""
    release_unsent(desk, books, wallet, request, "withdrawn")
    state = state_once_closed(books, request.request_id, "withdrawn")
    request = replace(request, state=state, paused_at=None, offer_until=None)
    books.save_request(request)
    tell(desk, books, request, "request_withdrawn", letters.withdrawn())
    stop_clock(books, request)
    return request


def reply_to_request(desk: Desk, request_id: str, reply: Reply, *, customer_id: str | None = None) -> RefundRequest:
    """The customer writes into the ticket, and may add what was missing.

    A request is as old as its complete form: what completes it now is submitted now. (Clause 5)
    """
    # 1. Nothing is said to a closed ticket; a new amount or target means that the checks look again.
    with desk.read() as books:
        request = _owned(books, request_id, customer_id)
        facts = books.facts_of(request_id)
    if not request.open and request.state != "failed":
        raise Refused("request_closed", state=request.state)
    ask = _with_reply(desk, request, reply)
    heard = ask_checks(desk, request.wallet_id, ask, request.customer_id, facts) if ask != request.ask else None

    # 2. Note the reply; what changed is decided again.
    with kept_files(desk, reply.files) as files, desk.begin(request.wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(request.wallet_id)
        request = books.get_request(request_id)
        books.add_verdicts(request_id, heard.verdicts if heard else ())
        words = reply.text or ("" if files else "(no text)")
        attach(books, note(desk, books, request, "customer", words, author="customer"), files)
        post(desk, books, "customer_replied", "The customer has replied.", request_id=request_id)
        if heard is not None and request.state in ("waiting_for_customer", "in_review"):
            request = _ask_anew(desk, books, wallet, request, ask, heard.findings)
        elif request.state == "waiting_for_customer" and request.recommend not in ("ask", "offer"):
            request = put_back_in_review(desk, books, request)
        desk.remember(books, request_id)
    return request


def _owned(books: Books, request_id: str, customer_id: str | None) -> RefundRequest:
    request = books.get_request(request_id)
    if customer_id is not None and request.customer_id != customer_id:
        raise Refused("not_found", field="request")
    return request


def _with_reply(desk: Desk, request: RefundRequest, reply: Reply) -> Ask:
    ask = request.ask
    if reply.subject is not None:
        ask = replace(ask, subject=reply.subject)
    if reply.amount is not None:
        everything = reply.amount == "all"
        amount = None if everything else parse_payable(reply.amount, request.currency)
        ask = replace(ask, amount=amount, everything=everything)
    if reply.target is not None:
        with desk.read() as books:
            if reply.target in ("deposit", "order"):
                noun = books.get_deposit if reply.target == "deposit" else books.get_order
                if noun(reply.about or "").wallet_id != request.wallet_id:
                    raise Refused("not_found", f"There is no such {reply.target} of this customer.", field="of")
        ask = replace(ask, target=reply.target, about=reply.about)
    required = desk.tenant.policy_labelled(request.policy).rules.tickets.required
    if "reason" in required and not ask.reason.strip():
        ask = replace(ask, reason=reply.text)
    return ask


def _ask_anew(
    desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, ask: Ask, said: Sequence[Finding]
) -> RefundRequest:
    """Decide what is asked for now; whoever asks for more than before, or for other money, asks at this moment."""
    complete = request.submitted_at is not None and not _asks_for_more(ask, request.ask)
    if not complete:
        request = replace(request, submitted_at=None)
    request, decision = redecide(desk, books, wallet, replace(request, ask=ask), said)
    if decision.recommend != "ask" and not complete:
        now, within = desk.now(), desk.tenant.policy_labelled(request.policy).rules.review.within
        due = due_at(now, within, desk.tenant.calendar)
        request = replace(request, submitted_at=now, due_at=due, paused_at=None)
    return move_on(desk, books, request, decision)


def _asks_for_more(ask: Ask, before: Ask) -> bool:
    if (ask.target, ask.about) != (before.target, before.about):
        return True
    if before.everything:
        return False
    return ask.everything or (ask.amount or 0) > (before.amount or 0)
