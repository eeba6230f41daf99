"""The vendor's word for *later*: nothing ran, and the same order runs when it is sent again."""

from __future__ import annotations

from panel_refunds.ports import NotExecuted
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import an_order, made_for, nothing, try_order
from panel_refunds_testkit.checks.gateway.sending import must_have_given_back, must_match, must_run, needs_sending
from panel_refunds_testkit.demand import PEER, broken, demand_equal, skip_if
from panel_refunds_testkit.stand import GatewayStand

TIMES = 3
"""So often in a row, for vendors that have several such words."""


class LaterChecks:
    """One order to a vendor that is busy."""

    def test_the_vendors_word_for_later_is_not_executed(self, stand: GatewayStand) -> None:
        """The vendor said in its own words that it is busy, and ``create_refund`` says anything but ``NotExecuted``.

        As a refusal it closes the attempt, and the customer waits for nothing; as unknown it is looked for although it
        surely did not run. Find the vendor's word (HTTP 429, or a code in the body), and say ``NotExecuted``. The peer
        says it through ``busy``: a ``BookedPeer`` has ``later_replies`` for that, which is HTTP 429 with nothing in it
        unless you write the vendor's. Where the vendor documents no such word, write ``later_replies = ()``.
        """
        needs_sending(stand)
        skip_if(not stand.peer.says_later, f"{PEER}says_later is off")
        order = an_order(stand)
        before = len(stand.peer.requests_seen())
        stand.peer.busy(TIMES)
        for _ in range(TIMES):
            outcome = try_order(stand.gateway, order).outcome
            must_match(stand, stand.peer.requests_seen()[before:])
            must_have_given_back(stand, order.payment, nothing(stand))
            if not isinstance(outcome, NotExecuted):
                said = "raised" if outcome is None else f"says {outcome!r}"
                broken(
                    "The vendor asked to come again later: it did not run, and may. That is NotExecuted."
                    f" create_refund {said}. If the vendor says it in other words than the peer did, give the peer the"
                    " right ones (`later_replies`)."
                )
        must_run(stand, order, stand.gateway.create_refund(order))
        demand_equal(len(made_for(stand, order)), 1, "The vendor had time again: refunds for one order.")
