"""An upstream panel to try against: a real HTTP server that speaks the SMM panel API v2.

It takes orders, cancels and refills as a real panel does, and its orders stand wherever a test or the demo puts them.
It can also answer in every odd way that real panels were seen to (``odd``), and speak a dialect (``Dialect``): other
names, other places, the key in a header, only so many questions a minute.

    with UpstreamPanel(key="secret") as panel:
        order = panel.place(quantity=1000)
        panel.set_status(order, "Partial", remains=157)
        panel.next_reply(odd.rate_limited(30))
        ...                                     # point a provider at panel.url
        assert panel.count("status") == 2
"""

from __future__ import annotations

from panel_refunds.testing.upstream_panel import odd
from panel_refunds.testing.upstream_panel.counter import Offer, Placed, Refill
from panel_refunds.testing.upstream_panel.dialect import Dialect
from panel_refunds.testing.upstream_panel.odd import OddReply
from panel_refunds.testing.upstream_panel.server import Question, UpstreamPanel

__all__ = ["Dialect", "OddReply", "Offer", "Placed", "Question", "Refill", "UpstreamPanel", "odd"]
