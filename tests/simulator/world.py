"""A panel with customers, staff, workers, a provider and a gateway, in which things happen by chance.

Every method named in ``THINGS`` is something that may happen now: somebody comes on stage and begins a flow, or the
gateway, a bank or time does something. Nothing here knows what is right; ``laws`` does.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from typing import Any, TypeVar

from tests.flows.shop import TENANTS, Shop, read_status, usd
from tests.simulator.card_house import CardHouse, Payment
from tests.simulator.picture import Picture, take_picture
from tests.simulator.stage import START, Stage
from tests.simulator.unsure_store import UnsureStore

from panel_refunds.flows.answer_request import withdraw_request
from panel_refunds.flows.close_account import forfeit_account, terminate_account
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.review_refund import decline_refund
from panel_refunds.flows.send_again import send_again
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.orders.order import Order
from panel_refunds.ports import OrdersReply, ProviderError, RefundStatus
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Store
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.scripted_provider import ScriptedProvider
from panel_refunds.worker.run_due import run_due

ThingT = TypeVar("ThingT")
KINDS = frozenset({"pay", "follow", "notice"})
EVERY_KIND = KINDS | {"deliver", "poll", "remind", "escalate", "expire_offer", "forget_replies"}
MOST_AT_ONCE = 4
SPEECHLESS = frozenset({"Refused", "TryAgain", "CommitUnknownError", "ConnectionError", "TimeoutError"})
"""Errors that a worker may meet; any other is a bug."""


class NothingThereError(Exception):
    """There is nothing yet that this could happen to."""


@cache
def the_tenant() -> Tenant:
    """The tenant that everybody plays; read once."""
    return load_tenant(TENANTS / "smmpanelus")


class OddProvider(ScriptedProvider):
    """A provider that now and then does not answer, or answers about nothing."""

    stage: Stage

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        self.stage.pause("a poll")
        if self.stage.chances(0.15):
            raise ConnectionError("simulated: no answer")
        if self.stage.chances(0.1):
            return OrdersReply(reply_error=ProviderError("unreadable", "<html>"))
        return super().get_orders(refs)


class Journalist:
    """A log that only looks for errors nobody has foreseen."""

    def __init__(self) -> None:
        self.unforeseen: list[str] = []

    def warning(self, event: str, **facts: Any) -> None:
        if event == "work_failed" and facts["error"] not in SPEECHLESS:
            self.unforeseen.append(f"{facts['error']} at {facts.get('at')} while {facts['kind']}")

    info = error = debug = warning


class World(Shop):
    """One tenant at work on a stage."""

    def __init__(self, store: Store, name: str, chance: random.Random) -> None:
        self.stage = Stage(chance)
        self.chance = chance
        self.log = Journalist()
        super().__init__(store, tenant=replace(the_tenant(), slug=name), at=START)
        self.unsure = UnsureStore(store, self.stage)
        self.house = CardHouse(self.stage)
        self.provider = OddProvider(read_status)
        self.provider.stage = self.stage
        self.desk: Desk = replace(
            self.desk,
            store=self.unsure,  # type: ignore[arg-type]  # the part of a store that a desk uses
            now=self.stage.now,
            gateways={"card": self.house},
            providers={"main": self.provider},
            log=self.log,
        )
        self.kinds = KINDS
        self.orders: list[Order] = []
        self.heard: list[bytes] = []
        self.picture = self.look()

    def look(self) -> Picture:
        """The books as they are now."""
        self.picture = take_picture(self.store, self.desk.tenant.id)
        return self.picture

    # ------------------------------------------------------------ by chance

    def one_of(self, things: Sequence[ThingT]) -> ThingT:
        if not things:
            raise NothingThereError
        return self.chance.choice(things)

    def refund(self, *states: str) -> Refund:
        found = [each for each in self.picture.refunds.values() if each.state in states]
        return self.one_of(found[-4:])

    def payment(self) -> Payment:
        return self.one_of(list(self.house.payments.values()))

    def enter(self, name: str, work: Callable[[], object]) -> None:
        """Somebody comes on stage, if it is not full."""
        if len(self.stage.actors) >= MOST_AT_ONCE:
            raise NothingThereError
        self.stage.enter(name, work)

    # ------------------------------------------------------------ customers, panel, staff

    def pays_in(self) -> None:
        ref = f"ch_{len(self.house.payments) + 1}"
        amount, known = usd(self.one_of(("50.00", "20.00"))), self.chance.random() < 0.8
        self.house.take_payment(ref, amount, fee=usd(self.one_of(("0.00", "1.75"))), fee_known=known)
        self.credit(ref, amount, self.one_of(("c1", "c1", "c2")))

    def credit(self, ref: str, amount: Money, customer: str) -> None:
        """The panel tells of a payment."""
        verify_and_credit(self.desk, PaymentTaken(customer, "card", ref, amount))

    def orders_something(self) -> None:
        ref = str(len(self.orders) + 1)
        self.provider.set_order(ref, "Pending")
        self.orders.append(self.order(self.one_of(("3.33", "10.00")), self.one_of(("c1", "c2")), provider_ref=ref))

    def order_ends(self) -> None:
        order = self.one_of(self.orders)
        word, remains = self.one_of((("Partial", 157), ("Canceled", 0), ("Completed", 0), ("Weird", None)))
        self.provider.set_order(order.provider_ref or "", word, remains)
        self.enter("panel", partial(self.status, order, word, remains))

    def asks(self) -> None:
        deposit = self.one_of(list(self.picture.deposits.values()))
        amount = self.one_of(("all", "all", "20.00", "7.00"))
        self.enter("customer", partial(self.request, amount, deposit, customer=deposit.customer_id))

    def approves(self) -> None:
        found = [each for each in self.picture.requests.values() if each.state == "in_review"]
        self.enter("finance", partial(self.approve, self.one_of(found)))

    def agrees(self) -> None:
        """Asked and approved in one go, so that there is something to send."""
        deposit = self.one_of([each for each in self.picture.deposits.values() if not self.picture.asked_for(each)])
        request = self.request(self.one_of(("all", "20.00", "4.00")), deposit, customer=deposit.customer_id)
        if request.state == "in_review":
            self.approve(request)

    def withdraws(self) -> None:
        found = [each for each in self.picture.requests.values() if each.open]
        self.enter("customer", partial(withdraw_request, self.desk, self.one_of(found).request_id))

    def declines(self) -> None:
        found = [each for each in self.picture.requests.values() if each.state in ("in_review", "approved")]
        request = self.one_of(found)
        self.enter("finance", partial(decline_refund, self.desk, request.request_id, by="finance-1", text="No."))

    def sends_again(self) -> None:
        refund = self.refund("approved")
        self.enter("operator", partial(send_again, self.desk, refund.refund_id, by="boss-1"))

    def answers_for_the_gateway(self) -> None:
        """An operator looks into the gateway's pages, where nothing of it is under way any more, and says what is true."""
        found = []
        for refund in self.picture.refunds.values():
            attempts = self.picture.attempts_of(refund)
            if refund.task and attempts and attempts[-1].state == "unknown":
                found.append((refund, attempts[-1]))
        refund, attempt = self.one_of(found)
        made = self.house.refund_of(attempt.attempt_id)
        if self.house.may_still_run(attempt.attempt_id) or self.stage.actors:
            raise NothingThereError
        ran = any(each.status is RefundStatus.SUCCEEDED for each in made)
        if made and not ran:
            raise NothingThereError
        evidence = made[0].ref if made else "nothing there"
        self.enter(
            "operator",
            partial(resolve_attempt, self.desk, refund.refund_id, ran=ran, evidence=evidence, by="boss-1"),
        )

    def forfeits(self) -> None:
        who = self.one_of(("c1", "c2"))
        people = ("boss-1", "boss-2")
        self.enter("boss", partial(forfeit_account, self.desk, who, cause="fraud", evidence="seen", by=people))

    def terminates(self) -> None:
        self.enter("boss", partial(terminate_account, self.desk, self.one_of(("c1", "c2")), cause="tos", by="boss-1"))

    # ------------------------------------------------------------ workers and webhooks

    def works(self) -> None:
        """A worker takes what is due."""
        limit = self.one_of((1, 2, 3))
        self.enter("worker", partial(run_due, self.desk, limit=limit, kinds=self.kinds))

    def pays(self) -> None:
        refund = self.refund("approved", "approved", "sending")
        self.enter("payer", partial(pay_refund, self.desk, refund.refund_id))

    def follows(self) -> None:
        refund = self.refund("sending", "sending", "sent", "paid")
        self.enter("follower", partial(follow_refund, self.desk, refund.refund_id))

    def post_arrives(self) -> None:
        """A webhook, in any order, sometimes twice, sometimes one from long ago."""
        old = self.heard and self.chance.random() < 0.1
        raw = self.one_of(self.heard if old else self.house.mail)
        self.enter("webhook", partial(hear_gateway, self.desk, "card", raw, {}))
        if not old and self.chance.random() < 0.9:
            # Whether it was taken is not known to the gateway either: what is not acknowledged comes again.
            self.heard.append(raw)

    # ------------------------------------------------------------ gateway, banks, time

    def fee_is_known(self) -> None:
        self.house.tell_fee(self.one_of([each for each in self.house.payments.values() if not each.fee_known]))

    def settles(self) -> None:
        """What was pending has an end; what succeeded may fail."""
        made = [each for payment in self.house.payments.values() for each in payment.refunds]
        refund = self.one_of([each for each in made if each.status in (RefundStatus.PENDING, RefundStatus.SUCCEEDED)])
        words = (RefundStatus.SUCCEEDED, RefundStatus.FAILED, RefundStatus.CANCELED)
        if refund.status is RefundStatus.SUCCEEDED:
            if self.chance.random() < 0.6:
                raise NothingThereError
            words = (RefundStatus.FAILED,)
        word = self.one_of(words)
        self.stage.tell(f"{refund.ref} is {word.value} now")
        self.house.change(refund.ref, word)

    def refunded_elsewhere(self) -> None:
        payment = self.payment()
        left = payment.amount.units - payment.refunded - payment.lost
        units = self.one_of((usd("1.00").units, usd("10.00").units, left))
        if payment.dispute in ("open", "lost") or not 0 < units <= left:
            raise NothingThereError
        amount = Money(units, "USD")
        self.stage.tell(f"{amount} of {payment.ref} are refunded in the gateway's pages")
        self.house.refund_outside(payment, amount)

    def is_contested(self) -> None:
        payment = self.payment()
        if payment.dispute != "none" or payment.amount.units - payment.refunded - payment.lost <= 0:
            raise NothingThereError
        self.stage.tell(f"{payment.ref} is contested")
        self.house.contest(payment)

    def contest_ends(self) -> None:
        payment = self.one_of([each for each in self.house.payments.values() if each.dispute == "open"])
        outcome = self.one_of(("won", "lost"))
        self.stage.tell(f"the dispute of {payment.ref} is {outcome}")
        self.house.decide(payment, outcome)

    def float_changes(self) -> None:
        self.house.floats = self.one_of((None, None, usd("5.00").units))

    def late_ones_arrive(self) -> None:
        self.house.arrive(self.one_of(self.house.late))

    def time_passes(self) -> None:
        self.passes(timedelta(seconds=self.one_of((1, 5, 40, 40, 60, 90, 150, 900))))

    def passes(self, span: timedelta) -> None:  # type: ignore[override]  # everybody's clock is the stage's
        """Time goes by, unless somebody stood still for too long; what is under way arrives within minutes."""
        if not self.stage.passes(span):
            raise NothingThereError
        for late in [each for each in self.house.late if each.until <= self.stage.at]:
            self.house.arrive(late)

    def a_lease_runs_out(self) -> None:
        """Just so much time that a silent sender counts as dead."""
        leases = [each.lease_until for each in self.picture.attempts.values() if each.state == "sending"]
        ends = self.one_of([each for each in leases if each and each >= self.stage.at])
        self.passes(ends - self.stage.at + timedelta(seconds=1))

    def long_time_passes(self) -> None:
        self.passes(timedelta(minutes=45))
        self.passes(timedelta(hours=self.one_of((1, 6, 22, 25, 40, 80))))


Thing = Callable[[World], None]
OFTEN: Sequence[Thing] = (
    *(World.agrees, World.works, World.works, World.pays, World.follows, World.follows),
    *(World.time_passes, World.a_lease_runs_out, World.a_lease_runs_out),
)
SOMETIMES: Sequence[Thing] = (World.post_arrives, World.post_arrives, World.approves, World.settles)
SELDOM: Sequence[Thing] = (
    World.asks,
    *(World.pays_in, World.orders_something, World.order_ends, World.withdraws, World.declines, World.sends_again),
    *(World.answers_for_the_gateway, World.fee_is_known, World.refunded_elsewhere, World.is_contested),
    *(World.contest_ends, World.late_ones_arrive, World.long_time_passes, World.float_changes),
)
RARELY: Sequence[Thing] = (World.forfeits, World.terminates)
