"""The other side: a vendor's stand-in, over real HTTP, that keeps its own books and never believes the adapter.

An adapter is tried against a *peer*. ``GatewayPeer`` is what the kit asks of one; ``BookedPeer`` is the short way to
have one: it keeps payments, refunds, idempotency keys and webhooks, and leaves only the vendor's wording to be written.
"""

from panel_refunds_testkit.peer.booked_peer import BookedPeer
from panel_refunds_testkit.peer.books import KeyUsedError, PeerBooks, PeerChange, PeerPayment, PeerRefusedError
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.gateway_peer import Account, Delivery, GatewayPeer, PeerRefund, Word
from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer

__all__ = [
    "Account",
    "BookedPeer",
    "Delivery",
    "GatewayPeer",
    "KeyUsedError",
    "PeerBooks",
    "PeerChange",
    "PeerClock",
    "PeerPayment",
    "PeerRefund",
    "PeerRefusedError",
    "PeerReply",
    "PeerRequest",
    "PeerServer",
    "Word",
]
