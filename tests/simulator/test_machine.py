"""Requests, refunds and disputes as hypothesis finds them: every rule is something that happens, every step is judged.

The seeds of ``test_schedule`` are drawn blindly; hypothesis looks for short and strange stories on purpose, and shrinks
one that breaks a law to the few steps that matter. Everything here happens one after another, without crashes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.flows.shop import usd
from tests.simulator.card_house import NO_FAULTS, Faults
from tests.simulator.schedule import EXPECTED, Show
from tests.simulator.world import KINDS, NothingThereError, World

from panel_refunds.flows.answer_request import withdraw_request
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.review_refund import decline_refund
from panel_refunds.ports import RefundStatus
from panel_refunds.store import Store
from panel_refunds.worker.run_due import run_due

WHICH = st.integers(0, 5)
FATES = {
    "it is made": NO_FAULTS,
    "it is pending": Faults(pending=1.0),
    "it fails": Faults(fails=1.0),
    "it is made, and the answer is an error 500": Faults(broken_after=1.0),
    "nothing is made, and the answer is an error 500": Faults(broken_before=1.0),
}
FATE, MANY_MINUTES = st.sampled_from(sorted(FATES)), st.sampled_from((1, 10, 70, 1500, 5000))


class Refunds(RuleBasedStateMachine):
    """One customer's deposits, what is asked of them, and what gateway and bank do."""

    @initialize(fee=st.sampled_from(("0.00", "1.75")), amount=st.sampled_from(("all", "20.00")))
    def a_customer_pays_in(self, fee: str, amount: str) -> None:
        self.world = World(Store("sqlite://"), "machine", random.Random(0))
        self.show = Show(self.world)
        self.world.house.faults = NO_FAULTS
        self._pays_in(fee)
        self.is_agreed(0, amount)

    def _pays_in(self, fee: str) -> None:
        world = self.world
        ref = f"ch_{len(world.house.payments) + 1}"
        world.house.take_payment(ref, usd("50.00"), fee=usd(fee))
        self._try(lambda: world.credit(ref, usd("50.00"), "c1"))

    def _try(self, what: Callable[[], object]) -> None:
        with suppress(*EXPECTED, NothingThereError):
            what()
        self.world.look()
        # Several moves at once: they are judged by where they lead.
        self.show.laws.before = None

    # ------------------------------------------------------------ requests

    @rule(fee=st.sampled_from(("0.00", "1.75")))
    def pays_in_again(self, fee: str) -> None:
        if len(self.world.house.payments) < 3:
            self._pays_in(fee)

    @rule(which=WHICH, amount=st.sampled_from(("all", "20.00", "48.50", "1.00", "60.00")))
    def asks(self, which: int, amount: str) -> None:
        deposits = list(self.world.picture.deposits.values())
        self._try(lambda: self.world.request(amount, deposits[which % len(deposits)]))

    @rule(which=WHICH, amount=st.sampled_from(("all", "20.00", "1.00")))
    def is_agreed(self, which: int, amount: str) -> None:
        """Asked for and approved at once, so that there is something to send."""
        deposits = list(self.world.picture.deposits.values())
        self._try(lambda: self.world.approve(self.world.request(amount, deposits[which % len(deposits)])))

    @rule(which=WHICH, verdict=st.sampled_from(("approve", "decline", "withdraw")))
    def is_answered(self, which: int, verdict: str) -> None:
        requests = list(self.world.picture.requests.values())
        if not requests:
            return
        request, desk = requests[-1 - which % len(requests)], self.world.desk
        answers = {
            "approve": lambda: self.world.approve(request),
            "decline": lambda: decline_refund(desk, request.request_id, by="finance-1", text="No."),
            "withdraw": lambda: withdraw_request(desk, request.request_id),
        }
        self._try(answers[verdict])

    @rule(charge=st.sampled_from(("10.00", "3.33", "50.00")))
    def orders(self, charge: str) -> None:
        self._try(lambda: self.world.orders.append(self.world.order(charge)))

    @rule(which=WHICH, word=st.sampled_from(("Canceled", "Partial")))
    def an_order_ends(self, which: int, word: str) -> None:
        if self.world.orders:
            order = self.world.orders[which % len(self.world.orders)]
            self._try(lambda: self.world.status(order, word, 157))

    # ------------------------------------------------------------ refunds

    @rule(which=WHICH, fate=FATE)
    def is_sent(self, which: int, fate: str) -> None:
        self.world.house.faults = FATES[fate]
        refunds = [each for each in self.world.picture.refunds.values() if each.state in ("approved", "sending")]
        if refunds:
            self._try(lambda: pay_refund(self.world.desk, refunds[-1 - which % len(refunds)].refund_id))
        self.world.house.faults = NO_FAULTS

    @rule(which=WHICH)
    def is_followed(self, which: int) -> None:
        refunds = list(self.world.picture.refunds.values())
        if refunds:
            self._try(lambda: follow_refund(self.world.desk, refunds[-1 - which % len(refunds)].refund_id))

    @rule(which=WHICH, word=st.sampled_from((RefundStatus.SUCCEEDED, RefundStatus.FAILED, RefundStatus.CANCELED)))
    def changes_at_the_gateway(self, which: int, word: RefundStatus) -> None:
        house = self.world.house
        made = [each for payment in house.payments.values() for each in payment.standing(ours=True)]
        if made:
            refund = made[which % len(made)]
            late = refund.status is RefundStatus.SUCCEEDED
            house.change(refund.ref, RefundStatus.FAILED if late else word)

    @rule(which=WHICH, amount=st.sampled_from(("1.00", "10.00")))
    def is_refunded_elsewhere(self, which: int, amount: str) -> None:
        house = self.world.house
        payment = list(house.payments.values())[which % len(house.payments)]
        if payment.dispute not in ("open", "lost") and payment.refunded + usd(amount).units <= payment.amount.units:
            house.refund_outside(payment, usd(amount))

    # ------------------------------------------------------------ disputes

    @rule(which=WHICH)
    def is_contested(self, which: int) -> None:
        house = self.world.house
        payment = list(house.payments.values())[which % len(house.payments)]
        if payment.dispute == "none" and payment.refunded < payment.amount.units:
            house.contest(payment)

    @rule(which=WHICH, outcome=st.sampled_from(("won", "lost")))
    def the_bank_decides(self, which: int, outcome: str) -> None:
        house = self.world.house
        payment = list(house.payments.values())[which % len(house.payments)]
        if payment.dispute == "open":
            house.decide(payment, outcome)

    # ------------------------------------------------------------ post, workers, time

    @rule(which=WHICH)
    def a_webhook_comes(self, which: int) -> None:
        mail = self.world.house.mail
        if mail:
            self._try(lambda: hear_gateway(self.world.desk, "card", mail[-1 - which % len(mail)], {}))

    @rule(minutes=MANY_MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.world.stage.passes(timedelta(minutes=minutes))

    @rule()
    def a_worker_comes(self) -> None:
        self._try(lambda: run_due(self.world.desk, limit=20, kinds=KINDS))

    @invariant()
    def no_law_is_broken(self) -> None:
        self.show.check(None)

    def teardown(self) -> None:
        """However it came, it has an end that both books agree on."""
        self.show.calm()
        self.world.store.close()


TestRefunds = Refunds.TestCase
TestRefunds.settings = settings(
    max_examples=100, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
