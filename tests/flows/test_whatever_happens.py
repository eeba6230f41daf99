"""Whatever people, providers and gateways do, in whatever order: the audit has nothing to say after any step.

Nor does money leave twice: nobody in this world lies about what a gateway did, so at the end each refund ran once at
most. A walk that is refused at every step would prove nothing, so another test looks how far the walks come.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.answer_request import Reply, confirm_offer, reply_to_request, withdraw_request
from panel_refunds.flows.attempting import Blocked, mark_sending, prepare_attempt
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.decide_order import decide_order
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.grant_bonus import grant_bonus, void_bonus
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.record_fee import record_fee
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.review_refund import ask_customer, decline_refund
from panel_refunds.flows.ring_alarms import expire_offer
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.orders.order import Order
from panel_refunds.ports import Capabilities
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Store

ThingT = TypeVar("ThingT")
POLICIES: Sequence[dict[str, dict[str, Any]]] = (
    {},
    {"bonus": {"already_spent": "deduct"}, "spending": {"returns": "bonus_first"}},
    {"bonus": {"restore_if_declined": False}, "deposits": {"processor_fee": "by_share"}},
    {"bonus": {"cancel_on": "payout"}, "spending": {"returns": "by_share", "first": ("cash", "bonus")}},
)
NEVER_PAID = {"failed", "canceled"}
"""What a gateway says of a refund whose money it has not sent, or has again."""


class NothingThereError(Exception):
    """There is nothing yet that this could happen to."""


@dataclass
class World:
    """A shop in which things happen by chance."""

    shop: Shop
    chance: random.Random
    deposits: list[Deposit] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    requests: list[RefundRequest] = field(default_factory=list)
    bonuses: list[tuple[str, str]] = field(default_factory=list)
    people: list[str] = field(default_factory=lambda: ["c1", "c1", "c1", "c2"])
    newcomers: int = 2
    seen: Counter[str] = field(default_factory=Counter)
    """States in which refunds were, after something was done to them."""

    def one_of(self, things: Sequence[ThingT]) -> ThingT:
        if not things:
            raise NothingThereError
        return self.chance.choice(things)

    def recent(self, things: Sequence[ThingT]) -> ThingT:
        """Mostly one of the newest, so that several things happen to the same money."""
        return self.one_of(things[-3:] if self.chance.random() < 0.8 else things)

    def somebody(self) -> str:
        return self.one_of(self.people)

    def goes(self, customer: str) -> None:
        """Whoever is closed out makes room for somebody new, but may still come back and try."""
        self.newcomers += 1
        self.people = [f"c{self.newcomers}" if each == customer else each for each in self.people]
        self.people = [*self.people[:4], customer]

    def request(self, *states: str) -> RefundRequest:
        """Mostly one in one of these states, now and then any."""
        with self.shop.desk.read() as books:
            found = [books.get_request(each.request_id) for each in self.requests]
        fitting = [each for each in found if each.state in states]
        return self.recent(fitting if fitting and self.chance.random() < 0.8 else found)

    def refund(self, *states: str) -> Refund:
        return self.recent([refund for refund in self.refunds() if refund.state in states])

    def refunds(self) -> list[Refund]:
        with self.shop.desk.read() as books:
            return [refund for each in self.requests for refund in books.refunds_of(each.request_id)]

    def attempts(self, refund: Refund) -> list[Attempt]:
        with self.shop.desk.read() as books:
            return books.attempts_of(refund.refund_id)

    def ran(self, refund: Refund) -> list[str]:
        """The attempts of the refund whose money the gateway has sent and has not got back."""
        payment = next(each.payment for each in self.deposits if each.deposit_id == refund.deposit_id)
        mine = {each.attempt_id for each in self.attempts(refund)}
        made = self.shop.gateway.executed(payment)
        return [each.attempt_id for each in made if each.attempt_id in mine and each.status.value not in NEVER_PAID]

    # ------------------------------------------------------------ money and orders

    def deposit(self) -> None:
        amount, fee = self.one_of(("50.00", "20.00", "7.00")), self.one_of((None, "0.00", "1.75", "1.75"))
        self.deposits.append(self.shop.deposit(amount, fee, self.somebody()))

    def fee(self) -> None:
        with self.shop.desk.read() as books:
            known = [books.get_deposit(each.deposit_id) for each in self.deposits]
        record_fee(self.shop.desk, self.one_of([each for each in known if each.fee is None]).deposit_id, usd("1.25"))

    def bonus(self) -> None:
        who = self.somebody()
        mine = [None, *(deposit.deposit_id for deposit in self.deposits if deposit.customer_id == who)]
        self.bonuses.append((who, grant_bonus(self.shop.desk, who, usd("5.00"), tied_to=self.recent(mine)).lot_id))

    def void(self) -> None:
        who, bonus = self.one_of(self.bonuses)
        void_bonus(self.shop.desk, who, bonus, by="finance-1", text="A mistake.")

    def order(self) -> None:
        self.orders.append(self.shop.order(self.one_of(("10.00", "3.33", "0.00002", "25.00")), self.somebody()))

    def status(self) -> None:
        word = self.one_of(("Partial", "Canceled", "Completed", "In progress", "Weird"))
        self.shop.status(self.recent(self.orders), word, self.one_of((0, 157, 500, 1000, None)))

    def decide(self) -> None:
        pays: Any = self.one_of(("whole", "undelivered", "nothing"))
        with self.shop.desk.read() as books:
            known = list(books.get_orders(each.order_id for each in self.orders).values())
        order = self.one_of([each for each in known if each.review] or known)
        decide_order(self.shop.desk, order.order_id, pays=pays, by="finance-1", text="Seen.")

    # ------------------------------------------------------------ requests

    def ask(self) -> None:
        deposit = self.one_of((None, self.recent(self.deposits), self.recent(self.deposits)))
        who = deposit.customer_id if deposit else self.somebody()
        subject = self.one_of(("Refund Request", "Refund Request", "hello"))
        amount = self.one_of(("all", "all", "5.00", "20.00", "60.00"))
        self.requests.append(self.shop.request(amount, deposit, customer=who, subject=subject))

    def approve(self) -> None:
        request = self.request("in_review", "failed")
        amount = self.one_of((None, None, None, "2.00"))
        self.shop.approve(request, "finance-1", "finance-2", text="Agreed.", amount=amount)

    def agree(self) -> None:
        """Paid in, asked back and approved at once, so that there is always something to send."""
        if self.one_of((True, False)):
            self.deposits.append(self.shop.deposit("30.00", "1.75", self.somebody()))
        deposit, amount = self.recent(self.deposits), self.one_of(("all", "20.00", "4.00"))
        self.requests.append(request := self.shop.request(amount, deposit, customer=deposit.customer_id))
        self.shop.approve(request, "finance-1")

    def decline(self) -> None:
        request = self.request("in_review", "waiting_for_customer", "approved")
        decline_refund(self.shop.desk, request.request_id, by="finance-1", text="No.")

    def ask_back(self) -> None:
        ask_customer(self.shop.desk, self.request("in_review").request_id, by="finance-1", text="Why?")

    def withdraw(self) -> None:
        withdraw_request(self.shop.desk, self.request("in_review", "waiting_for_customer", "approved").request_id)

    def confirm(self) -> None:
        """More than there is was asked for; the customer takes what is offered instead, or a request without an offer."""
        deposit = self.recent(self.deposits)
        self.requests.append(self.shop.request("60.00", deposit, customer=deposit.customer_id))
        confirm_offer(self.shop.desk, self.recent(self.requests).request_id)

    def expire(self) -> None:
        expire_offer(self.shop.desk, self.request("waiting_for_customer").request_id)

    def reply(self) -> None:
        reply = Reply("Please.", subject="Refund Request", amount=self.one_of((None, "3.00", "all")))
        reply_to_request(self.shop.desk, self.request("waiting_for_customer", "in_review").request_id, reply)

    # ------------------------------------------------------------ gateways, banks, staff, time

    def pay(self) -> None:
        refund = self.refund("approved", "sending")
        words = (
            *(
                "succeeded",
                "succeeded",
                "succeeded",
                "pending",
                "pending",
                "failed",
                "unknown",
                "not_executed",
                "misconfigured",
            ),
            *("rejected:insufficient_balance", "rejected:account_closed", "rejected:already_refunded"),
        )
        self.shop.gateway.script(self.one_of(words), ran=self.one_of((True, False)))
        self.seen[pay_refund(self.shop.desk, refund.refund_id).state] += 1

    def die_while_sending(self) -> None:
        refund, deposits = self.refund("approved"), {each.deposit_id: each for each in self.deposits}
        facts = self.shop.gateway.get_payment(deposits[refund.deposit_id].payment)
        attempt = prepare_attempt(self.shop.desk, refund.refund_id, facts)
        if not isinstance(attempt, Blocked) and self.one_of((True, False)):
            mark_sending(self.shop.desk, attempt, timedelta(minutes=2))

    def follow(self) -> None:
        refund = self.refund("sending", "sent", "paid")
        # Of what was paid, a bank may still say no, and nothing else that is new.
        words = ("failed", "canceled") if refund.state == "paid" else ("succeeded", "succeeded", "failed", "pending")
        attempts = self.attempts(refund)
        if attempts and self.one_of((True, False)):
            with suppress(LookupError):  # what was refused never became a refund there
                self.shop.gateway.later(attempts[-1].attempt_id, self.one_of(words))
        self.shop.passes(minutes=self.one_of((5, 5, 90, 60 * 24 * 3)))
        self.seen[follow_refund(self.shop.desk, refund.refund_id).state] += 1

    def by_hand(self) -> None:
        refund = self.one_of([each for each in self.refunds() if each.task and each.state in ("approved", "sending")])
        if refund.state == "approved":
            record_payout(self.shop.desk, refund.refund_id, reference="wire 7", by="finance-1")
        else:
            ran = bool(self.ran(refund))
            resolve_attempt(self.shop.desk, refund.refund_id, ran=ran, evidence="seen", by="finance-1")

    def another_adapter(self) -> None:
        """The gateway's adapter is replaced: by one that pays alone, one that knows its float, one that can do neither."""
        knows, blind = Capabilities(knows_float=True), Capabilities(dedupe="none", lookup="none")
        by_hand = Capabilities(refund="manual", dedupe="none", lookup="none")
        self.shop.gateway._capabilities = self.one_of((*[Capabilities()] * 5, knows, blind, by_hand))
        self.shop.gateway.tell_float(self.one_of((usd("1.00"), usd("100.00"))))

    def outside(self) -> None:
        self.shop.gateway.refund_outside(self.recent(self.deposits).payment, usd("2.00"))

    def dispute(self) -> None:
        deposit, kind = self.recent(self.deposits), self.one_of(("open", "open", "inquiry"))
        amount = self.one_of((None, None, usd("5.00"), usd("50.00")))
        open_dispute(self.shop.desk, deposit.deposit_id, kind=kind, amount=amount)

    def close_dispute(self) -> None:
        outcome: Any = self.one_of(("won", "lost"))
        with self.shop.desk.read() as books:
            known = [books.get_deposit(each.deposit_id) for each in self.deposits]
        contested = [each for each in known if each.dispute in ("inquiry", "open")]
        close_dispute(self.shop.desk, self.one_of(contested or known).deposit_id, outcome=outcome)

    def forfeit(self) -> None:
        people = ["boss-1", "boss-2"]
        who = self.somebody()
        forfeit_account(self.shop.desk, who, cause="fraud", evidence="two accounts", by=people)
        self.goes(who)

    def terminate(self) -> None:
        who = self.somebody()
        terminate_account(self.shop.desk, who, cause="tos", by="boss-1")
        self.goes(who)

    def wait(self) -> None:
        self.shop.passes(hours=self.one_of((1, 30, 24 * 10)))


