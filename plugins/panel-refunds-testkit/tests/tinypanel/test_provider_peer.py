"""The panel knows its customers by their keys, and its orders by whose they are."""

import httpx2

from panel_refunds_testkit.tinypanel.provider_peer import TinyPanelPeer


def test_an_order_is_shown_to_whom_it_belongs():
    with TinyPanelPeer() as peer, httpx2.Client(base_url=peer.url, trust_env=False) as client:
        ref = peer.place("short", remains=3)
        shown = [
            client.get("/orders", params={"ids": ref}, headers={"authorization": f"Bearer {key}"}).json()
            for key in (peer.keys["first"], peer.keys["second"], "nobody's")
        ]
    assert shown == [
        {"orders": [{"id": ref, "status": "short", "remains": 3}]},
        {"orders": []},
        {"error": "wrong_key"},
    ]
    assert peer.orders_asked() == ((ref,), (ref,))
