"""Nobody worked for weeks: the answer was lost, the key has expired, the refund is there, and may not go out anew."""

from __future__ import annotations

from datetime import timedelta

from panel_refunds_testkit.checks.gateway.sending import needs_sending
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.shop.shop import Shop
from panel_refunds_testkit.stand import GatewayStand

MORE = timedelta(days=1)


class OutlivedChecks:
    """Through the core, with the clock far ahead."""

    def test_a_refund_outlives_its_key_and_is_not_sent_anew(self, stand: GatewayStand) -> None:
        """A lost answer was looked for when key and processing time were long over, and the refund was sent anew.

        After that time the core believes a complete list without the attempt: it never ran. So ``find_refunds`` may
        leave out nothing, however old, and has to read the attempt's id; where the vendor keeps none, say
        ``lookup="by_payment"``, and a person is asked.
        """
        needs_sending(stand)
        can = stand.capabilities
        with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire, Shop(stand, wire.url) as shop:
            wanted = shop.approve_one()
            wire.next("answer_lost")
            shop.work()
            stand.peer.clock.advance(max(can.dedupe_lifetime or MORE, can.longest_processing, can.lookup_lag) + MORE)
            shop.finish(wanted)
            shop.prove(wanted, key_lived=can.dedupe == "client_ref" or can.dedupe_lifetime is None)
