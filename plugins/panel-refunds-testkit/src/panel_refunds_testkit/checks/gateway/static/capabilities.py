"""What a gateway says it can do: pure, consistent, and careful about ways of paying that it does not know."""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.money import exponent_of
from panel_refunds.ports import Capabilities, WatchesPayments
from panel_refunds_testkit.demand import demand, demand_equal
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.watch import Watch

MADE_UP = ("carrier_pigeon", "", "card ", "CARD", "x" * 200, "банк")


class CapabilityChecks:
    """``capabilities(method)``: asked often, and believed."""

    def test_capabilities_are_pure(self, stand: GatewayStand) -> None:
        """The same question was answered differently, or somebody was asked: capabilities are known, not looked up."""
        asked = stand.raw.capabilities  # it is loaded and built here, in threads of the host's
        with Watch() as watch:
            for method in (stand.peer.method, *MADE_UP):
                first, again = asked(method), asked(method)
                demand(isinstance(first, Capabilities), f"capabilities({method!r}) is a {type(first).__name__}.")
                demand_equal(again, first, f"capabilities({method!r}) was answered differently the second time.")
        demand(not watch.deeds, f"capabilities() did something: {watch.deeds}.")
        demand_equal(len(stand.peer.requests_seen()), 0, "capabilities() asked the vendor.")
        other = stand.build("second").raw.capabilities(stand.peer.method)
        demand_equal(other, stand.capabilities, "Two accounts of one vendor in one mode can do the same.")

    def test_a_way_of_paying_that_it_does_not_know_is_not_automatic(self, stand: GatewayStand) -> None:
        """Refunds of an unknown way of paying would be sent by themselves, although nobody knows where they go.

        A gateway that tells ways of paying apart lists those whose money goes back where it came from; any other is
        ``destination="gateway_decides"``. One for which all are alike answers the same for each.
        """
        known = stand.gateway.capabilities(stand.peer.method)
        answers = {method: stand.gateway.capabilities(method) for method in MADE_UP}
        if all(answer == known for answer in answers.values()):
            return
        for method, answer in answers.items():
            demand(
                not answer.automatic, f"Payments by {method!r}, which do not exist, would be refunded automatically."
            )

    def test_capabilities_agree_with_each_other(self, stand: GatewayStand) -> None:
        """Two capabilities contradict each other, or a number makes no sense."""
        said = stand.capabilities
        nothing = timedelta(0)
        for name in ("lookup_lag", "longest_processing", "fee_lag"):
            demand(getattr(said, name) >= nothing, f"{name} is less than nothing.")
        for name in ("dedupe_lifetime", "refund_window"):
            value = getattr(said, name)
            demand(value is None or value > nothing, f"{name} is nothing; write None where there is no limit.")
        demand(said.max_refunds is None or said.max_refunds >= 1, "max_refunds: at least one, or None.")
        demand(said.min_refund is None or said.min_refund.units > 0, "min_refund: more than nothing, or None.")
        demand(said.dedupe != "none" or said.dedupe_lifetime is None, "Without dedupe its lifetime is None.")
        demand(said.fee != "reported" or said.refund != "manual", "A manual gateway reports no fee: it asks nobody.")
        for currency in said.currencies or ():
            exponent_of(currency)
        if said.disputes or said.early_warnings:
            demand(
                isinstance(stand.raw, WatchesPayments),
                "disputes or early_warnings are promised: then the gateway has get_dispute and find_warnings too.",
            )
