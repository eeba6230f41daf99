"""A shop on SQLite whose customer wants money back: the real core, the author's adapter, the peer's clock.

with Shop(stand, url) as shop:
    refund = shop.approve_one()     # deposit credited and verified, request approved, nothing sent
    shop.work()                     # what a worker does now
    shop.finish(refund)             # leases end, hours go by, until all is known
    shop.prove(refund)              # the peer's books and ours agree
"""

from __future__ import annotations

import logging
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from panel_refunds.app.composition import Service
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.reconcile import reconcile
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money, format_units
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds.store.audit import audit_tenant
from panel_refunds.worker import run_due
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back
from panel_refunds_testkit.demand import broken, demand, demand_equal
from panel_refunds_testkit.shop.installation import GATEWAY, SITE, SLUG, write_installation
from panel_refunds_testkit.stand import GatewayStand

KINDS = frozenset({"pay", "follow", "notice"})
FINANCE = "finance-1"
LEASES_OVER = timedelta(minutes=6)
LATER = (*[timedelta(hours=hours) for hours in (0, 1, 2, 4)], *[timedelta(days=1)] * 3)
DECIDED = frozenset({"succeeded", "failed", "canceled", "rejected"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A refund that was approved: its id, the payment it gives back, and how much."""

    refund_id: str
    payment: str
    net: Money


class Shop:
    """An installation in a temporary folder, whose gateway is at ``url``; use it as a context manager."""

    def __init__(self, stand: GatewayStand, url: str) -> None:
        self.stand = stand
        self._url = url
        self._stack = ExitStack()
        self._numbers = count(1)

    def __enter__(self) -> Self:
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="panel-refunds-kit-")))
        self._stack.callback(structlog.configure, **structlog.get_config())
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))  # it is provoked
        try:
            write_installation(self.folder, self.stand, self._url)
            self._service = Service.open(self.folder, database=self.database, now=self.stand.peer.clock)
        except BaseException:
            self._stack.close()
            raise
        self._stack.callback(self._service.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def database(self) -> str:
        """Where the books are."""
        return f"sqlite:///{self.folder / 'books.db'}"

    @property
    def desk(self) -> Desk:
        """The tenant's desk in this process."""
        return self._service.desk(SLUG)

    def approve_one(self) -> Wanted:
        """A customer paid, wants some of it back (all of it where the gateway pays no parts), and finance agrees."""
        stand, can = self.stand, self.stand.capabilities
        paid = stand.amount()
        wanted = stand.amount(1000) if can.partial else paid
        payment, customer = stand.pay(paid), f"customer-{next(self._numbers)}"
        deposit = verify_and_credit(
            self.desk,
            PaymentTaken(customer, GATEWAY, payment, paid, method=stand.peer.method, fee=stand.fee_of(paid)),
        )
        asked = RefundAsked(
            customer, SITE, "default", format_units(wanted.units, wanted.currency), subject="Refund Request"
        )
        request = request_refund(self.desk, asked)
        if request.state == "in_review":
            request = approve_refund(self.desk, request.request_id, Approval(by=(FINANCE,)))
        with self.desk.read() as books:
            refunds = books.refunds_of(request.request_id)
        if len(refunds) != 1 or refunds[0].net is None:
            broken(f"The core would not refund {wanted} of a payment of {paid}: the request is {request.state}.")
        demand_equal(refunds[0].deposit_id, deposit.deposit_id, "The refund is of another deposit.")
        return Wanted(refunds[0].refund_id, payment, Money(refunds[0].net, deposit.currency))

    def work(self) -> None:
        """Everything that is due at the moment."""
        run_due(self.desk, kinds=KINDS)

    def carry_on(self) -> None:
        """What the next worker does when the leases of a dead one are over, and its look-up shows what there is."""
        self.stand.peer.clock.advance(LEASES_OVER + self.stand.capabilities.lookup_lag)
        self.work()

    def finish(self, wanted: Wanted) -> None:
        """Hours and days go by; what is pending at the vendor ends well.

        Where no key is recognised, absence is believed only after the longest processing; then it begins anew.
        """
        self.carry_on()
        can = self.stand.capabilities
        later = (*LATER, can.longest_processing, *LATER) if can.dedupe == "none" else LATER
        for span in later:
            self.stand.peer.clock.advance(span)
            for refund in self.stand.peer.refunds_of(wanted.payment):
                if refund.status == "pending":
                    self.stand.peer.become(refund.ref, "succeeded")
            self.work()
            if self.refund(wanted).state in ("paid", "failed"):
                return

    def refund(self, wanted: Wanted) -> Refund:
        """As the books have it."""
        with self.desk.read() as books:
            return books.get_refund(wanted.refund_id)

    def attempts(self, wanted: Wanted) -> list[Attempt]:
        """What was tried for it."""
        with self.desk.read() as books:
            return list(books.attempts_of(wanted.refund_id))

    def prove(self, wanted: Wanted, *, key_lived: bool = True) -> None:
        """One refund at the peer, one in the books, and nobody wonders; ``key_lived``: it could be sent again."""
        refund, attempts = self.refund(wanted), self.attempts(wanted)
        must_have_given_back(self.stand, wanted.payment, wanted.net)
        made = [each for each in self.stand.peer.refunds_of(wanted.payment) if each.counts]
        demand_equal(len(made), 1, "Refunds at the vendor.")
        if self._only_a_person_can_know(key_lived=key_lived):
            demand(refund.state == "paid" or refund.task, "Nobody can know, and no operator was asked.")
        else:
            demand_equal(
                refund.state, "paid", f"The refund was made, and is not paid in the books (task: {refund.task})."
            )
            open_ones = [attempt.state for attempt in attempts if attempt.state not in DECIDED]
            demand(not open_ones, f"An attempt is still {open_ones}: its outcome is not known.")
            # One that certainly never ran was closed where its key means nothing to the vendor.
            closed = self.stand.capabilities.dedupe == "none"
            counted = [attempt for attempt in attempts if not (closed and attempt.state == "rejected")]
            demand_equal(len(counted), 1, "Attempts, each with a key of its own: one is enough.")
            self._nothing_differs()
        self.audit()

    def audit(self) -> None:
        """The books are in order."""
        report = audit_tenant(self.desk.store, self.desk.tenant.id, now=self.desk.now())
        demand(report.ok, f"The books are not in order: {report.faults}")

    def _only_a_person_can_know(self, *, key_lived: bool) -> bool:
        can = self.stand.capabilities
        return can.lookup != "by_attempt" and not (key_lived and can.dedupe in ("key", "client_ref"))

    def _nothing_differs(self) -> None:
        report = reconcile(self.desk, GATEWAY)
        demand(report.stopped is None, f"The books could not be compared with the vendor's: {report.stopped}.")
        found = [finding.difference for finding in report.findings]
        demand(not found, f"The vendor's books differ from ours: {found}.")