Thing = Callable[[World], None]
OFTEN: Sequence[Thing] = (
    *(World.order, World.order, World.status, World.status, World.ask, World.agree, World.agree),
    *(World.approve, World.pay, World.pay, World.follow, World.follow),
)
SELDOM: Sequence[Thing] = (
    *(World.deposit, World.deposit, World.fee, World.bonus, World.bonus, World.decide, World.decline, World.withdraw),
    *(World.confirm, World.reply, World.ask_back, World.expire, World.die_while_sending, World.by_hand),
    *(World.dispute, World.close_dispute),
)
RARELY: Sequence[Thing] = (
    *(World.void, World.another_adapter, World.outside, World.forfeit, World.terminate, World.wait),
)
THINGS: Sequence[Thing] = (*OFTEN * 5, *SELDOM * 2, *RARELY)


def live(store: Store, seed: int, things: int) -> tuple[World, Counter[str]]:
    """Let so many things happen, the audit looking on; returns the world as it is then, and what happened how often.

    What is refused, or has nothing to happen to, does not count; what was refused must have left the books whole too.
    """
    chance = random.Random(seed)
    shop = Shop(store)
    shop.tenant = replace(shop.tenant, slug=f"whatever-{seed}")
    shop.with_rules(**POLICIES[seed % len(POLICIES)])
    world, happened = World(shop, chance), Counter[str]()
    while happened.total() < things:
        thing = chance.choice(THINGS)
        try:
            thing(world)
        except NothingThereError:
            continue
        except Refused:
            shop.check_books()
            continue
        happened[thing.__name__] += 1
        shop.check_books()
    for refund in world.refunds():
        assert len(world.ran(refund)) <= 1, f"the money of {refund} left twice"
    return world, happened


@pytest.mark.parametrize("seed", range(8))
def test_the_audit_has_nothing_to_say_whatever_happens(store: Store, seed: int) -> None:
    live(store, seed, things=40)


def test_the_walks_come_by_everything_that_can_happen() -> None:
    """Else the tests above and below would pass without having looked at anything."""
    happened, states = Counter[str](), Counter[str]()
    for seed in range(16):
        world, things = live(Store("sqlite://"), seed, things=60)
        happened += things
        states += world.seen + Counter(refund.state for refund in world.refunds())

    assert {thing.__name__ for thing in THINGS} <= happened.keys()
    assert {"held", "approved", "sending", "sent", "paid", "failed", "stopped"} <= states.keys()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 300))
def test_the_audit_has_nothing_to_say_whatever_happens_for_long(seed: int) -> None:
    live(Store("sqlite://"), seed, things=150)
