"""A quote of one request, as the API shows it while a fee is not known."""

from tests.web.panel import Panel


def test_what_is_not_known_is_null(panel: Panel) -> None:
    panel.deposit(fee=None)
    quote = panel.get("/customers/c1/request-quote", amount="20.00", subject="Refund Request")

    assert (quote["recommend"], quote["gross"], quote["net"]) == ("wait", "20.00", None)
    (refund,) = quote["refunds"]
    assert (refund["processor_fee"], refund["own_fee"], refund["net"]) == (None, "0.00", None)
    assert "fee_unknown" in quote["reasons"]
