"""Act five: a refund that had succeeded comes back from the bank; its money is where it was, and the ticket is open."""

from __future__ import annotations

import time

from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import GATEWAY, HOST, Stage
from panel_refunds.worker import run_due

PAID = Money.of("40.00", "USD")
CARD = "pm_card_refundFail"
_SECONDS_AT_STRIPE = 60


def late_failure(stage: Stage, screen: Screen, figures: Figures) -> None:
    """Zoe's card is closed: Stripe says that her refund succeeded, and some time later that it failed."""
    charge = stage.cards.pay("zoe", PAID, CARD)
    verify_and_credit(stage.desk, PaymentTaken("zoe", GATEWAY, charge, PAID))
    request = request_refund(stage.desk, RefundAsked("zoe", HOST, "default", "all", subject="Refund Request"))
    approve_refund(stage.desk, request.request_id, Approval(("finance-ana",)))
    run_due(stage.desk)
    figures.check("zoe's request at first", _now(stage, request).state, "paid")
    sent = figures.check("paid back to zoe", stage.cards.paid_back("zoe"), "38.54 USD")
    screen.say(f"Zoe pays in 40.00, changes her mind, and is paid back {sent}: her request is paid.")
    stage.clock.wait(3 * 24 * 60)
    if not _comes_back(stage, screen, request):
        return
    figures.check("zoe's request in the end", _now(stage, request).state, "failed")
    figures.check("standing at the gateway", stage.cards.paid_back("zoe"), "0.00 USD")
    back = figures.check("zoe's balance", money(balance_of(stage.desk, "zoe").cash), "40.00")
    with stage.desk.read() as books:
        last = books.messages_of(request.request_id)[-1].text
    screen.good(f"the entry is reversed: {back} is on her balance again, the fee is not kept, her ticket is open")
    screen.good(f'her ticket says: "{last}"')


def _comes_back(stage: Stage, screen: Screen, request: RefundRequest) -> bool:
    messages = stage.cards.send_back("zoe", stage.clock())
    if messages is not None:
        # The bank may say it twice, as webhooks do.
        for message in (*messages, *messages):
            hear_gateway(stage.desk, GATEWAY, message.body, {"stripe-signature": message.signature})
        run_due(stage.desk)
        screen.trouble("three days later her bank sends it back: her card is closed; Stripe's webhook says so, twice")
        return True
    with stage.desk.read() as books:
        (refund,) = books.refunds_of(request.request_id)
    for _ in range(_SECONDS_AT_STRIPE):
        if follow_refund(stage.desk, refund.refund_id).state == "failed":
            screen.trouble("her bank sends it back: her card is closed, and Stripe says so when it is asked")
            return True
        time.sleep(1)
    screen.say(
        "Stripe has not let it fail within a minute, and nobody can hurry it; with the fake Stripe you see it fail."
    )
    return False


def _now(stage: Stage, request: RefundRequest) -> RefundRequest:
    with stage.desk.read() as books:
        return books.get_request(request.request_id)
