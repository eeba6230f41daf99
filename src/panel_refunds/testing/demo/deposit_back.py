"""Act three: Maya wants her deposit back; the decision line by line, two people's work, and the payment."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import confirm_offer
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.spelled_out import spelled_out
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import HOST, Stage
from panel_refunds.worker import run_due


def deposit_back(stage: Stage, screen: Screen, figures: Figures) -> RefundRequest:
    """From the quote to the money at the bank; returns the request as it ends."""
    stage.clock.stand("2025-09-03 09:30")
    quote = quote_balance(stage.desk, "maya")
    gross = figures.check("maya's quote", money(quote.refundable), "40.00")
    net = figures.check("what would arrive", money(quote.receives or 0), "38.25")
    screen.say(f"Her page says: {gross} can be taken back, {net} would arrive, a bonus of 5.00 would be cancelled.")
    screen.say("She opens a ticket and asks for 45.00, all that she sees on her balance.")
    screen.gap()
    request = request_refund(stage.desk, _asked("maya", "45.00"))
    _show_decision(stage, screen, figures, request)
    _second_request(stage, screen, figures)
    request = confirm_offer(stage.desk, request.request_id, customer_id="maya")
    figures.check("the request after her yes", request.state, "in_review")
    kept = balance_of(stage.desk, "maya")
    figures.check("set aside", money(kept.held), "40.00")
    due = figures.check("to be answered by", _day(stage, request), "2025-09-10")
    screen.good(f"she accepts the offer: 40.00 is set aside, finance answers by {due} (five working days)")
    return _paid(stage, screen, figures, request)


def _asked(customer: str, amount: str) -> RefundAsked:
    return RefundAsked(customer, HOST, "default", amount, subject="Refund Request", text="I am leaving, thank you.")


def _show_decision(stage: Stage, screen: Screen, figures: Figures, request: RefundRequest) -> None:
    with stage.desk.read() as books:
        decision = books.get_decision(request.decision_id)
    figures.check("recommended", decision.recommend, "offer")
    screen.table(("clause", "what the policy says", "figures"), _lines(decision))
    total = next((found for finding in decision.findings if (found := spelled_out(finding))), "")
    screen.total(figures.check("the sum", total, "50.00 − 10.00 spent − 1.75 fee = 38.25"))
    screen.gap()


def _lines(decision: Decision) -> list[tuple[str, str, str]]:
    return [
        (
            finding.clause,
            finding.text,
            ", ".join(f"{name} {_short(value)}" for name, value in finding.figures.items() if name in _TOLD),
        )
        for finding in decision.findings
    ]


def _short(value: str) -> str:
    """A date-time to the minute; an amount as it is."""
    return value[:16].replace("T", " ") if "T" in value else value


_TOLD = ("asked", "possible", "bonus", "until", "gross", "fee", "net")


def _second_request(stage: Stage, screen: Screen, figures: Figures) -> None:
    try:
        request_refund(stage.desk, _asked("maya", "10.00"))
    except Refused as refused:
        figures.check("a second request", refused.code, "request_open")
        screen.trouble(f"she clicks twice: refused, {refused.code}; one request per deposit")
    else:
        figures.check("a second request", "accepted", "request_open")


def _paid(stage: Stage, screen: Screen, figures: Figures, request: RefundRequest) -> RefundRequest:
    stage.clock.stand("2025-09-04 15:00")
    approve_refund(stage.desk, request.request_id, Approval(("finance-ana",)))
    run_due(stage.desk)
    with stage.desk.read() as books:
        request = books.get_request(request.request_id)
        (refund,) = books.refunds_of(request.request_id)
        last = books.messages_of(request.request_id)[-1].text
    figures.check("the request in the end", request.state, "paid")
    sent = figures.check("paid back at the gateway", stage.cards.paid_back("maya"), "38.25 USD")
    screen.good(
        f"finance-ana approves on Thursday; the worker sends {sent} to the card it came from, {refund.reference}"
    )
    screen.good(f'her ticket says: "{last}"')
    kept = balance_of(stage.desk, "maya")
    figures.check("maya's balance in the end", money(kept.cash + kept.bonus + kept.held), "0.00")
    screen.gap()
    screen.total("40.00 left the balance = 38.25 at Maya's bank + 1.75 that the processor had kept; the bonus is void")
    return request


def _day(stage: Stage, request: RefundRequest) -> str:
    return stage.desk.tenant.calendar.day_of(request.due_at).isoformat() if request.due_at else "never"
