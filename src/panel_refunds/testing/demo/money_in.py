"""Act one: two customers pay in, and buy."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.flows.record_placement import record_placement
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.testing.demo.balance import balance_of, money
from panel_refunds.testing.demo.figures import Figures
from panel_refunds.testing.demo.screen import Screen
from panel_refunds.testing.demo.stage import GATEWAY, PROVIDER, Stage


@dataclass(frozen=True, slots=True)
class Bought:
    """What the later acts speak of: Maya's deposit, and the orders by their names in the story."""

    deposit: str
    orders: dict[str, str]


def pay_in(stage: Stage, screen: Screen, figures: Figures) -> Bought:
    """Deposits with their fees, orders at the upstream panel, and one order that the panel refuses."""
    screen.say("Maya pays in 50.00 by card, the processor keeps 1.75 of it. Leo pays in 20.00, less 0.88.")
    maya = _deposit(stage, figures, "maya", "50.00", "1.75", "pm_card_visa")
    _deposit(stage, figures, "leo", "20.00", "0.88", "pm_card_mastercard")
    stage.clock.wait(25)
    orders = {
        "followers": _order(stage, "maya", "10.00", "1", 1000),
        "comments": _order(stage, "leo", "0.27819", "1", 1000),
        "views": _order(stage, "leo", "3.20", "2", 5000),
        "likes": _order(stage, "leo", "1.00", "2", 500),
        "saves": _order(stage, "leo", "2.50", "3", 50),
    }
    grant_bonus(stage.desk, "maya", Money.of("5.00", "USD"), tied_to=maya)
    screen.say("Both order at the upstream panel. Maya is given a bonus of 5.00 for her deposit.")
    refused = place_order(
        stage.desk, OrderPlaced("leo", Money.of("4.00", "USD"), quantity=100, provider=PROVIDER, service="9")
    )
    refused = record_placement(stage.desk, refused.order_id, b'{"error":"neworder.error.not_enough_funds"}')
    screen.say("One more order of Leo's, for 4.00, is refused by the upstream panel: it was never placed.")
    screen.gap()
    figures.check("the refused order gave back", money(refused.refunded), "4.00")
    rows = []
    for name, cash, bonus in (("maya", "40.00", "5.00"), ("leo", "13.02181", "0.00")):
        kept = balance_of(stage.desk, name)
        figures.check(f"cash of {name}", money(kept.cash), cash)
        figures.check(f"bonus of {name}", money(kept.bonus), bonus)
        rows.append((name.title(), money(kept.cash), money(kept.bonus), money(kept.cash + kept.bonus)))
    screen.table(("customer", "cash", "bonus", "balance"), rows, right=("cash", "bonus", "balance"))
    return Bought(maya, orders)


def _deposit(stage: Stage, figures: Figures, customer: str, amount: str, fee: str, card: str) -> str:
    """Paid at Stripe, told by the panel, and looked at there before it is credited: the fee is what Stripe says."""
    paid = Money.of(amount, "USD")
    charge = stage.cards.pay(customer, paid, card)
    deposit = verify_and_credit(stage.desk, PaymentTaken(customer, GATEWAY, charge, paid))
    figures.check(f"fee of {customer}'s payment", money(deposit.fee or 0), fee)
    return deposit.deposit_id


def _order(stage: Stage, customer: str, charge: str, service: str, quantity: int) -> str:
    placed = OrderPlaced(
        customer,
        Money.of(charge, "USD"),
        quantity=quantity,
        provider=PROVIDER,
        provider_ref=stage.panel.place(service, quantity),
        service=service,
    )
    return place_order(stage.desk, placed).order_id
