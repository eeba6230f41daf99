"""How a panel wants to be asked, over real HTTP; and mistakes that name their key."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds.ports import OrderState, ProviderError
from panel_refunds.testing.upstream_panel import Dialect, UpstreamPanel, odd
from panel_refunds_smm_v2.asking import Asking
from panel_refunds_smm_v2.settings import parse_settings

KEY = "k-3f9c1e77a2"
GIVEN = {"url": "https://panel.example/api/v2", "key": KEY}
NAMES = {"key": "api_token", "action": "method", "order": "id", "orders": "ids", "refill": "refill_id"}
ACTIONS = {"status": "orderStatus", "balance": "funds", "cancel": "stop"}
WAYS = [
    {},
    {"method": "GET"},
    {"key_header": "X-Api-Key"},
    {"method": "GET", "key_header": "Authorization", "key_prefix": "Bearer "},
    {"parameters": NAMES, "actions": ACTIONS, "separator": "|"},
    {"method": "GET", "parameters": NAMES, "actions": ACTIONS, "separator": ";"},
]


@pytest.mark.parametrize("way", WAYS)
def test_a_panel_is_asked_as_it_wants_to_be(way, build):
    with UpstreamPanel(key=KEY, dialect=Dialect(**way)) as panel:
        first, second, refill = panel.place(), panel.place(), panel.place()
        provider = build(panel.url, **way)
        pending = OrderState("pending", "Pending", 1000)
        assert provider.get_orders([first]).orders == {first: pending}
        assert provider.get_orders([first, second]).orders == {first: pending, second: pending}
        assert provider.request_cancel(first).outcome == "accepted"
        panel.set_status(refill, "Completed", remains=0)
        assert provider.refill_status(provider.request_refill(refill).ref) == OrderState("pending", "Pending")
        assert str(provider.balance()) == "997.30 USD"
        assert all(question.key_right for question in panel.questions)


@pytest.mark.parametrize("way", [{"method": "GET"}, {"method": "GET", "key_header": "X-Api-Key"}])
def test_the_key_of_a_get_question_is_in_no_log(way, build, log, caplog):
    caplog.set_level("DEBUG")
    caplog.set_level("DEBUG", logger="httpx2")
    with UpstreamPanel(key=KEY, dialect=Dialect(**way)) as panel:
        panel.next_reply(odd.error(f"Invalid API key {KEY}"), odd.html(), odd.cut())
        provider = build(panel.url, **way)
        said = [provider.get_orders(["1"]) for _ in range(3)]
        assert said[0].reply_error == ProviderError("auth", "Invalid API key [key]")
    assert "HTTP Request: GET http://127.0.0.1" in caplog.text
    assert KEY not in caplog.text + repr(said) + "".join(log.lines)


def test_what_the_address_says_already_is_kept(build):
    with UpstreamPanel(key=KEY, dialect=Dialect(method="GET")) as panel:
        order = panel.place()
        provider = build(f"{panel.url}?route=api%2Fv2", method="GET")
        assert provider.get_orders([order]).orders[order].status == "pending"
        assert panel.questions[0].form["route"] == "api/v2"


def test_a_panel_asked_the_wrong_way_touches_no_order(build):
    with UpstreamPanel(key=KEY, dialect=Dialect(method="GET")) as panel:
        order = panel.place()
        told = build(panel.url).get_orders([order])
        assert (told.orders, told.reply_error.code) == ({}, "invalid_request")


def test_an_id_that_would_name_others_is_not_asked_about(build):
    with UpstreamPanel(key=KEY, dialect=Dialect(separator="|")) as panel:
        told = build(panel.url, separator="|").get_orders(["1|2", "1,2", "1 2", ""])
        assert {error.code for error in told.orders.values()} == {"invalid_request"}
        assert panel.count() == 0


def test_the_usual_panel_needs_no_settings():
    asking = Asking()
    assert asking.parameters({"action": "status", "order": "7"}, "k") == {"key": "k", "action": "status", "order": "7"}
    assert asking.headers("k") == {}
    assert Asking(key_header="X-Key", key_prefix="Token ").headers("k") == {"X-Key": "Token k"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key_header": "X Key"}, "key_header"),
        ({"key_header": "Content-Length"}, "key_header"),
        ({"key_prefix": "Bearer "}, "key_prefix"),
        ({"key_header": "X-Key", "key_prefix": "Bearer\n"}, "key_prefix"),
        ({"key_header": "X-Key", "key": "schlüssel"}, "key"),
        ({"separator": ""}, "separator"),
        ({"separator": "7"}, "separator"),
        ({"separator": " "}, "separator"),
        ({"parameters": {"orderz": "id"}}, "parameters.orderz"),
        ({"parameters": {"order": 5}}, "parameters.order"),
        ({"parameters": {"order": "a b"}}, "parameters.order"),
        ({"parameters": {"order": "orders"}}, "parameters.order"),
        ({"parameters": {"order": "id", "orders": "id"}}, "parameters.order"),
        ({"actions": {"add": "buy"}}, "actions.add"),
        ({"actions": {"cancel": "status"}}, "actions.cancel"),
    ],
)
def test_a_way_to_ask_that_makes_no_sense_is_refused_by_name(wrong, field):
    with pytest.raises(Refused) as caught:
        parse_settings({**GIVEN, **wrong})
    assert caught.value.field == field
    assert "schlüssel" not in caught.value.text
