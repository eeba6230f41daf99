"""An address is needed, so nothing is ever automatic."""

from panel_refunds_cryptomus.capabilities import EVENTS, capabilities_of
from panel_refunds_cryptomus.reading import PAID, REFUNDS


def test_it_is_never_automatic():
    for live in (True, False):
        said = capabilities_of(live=live)
        assert (said.automatic, said.refund, said.destination) == (False, "payout", "caller_supplied")
        assert said.sandbox is not live


def test_the_events_are_those_that_give_a_hint():
    assert set(EVENTS) == PAID | REFUNDS.keys()
