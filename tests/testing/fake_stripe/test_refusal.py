"""The JSON shape of an error."""

from panel_refunds.testing.fake_stripe.refusal import RefusalError, out_of_order


def test_an_error_says_only_what_it_has():
    assert RefusalError("No.").body() == {"error": {"message": "No.", "type": "invalid_request_error"}}
    assert RefusalError("No.", code="a_b", param="x").body()["error"] == {
        "message": "No.",
        "type": "invalid_request_error",
        "code": "a_b",
        "doc_url": "https://stripe.com/docs/error-codes/a-b",
        "param": "x",
    }


def test_only_a_500_is_an_answer_of_what_ran():
    assert (out_of_order().kept, out_of_order(503).kept) == (True, False)
    assert out_of_order().headers["stripe-should-retry"] == "false"
