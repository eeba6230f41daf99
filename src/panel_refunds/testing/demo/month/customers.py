"""What customers do on a day: come, pay in, buy, ask for their money, answer, change their minds."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, confirm_offer, reply_to_request, withdraw_request
from panel_refunds.flows.grant_bonus import grant_bonus
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.money import Money, format_units
from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.testing.demo.month.people import ANSWERS, WISHES

AMOUNTS = ("10.00", "20.00", "25.00", "40.00", "50.00", "75.00", "100.00")
PRICES = ("0.90", "1.35", "2.40", "3.1875", "4.80", "6.25", "9.60", "12.00")
SERVICES = ("1", "2", "3")
A_STRANGER, WITH_BONUS = 0.8, 0.2
"""How likely it is somebody new who pays in, and that the brand adds a bonus."""
SILENT, TURNS_BACK = 0.3, 0.1
"""How likely somebody who was asked leaves it for another day, or takes the request back."""
SLOW_TO_ANSWER = timedelta(hours=20)


def pay_in(brand: Brand) -> None:
    """Somebody new comes, or somebody known pays in again; now and then the brand adds a bonus."""
    chance = brand.chance
    strangers = [name for name in brand.customers if name not in brand.here]
    if strangers and (not brand.here or chance.random() < A_STRANGER):
        customer = strangers[0]
        brand.here.append(customer)
    else:
        customer = chance.choice(brand.here)
    deposit = brand.take_payment(brand, customer, brand.money(chance.choice(AMOUNTS)))
    if chance.random() < WITH_BONUS:
        grant_bonus(brand.desk, customer, brand.money("5.00"), tied_to=deposit)


def buy(brand: Brand) -> None:
    """A customer with money on the balance orders something."""
    customer, price = brand.chance.choice(brand.here), brand.money(brand.chance.choice(PRICES))
    service, quantity = brand.chance.choice(SERVICES), brand.chance.choice((100, 500, 1000))
    if brand.cash_of(customer).units < price.units:
        return
    ref = brand.panel.place(service, quantity)
    placed = OrderPlaced(customer, price, quantity, brand.provider, ref, service=service)
    place_order(brand.desk, placed)
    brand.orders.append(ref)


def ask(brand: Brand) -> None:
    """A customer with something left wants it back: all of it, a round sum, or more than there is."""
    customer = brand.chance.choice(brand.here)
    cash = brand.cash_of(customer)
    if cash.units < brand.money("8.00").units:
        return
    more = format_units((cash + brand.money("5.00")).round_down().units, cash.currency)
    amount = brand.chance.choice(("all", "all", format_units(_half(cash).units, cash.currency), more))
    asked = RefundAsked(
        customer, brand.host, "default", amount, subject=brand.subject, text=brand.chance.choice(WISHES)
    )
    with suppress(Refused):  # one of them has a request open already, and is told so
        request_refund(brand.desk, asked)


def answer(brand: Brand) -> None:
    """Whoever was asked something, or offered less, answers on the next day; a few take their request back."""
    with brand.desk.read() as books:
        waiting = books.requests_by_due(("waiting_for_customer",), limit=50)
    for request in waiting:
        draw = brand.chance.random()
        if brand.since(request.paused_at or request.opened_at) < SLOW_TO_ANSWER or draw < SILENT:
            continue
        with suppress(Refused):  # the offer is over by now
            if draw > 1 - TURNS_BACK:
                withdraw_request(brand.desk, request.request_id, customer_id=request.customer_id)
            elif request.recommend == "offer":
                confirm_offer(brand.desk, request.request_id, customer_id=request.customer_id)
            else:
                reply = Reply(brand.chance.choice(ANSWERS))
                reply_to_request(brand.desk, request.request_id, reply, customer_id=request.customer_id)


def _half(cash: Money) -> Money:
    """About half of it, in whole units of the currency, and five at least."""
    one = Money.of("1", cash.currency).units
    return Money(max(cash.units // 2 // one, 5) * one, cash.currency)
