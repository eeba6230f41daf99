"""``balance``: every digit, and the currency where it is named."""

import pytest

from panel_refunds_smm_v2.reading import read_reply


def read(text):
    return read_reply(text.encode(), action="balance", asked=())


@pytest.mark.parametrize(
    ("text", "balance", "currency"),
    [
        ('{"balance":"71.84290","currency":"EUR"}', "71.84290", "EUR"),
        ('{"balance":71.10}', "71.10", None),
        ('{"balance":0,"currency":null}', "0", None),
        ('{"Balance":"-3.5","Currency":"USD"}', "-3.5", "USD"),
        ('{"status":"success","balance":"5"}', "5", None),
        ('{"data":{"balance":1e2,"currency":"RUB"}}', "100", "RUB"),
        ('{"balance":0.1000000000000000055511151231257827}', "0.1000000000000000055511151231257827", None),
    ],
)
def test_the_balance_is_text_as_precise_as_received(text, balance, currency):
    reading = read(text)
    assert reading == {"action": "balance", "reply_error": None, "balance": balance, "currency": currency}


@pytest.mark.parametrize("text", ['{"balance":"$5"}', '{"balance":null}', "{}", "[]", '{"balance":{"amount":1}}', "5"])
def test_a_reply_without_a_decimal_is_no_answer(text):
    reading = read(text)
    assert reading["reply_error"]["code"] == "shape_mismatch"
    assert (reading["balance"], reading["currency"]) == (None, None)


def test_an_error_is_an_error():
    assert read('{"error":"Invalid API key"}')["reply_error"] == {"code": "auth", "text": "Invalid API key"}
