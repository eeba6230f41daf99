"""The month itself, day by day; returns what is worth showing of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.testing.demo.month.bank import Bank
from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.testing.demo.month.day import Day, live
from panel_refunds.testing.demo.month.people import CUSTOMERS
from panel_refunds.testing.demo.stage import (
    GATEWAY,
    HOST,
    PROVIDER,
    SECOND_HOST,
    SECOND_PROVIDER,
    SECOND_SLUG,
    SLUG,
    Stage,
)

FIRST_DAY, DAYS = date(2025, 9, 8), 29
CARDS = ("pm_card_visa", "pm_card_mastercard", "pm_card_amex")
CONTESTED, WON, SENT_BACK = (9, 19, 26), (22,), (27,)
"""On which days a payment is contested, a bank believes the brand, and a refund comes back."""
UNREAD = 4
"""For so many days at the end nobody reads new words, so that the inbox has some."""


@dataclass(frozen=True, slots=True)
class Lived:
    """How many of what there was at one brand, and the customer whose pages have most to show."""

    slug: str
    brand: str
    customers: int
    requests: dict[str, int]
    face: str

    def __str__(self) -> str:
        asked, paid = sum(self.requests.values()), self.requests.get("paid", 0)
        return f"{self.brand}: {self.customers} customers, {asked} requests, {paid} paid back"


def play_month(stage: Stage, days: int = DAYS) -> list[Lived]:
    """Live four weeks at both brands; the clock stands at the evening of the last day when it returns.

    Only with the fake Stripe: nobody's test account is filled with a month of payments.
    """
    fake = stage.cards.fake
    if fake is None:
        return []
    by_card, by_hand = with_cards(stage), with_transfers(stage)
    bank = Bank(stage.cards, fake)
    for number in range(days):
        left = days - 1 - number
        day = Day(FIRST_DAY + timedelta(days=number), reads_words=left >= UNREAD, is_last=left == 0)
        for brand in (by_card, by_hand):
            live(stage.clock, brand, day)
        if number in CONTESTED:
            bank.contest(by_card, by_card.here[-1])
        if number in WON:
            bank.decide(by_card)
        if number in SENT_BACK:
            bank.send_back(by_card)
    return [_told(brand) for brand in (by_card, by_hand)]


def with_cards(stage: Stage) -> Brand:
    """The brand of the story: cards, by Stripe."""

    def take(brand: Brand, customer: str, paid: Money) -> str:
        charge = stage.cards.pay(customer, paid, brand.chance.choice(CARDS))
        return verify_and_credit(brand.desk, PaymentTaken(customer, GATEWAY, charge, paid)).deposit_id

    chance = Random(SLUG)  # noqa: S311 - a story that is the same each time
    return Brand(stage.desk, HOST, PROVIDER, "Refund Request", CUSTOMERS[SLUG], take, stage.panel, chance)


def with_transfers(stage: Stage) -> Brand:
    """The other brand: transfers, that an operator sends back."""
    numbers = count(1)

    def take(brand: Brand, customer: str, paid: Money) -> str:
        told = PaymentTaken(
            customer, "manual", f"transfer-{next(numbers)}", paid, method="transfer", fee=brand.money("0.35")
        )
        return credit_deposit(brand.desk, told).deposit_id

    chance = Random(SECOND_SLUG)  # noqa: S311 - a story that is the same each time
    desk, people = stage.service.desk(SECOND_SLUG), CUSTOMERS[SECOND_SLUG]
    return Brand(desk, SECOND_HOST, SECOND_PROVIDER, "Refund", people, take, stage.panel, chance)


def _told(brand: Brand) -> Lived:
    with brand.desk.read() as books:
        requests = books.count_requests()
    tenant = brand.desk.tenant
    return Lived(
        tenant.slug, tenant.name, len(brand.here), requests, max(brand.here, key=lambda who: _much(brand, who))
    )


def _much(brand: Brand, customer: str) -> tuple[bool, int]:
    """How much the customer's pages have to show: an open request, then the most of requests and deposits."""
    with brand.desk.read() as books:
        requests = books.requests_of(customer)
        wallet_id = books.find_wallet(customer, brand.currency)
        deposits = len(books.deposits_of(wallet_id)) if wallet_id else 0
    return any(each.open for each in requests), len(requests) + deposits * bool(brand.cash_of(customer).units)
