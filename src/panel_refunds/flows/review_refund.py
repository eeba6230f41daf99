"""Finance decides a request: approve, decline, or ask the customer. A policy may let a rule do it.

An approval reads the facts again under the lock: if they no longer allow it, it is refused with that code and
nothing changes. What the rules deny is paid only past a window, a subject or a minimum, with a reason and two
different people; never beyond what is unspent, never a disputed payment, never to another destination.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from panel_refunds.errors import CODES, Refused
from panel_refunds.flows.approvals import OVERRIDERS, Agreed, Approval, people_agreed
from panel_refunds.flows.attaching import NO_FILES, Kept, attach, kept_files
from panel_refunds.flows.checking_files import Upload
from panel_refunds.flows.deciding import decide_now, fit_holds, held_refunds, let_go
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import gather
from panel_refunds.flows.people import check_role, different_people
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.stopping import not_sent
from panel_refunds.flows.ticketing import note, post, resume_clock, schedule_clock, stop_clock, tell
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import format_units, parse_payable
from panel_refunds.policy.automatic import may_approve_itself
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.refundable import OVERRIDABLE
from panel_refunds.refunds.refund import AT_GATEWAY, Refund, request_state
from panel_refunds.refunds.request import DECIDABLE, Ask, RefundRequest, RequestState
from panel_refunds.refunds.verdict import MARK
from panel_refunds.store import Books
from panel_refunds.tickets import letters


def approve_refund(desk: Desk, request_id: str, approval: Approval) -> RefundRequest:
    """Approve; with several approvers the last one sets the refunds free to be sent."""
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id

    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        request = books.get_request(request_id)
        if request.state not in DECIDABLE:
            raise Refused("request_closed" if not request.open else "request_not_in_review", state=request.state)

        # 1. Do today's facts allow it, and if not, may these people set the rule aside?
        decision, overridden = allowed_approval(desk, books, wallet, request, approval)

        # 2. Are all the people here whom the policy wants?
        people = people_agreed(desk, books, request, approval, Agreed(decision.gross, overridden))
        if people is None:
            desk.remember(books, request_id)
            return request

        # 3. Hold what is approved (a failed or undecided request held nothing) and set it free to be sent.
        books.add_decision(request_id, decision)
        request = replace(request, decision_id=decision.decision_id, overrides=tuple(sorted(overridden)))
        fit_holds(desk, books, wallet, request, decision)
        request = _set_free(desk, books, request, decision, people, approval.text)
        desk.remember(books, request_id)
    return request


def decline_refund(
    desk: Desk, request_id: str, *, by: str, text: str, files: Sequence[Upload] = NO_FILES
) -> RefundRequest:
    """Decline with a reason the customer reads; what was held is free again. Also for what is approved but not sent."""
    if not text.strip():
        raise Refused("reason_needed", "A decline needs a reason that the customer can read.", field="text")
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with kept_files(desk, files) as kept, desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        request = books.get_request(request_id)
        check_may_decline(desk, request, by)
        request = close_declined(desk, books, wallet, request, by=by, text=text, files=kept)
        desk.remember(books, request_id)
    return request


def check_may_decline(desk: Desk, request: RefundRequest, by: str) -> None:
    """Refused when the request cannot be declined any more, or not by this person."""
    if request.state not in DECIDABLE | {"approved"}:
        raise Refused("request_closed" if not request.open else "too_late", state=request.state)
    check_role(by, desk.tenant.policy_labelled(request.policy).rules.review.approvers, "decline")
    check_may(by, "decline")


def close_declined(
    desk: Desk,
    books: Books,
    wallet: Wallet,
    request: RefundRequest,
    *,
    by: str,
    text: str,
    files: Sequence[Kept] = (),
) -> RefundRequest:
    """End a request with a no: release what it holds, write the reason, stop the clock."""
    release_unsent(desk, books, wallet, request, "declined")
    before, state = {"state": request.state}, state_once_closed(books, request.request_id, "declined")
    request = replace(request, state=state, decided_at=desk.now(), decided_by=(by,), paused_at=None)
    books.save_request(request)
    after = {"state": request.state}
    books.add_action(by, "decline", request.request_id, desk.now(), text, {}, before=before, after=after)
    attach(books, tell(desk, books, request, "request_declined", letters.declined(text)), files)
    stop_clock(books, request)
    return request


def release_unsent(desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, why: str) -> list[Refund]:
    """Close every refund of a request that no gateway has, and release what it holds. (Clause 2.3 for its bonuses.)"""
    closed: list[Refund] = []
    for refund in books.refunds_of(request.request_id):
        if not_sent(books, refund):
            if any(attempt.state in ("sending", "unknown") for attempt in books.attempts_of(refund.refund_id)):
                raise Refused("too_late", "A send is under way and its outcome is not known.")
            closed.append(let_go(desk, books, wallet, refund, why))
            books.unschedule("pay", refund.refund_id)
    return closed


def state_once_closed(books: Books, request_id: str, otherwise: RequestState) -> RequestState:
    """The state of a request that was closed: where a gateway has, or had, a part of it, that part goes on."""
    refunds = held_refunds(books.refunds_of(request_id))
    if any(refund.state == "paid" or refund.state in AT_GATEWAY for refund in refunds):
        return request_state(refunds, otherwise)
    return otherwise


def ask_customer(
    desk: Desk, request_id: str, *, by: str, text: str, files: Sequence[Upload] = NO_FILES
) -> RefundRequest:
    """Ask the customer something: hold, bonuses and the time of the request stay, only the clock stops."""
    check_may(by, "ask the customer")
    if not text.strip():
        raise Refused("reason_needed", "Please write what the customer should answer.", field="text")
    with desk.read() as books:
        wallet_id = books.get_request(request_id).wallet_id
    with kept_files(desk, files) as kept, desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        request = books.get_request(request_id)
        if request.state != "in_review":
            raise Refused("request_not_in_review" if request.open else "request_closed", state=request.state)
        before = {"state": request.state}
        request = replace(request, state="waiting_for_customer", paused_at=desk.now())
        books.save_request(request)
        after = {"state": request.state}
        books.add_action(by, "ask", request_id, desk.now(), text, {}, before=before, after=after)
        attach(books, note(desk, books, request, "staff", text, author=by), kept)
        post(desk, books, "customer_asked", text, customer=request.customer_id, request_id=request_id)
        stop_clock(books, request)
        desk.remember(books, request_id)
    return request


def approve_by_rule(desk: Desk, books: Books, request: RefundRequest, decision: Decision) -> RefundRequest:
    """Approve without a person where the policy lets a rule do it and nothing asks for one."""
    rule = desk.tenant.policy_labelled(request.policy).rules.review.auto_approve
    if rule is None or request.state != "in_review":
        return request
    since = desk.now() - timedelta(days=rule.days)
    before = books.approved_gross_since(request.customer_id, request.currency, since)
    if not may_approve_itself(decision, rule, before, request.currency):
        return request
    return _set_free(desk, books, request, decision, ("rule:auto_approve",), "")


def decline_by_rule(desk: Desk, books: Books, request: RefundRequest, decision: Decision) -> RefundRequest:
    """Decline without a person where the policy says so."""
    rules = desk.tenant.policy_labelled(request.policy).rules.review
    if not rules.auto_decline or decision.recommend != "decline" or decision.for_a_person:
        return request
    text = " ".join(finding.text for finding in decision.findings if finding.effect == "deny")
    wallet = books.wallet(request.wallet_id)
    return close_declined(desk, books, wallet, request, by="rule:auto_decline", text=text)


def allowed_approval(
    desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, approval: Approval
) -> tuple[Decision, frozenset[str]]:
    """The decision that is approved, and the codes set aside for it; refused with the code of what stands against.

    Writes nothing. Setting a rule aside takes two people and a reason: both at once, or one after the other where the
    approval ``waits``.
    """
    earlier = books.get_decision(request.decision_id)
    mine = _refunds_in_question(books, request)
    ask, less = _approved_ask(request, earlier, mine, approval)
    gathered = gather(desk, books, wallet, ask=ask, request=request)
    if mine:
        # What came back to other deposits meanwhile was not asked for: the same money goes as was set aside.
        asked_of = {refund.deposit_id for refund in mine}
        deposits = tuple(each for each in gathered.snapshot.deposits if each.deposit_id in asked_of)
        gathered = replace(gathered, snapshot=replace(gathered.snapshot, deposits=deposits))
    kept = [finding for finding in earlier.findings if finding.rule.startswith(MARK) and finding.effect != "deny"]
    submitted_at = request.submitted_at or desk.now()
    plain = decide_now(desk, gathered, ask, procedure=request.policy, submitted_at=submitted_at, said=kept)
    if _is_yes(plain, ask):
        _must_explain(less, approval)
        return plain, frozenset()
    against = _against(plain)
    if against not in OVERRIDABLE:
        raise Refused(against, _text_of(plain, against))
    decision = decide_now(
        desk, gathered, ask, procedure=request.policy, submitted_at=submitted_at, said=kept, overrides=OVERRIDABLE
    )
    if not _is_yes(decision, ask):
        against = _against(decision)
        raise Refused(against, _text_of(decision, against))
    alone = len(different_people(approval.by)) < OVERRIDERS
    if not approval.text.strip() or (alone and not approval.waits):
        text = f"Setting {against} aside needs two different people and a reason."
        raise Refused("reason_needed" if approval.waits else "second_person_needed", text, field="by")
    return decision, frozenset(code for code in plain.reasons if code in OVERRIDABLE)


def _refunds_in_question(books: Books, request: RefundRequest) -> list[Refund]:
    """The refunds that stand, the last of each deposit: those set aside, or those that failed."""
    last = {refund.deposit_id: refund for refund in held_refunds(books.refunds_of(request.request_id))}
    return [refund for refund in last.values() if refund.state in ("held", "failed")]


def _approved_ask(
    request: RefundRequest, earlier: Decision, refunds: Sequence[Refund], approval: Approval
) -> tuple[Ask, bool]:
    """What is approved: the amount given, else what was set aside, else what was asked; and whether it is less."""
    planned = earlier.gross if earlier.holds else 0
    if request.state == "failed":
        planned = sum(refund.gross for refund in refunds)
    most = planned or request.ask.amount
    if approval.amount is None:
        return replace(request.ask, amount=most, everything=most is None), False
    amount = parse_payable(approval.amount, request.currency)
    if most is not None and amount > most:
        text = f"At most {format_units(most, request.currency)} was asked for and can be approved."
        raise Refused("exceeds_unspent", text, field="amount")
    return replace(request.ask, amount=amount, everything=False), most is not None and amount < most


def _must_explain(less: bool, approval: Approval) -> None:
    if less and not approval.text.strip():
        raise Refused("reason_needed", "Approving less than recommended needs a reason.", field="text")


def _is_yes(decision: Decision, ask: Ask) -> bool:
    whole = ask.amount is None or decision.gross == ask.amount
    return decision.recommend == "approve" and whole


def _against(decision: Decision) -> str:
    """The code that stands against an approval: a denial before a wait, before a question, before a cap.

    A plugin's rule may have a code of its own, which is none of ours.
    """
    for effect in ("deny", "wait", "ask", "cap"):
        for finding in decision.findings:
            if finding.effect == effect:
                return finding.code if finding.code in CODES else "rule_denied"
    return "nothing_unspent"


def _text_of(decision: Decision, code: str) -> str | None:
    """The finding's own sentence; ``rule_denied`` stands for whatever code a plugin's rule had."""
    texts = {finding.code if finding.code in CODES else "rule_denied": finding.text for finding in decision.findings}
    return texts.get(code)


def _set_free(
    desk: Desk, books: Books, request: RefundRequest, decision: Decision, people: Sequence[str], text: str
) -> RefundRequest:
    for refund in books.refunds_of(request.request_id):
        if refund.state == "held":
            books.save_refund(replace(refund, state="approved"))
            books.schedule("pay", refund.refund_id, desk.now())
    stop_clock(books, request)
    before = {"state": request.state}
    request = replace(
        resume_clock(desk, request), state="approved", decided_at=desk.now(), decided_by=tuple(people), offer_until=None
    )
    books.save_request(request)
    figures = {"gross": format_units(decision.gross, request.currency), "overrides": ", ".join(request.overrides)}
    after = {"state": request.state}
    books.add_action(
        ", ".join(people), "approve", request.request_id, desk.now(), text, figures, before=before, after=after
    )
    letter = letters.approved(decision.gross, decision.net or 0, request.currency)
    tell(desk, books, request, "request_approved", letter)
    return request


def put_back_in_review(desk: Desk, books: Books, request: RefundRequest) -> RefundRequest:
    """The customer has answered: finance's clock goes on."""
    request = replace(resume_clock(desk, request), state="in_review", offer_until=None)
    books.save_request(request)
    books.unschedule("expire_offer", request.request_id)
    schedule_clock(desk, books, request)
    return request
