"""Act four: the gateway's answer is lost on the way, and the money still goes once."""

from __future__ import annotations

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import HOST, Stage
from panel_refunds.worker import run_due


def lost_answer(stage: Stage, screen: Screen, figures: Figures) -> None:
    """Leo takes out all he has; the gateway runs the refund and its answer does not arrive."""
    stage.clock.stand("2025-09-04 16:00")
    asked = RefundAsked("leo", HOST, "default", "all", subject="Refund Request")
    request = request_refund(stage.desk, asked)
    with stage.desk.read() as books:
        decision = books.get_decision(request.decision_id)
    gross = figures.check("leo's gross", money(decision.gross), "17.26")
    net = figures.check("leo's net", money(decision.net or 0), "16.38")
    screen.say(f"Leo asks for all he has: {gross} can be paid (cents, rounded down), less the fee of 0.88: {net}.")
    lost = stage.cards.lose_next_answer()
    approve_refund(stage.desk, request.request_id, Approval(("finance-ana",)))
    run_due(stage.desk)
    if lost:
        state = figures.check("while nobody knows", _state(stage, request.request_id), "sending")
        screen.trouble(f'Stripe runs it and the line breaks: the request stays "{state}", nothing is sent again')
        stage.clock.wait(2)
        run_due(stage.desk)
    else:
        screen.say("At Stripe itself nobody can lose an answer on purpose: with the fake Stripe you see one get lost.")
    figures.check("after the look", _state(stage, request.request_id), "paid")
    figures.check("refunds at Stripe", len(stage.cards.refunds_of("leo")), 1)
    paid = figures.check("paid back to leo", stage.cards.paid_back("leo"), "16.38 USD")
    if lost:
        screen.good(f"a minute later the worker looks, finds its own attempt and adopts it: {paid}, sent once")
    rest = figures.check("what stays with leo", money(balance_of(stage.desk, "leo").cash), "0.00548583")
    screen.good(f"what is finer than a cent stays on his balance: {rest}")


def _state(stage: Stage, request_id: str) -> str:
    with stage.desk.read() as books:
        return books.get_request(request_id).state
