"""A session asks everything, and everything is heard."""

from panel_refunds_testkit.stand.session import live_through


def test_a_session_names_what_it_was_about_and_hears_good_and_bad(stand):
    built = stand.build()
    refs = live_through(stand, built, "first")
    assert {refund.ref for payment in refs for refund in stand.peer.refunds_of(payment)} <= set(refs)
    text = "\n".join(built.heard.texts)
    for word in (
        "PaymentFacts",
        "GatewayRefund",
        "Rejected",
        "RefundsFound",
        "GatewayEvent",
        "LookupError",
        "signature",
    ):
        assert word in text
