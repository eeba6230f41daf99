"""The provider object, over real HTTP."""

from datetime import timedelta
from pathlib import Path

import pytest

from panel_refunds.money import Money
from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import Asked, OrderState, PlacementReading, ProviderCapabilities, ProviderError
from panel_refunds.testing.upstream_panel import odd

UNREACHABLE = "http://127.0.0.1:1/api/v2"
LOST = [
    (odd.html(), "unreadable"),
    (odd.empty(), "unreadable"),
    (odd.cut(), "unreadable"),
    (odd.half(), "unreadable"),
    (odd.redirect("https://elsewhere.example/"), "unreadable"),
    (odd.server_error(), "server_error"),
    (odd.rate_limited(30), "rate_limited"),
    (odd.error("Invalid API key"), "auth"),
]


def test_it_keeps_the_promise_of_an_order_provider(provider):
    assert missing_methods("order_providers", provider) == ()


def test_it_can_what_the_tenants_file_says(build):
    built = build(UNREACHABLE, batch=40, cancel=False, refill=False, reports_remains=False)
    assert built.capabilities() == ProviderCapabilities(40, cancel=False, refill=False, reports_remains=False)
    assert build(UNREACHABLE).capabilities() == ProviderCapabilities()


# ---------------------------------------------------------------- statuses


def test_orders_are_told_as_they_stand(panel, provider):
    first, second, third = (panel.place() for _ in range(3))
    panel.set_status(first, "Partial", remains=157)
    panel.set_status(second, "Cancelled", remains=0)

    reply = provider.get_orders([first, second, third, "999"])

    assert reply.orders == {
        first: OrderState("partial", "Partial", 157),
        second: OrderState("canceled", "Cancelled", 0),
        third: OrderState("pending", "Pending", 1000),
        "999": ProviderError("order_not_found", "Incorrect order ID"),
    }
    assert (reply.reply_error, reply.missing, reply.not_asked, reply.retry_after) == (None, (), (), None)


def test_one_order_is_asked_singly_and_several_in_one_question(panel, provider):
    first, second = panel.place(), panel.place()
    provider.get_orders([first, first])
    provider.get_orders([first, second, first])
    assert [dict(question.form) for question in panel.questions] == [
        {"action": "status", "order": first},
        {"action": "status", "orders": f"{first},{second}"},
    ]


def test_a_hundred_orders_are_one_question_and_more_are_the_callers_mistake(panel, provider, build):
    orders = [panel.place() for _ in range(101)]
    assert len(provider.get_orders(orders[:100]).orders) == 100
    with pytest.raises(ValueError, match="100 orders, not 101"):
        provider.get_orders(orders)
    with pytest.raises(ValueError, match="2 orders, not 3"):
        build(panel.url, batch=2).get_orders(orders[:3])
    assert panel.count() == 1


def test_an_id_that_would_ask_about_other_orders_is_never_asked(panel, provider):
    order = panel.place()
    reply = provider.get_orders(["7,8", order, "a b", ""])
    assert reply.orders[order] == OrderState("pending", "Pending", 1000)
    assert {ref for ref, said in reply.orders.items() if isinstance(said, ProviderError)} == {"7,8", "a b", ""}
    assert panel.questions[0].form["order"] == order
    assert provider.get_orders(["7,8"]).reply_error is None
    assert provider.request_cancel("7,8").error == ProviderError("invalid_request", "This id cannot be asked about.")
    assert isinstance(provider.refill_status("7,8"), ProviderError)
    assert panel.count() == 1


def test_no_orders_are_no_question(panel, provider):
    assert provider.get_orders([]).orders == {}
    assert panel.count() == 0


@pytest.mark.parametrize(("reply", "code"), LOST)
def test_a_lost_answer_leaves_every_order_untouched(panel, provider, reply, code):
    orders = [panel.place(), panel.place()]
    panel.next_reply(reply)
    told = provider.get_orders(orders)
    assert told.orders == {}
    assert told.missing == tuple(orders)
    assert told.reply_error is not None
    assert told.reply_error.code == code


def test_a_flat_reply_to_a_batch_touches_no_order(panel, provider):
    orders = [panel.place(), panel.place()]
    panel.next_reply(odd.flat("Canceled"))
    told = provider.get_orders(orders)
    assert (told.orders, told.missing) == ({}, tuple(orders))
    assert told.reply_error is not None
    assert told.reply_error.code == "shape_mismatch"


def test_bent_replies_are_read_as_far_as_they_speak_of_what_was_asked(panel, provider):
    first, second = panel.place(), panel.place()
    pending = OrderState("pending", "Pending", 1000)
    panel.next_reply(odd.as_list(), odd.wrapped(), odd.without(second), odd.under_other_ids())
    assert provider.get_orders([first, second]).orders == {first: pending, second: pending}
    assert provider.get_orders([first, second]).orders == {first: pending, second: pending}
    assert provider.get_orders([first, second]).missing == (second,)
    about_others = provider.get_orders([first, second])
    assert about_others.missing == (first, second)
    assert about_others.not_asked == tuple(str(int(order) + 1_000_000) for order in (first, second))


def test_unknown_words_and_unreadable_figures_are_told_as_such(panel, provider, build):
    first, second = panel.place(), panel.place()
    panel.next_reply(
        odd.with_field("status", "Quux"), odd.with_field("remains", "1.5"), odd.with_field("status", "Quux")
    )
    assert provider.get_orders([first, second]).orders[first] == OrderState("unknown", "Quux", 1000)
    assert provider.get_orders([first]).orders[first] == OrderState("pending", "Pending", None)
    taught = build(panel.url, words={"quux": "paused"})
    assert taught.get_orders([first, second]).orders[first] == OrderState("paused", "Quux", 1000)


@pytest.mark.parametrize(
    ("reply", "wait"),
    [
        (odd.rate_limited(30), 30),
        (odd.rate_limited(12, header="x-ratelimit-reset"), 12),
        (odd.body("", 503, {"retry-after": "60"}), 60),
    ],
)
def test_a_panel_that_asks_us_to_wait_is_heard(panel, provider, reply, wait):
    panel.next_reply(reply)
    assert provider.get_orders([panel.place()]).retry_after == timedelta(seconds=wait)


def test_without_such_a_header_nobody_waits(panel, provider):
    panel.next_reply(odd.rate_limited(None))
    assert provider.get_orders([panel.place()]).retry_after is None


def test_an_unreachable_panel_leaves_every_order_untouched(build):
    told = build(UNREACHABLE).get_orders(["1"])
    assert told.reply_error == ProviderError("server_error", "The panel cannot be reached: no connection.")
    assert told.missing == ("1",)


def test_404_to_a_single_question_is_an_error_of_that_order(panel, provider):
    panel.next_reply(odd.html(404))
    assert provider.get_orders(["5"]).orders["5"].code == "order_not_found"


# ---------------------------------------------------------------- wishes


def test_a_wish_to_cancel_is_taken_or_refused(panel, provider):
    cancelable, fixed = panel.place("1"), panel.place("2")
    assert provider.request_cancel(cancelable) == Asked("accepted")
    assert panel.orders[cancelable].cancel_asked
    assert panel.orders[cancelable].status == "Pending"
    refused = provider.request_cancel(fixed)
    assert (refused.outcome, refused.error.code) == ("refused", "not_cancelable")
    assert provider.request_cancel("999").error == ProviderError("order_not_found", "Incorrect order ID")


def test_a_wish_to_refill_brings_the_refills_id_and_its_state_is_told(panel, provider):
    order = panel.place("1")
    assert provider.request_refill(order).error.code == "not_refillable"
    panel.set_status(order, "Completed", remains=0)
    asked = provider.request_refill(order)
    assert asked == Asked("accepted", ref="1")
    assert provider.refill_status("1") == OrderState("pending", "Pending")
    panel.set_refill_status("1", "Rejected")
    assert provider.refill_status("1") == OrderState("rejected", "Rejected")
    assert provider.refill_status("2") == ProviderError("refill_not_found", "Refill not found")


@pytest.mark.parametrize("wish", ["request_cancel", "request_refill"])
@pytest.mark.parametrize(("reply", "code"), LOST[:-1])
def test_a_wish_whose_answer_is_lost_is_unknown(panel, provider, wish, reply, code):
    panel.next_reply(reply)
    asked = getattr(provider, wish)(panel.place())
    assert (asked.outcome, asked.error.code) == ("unknown", code)


@pytest.mark.parametrize("wish", ["request_cancel", "request_refill"])
def test_a_wish_that_never_left_or_was_never_answered_is_unknown(panel, build, wish):
    assert getattr(build(UNREACHABLE), wish)("1").outcome == "unknown"
    panel.next_reply(odd.slow())
    assert getattr(build(panel.url, patience=0.2), wish)("1").outcome == "unknown"


def test_a_clear_no_to_the_whole_question_refuses_the_wish(panel, provider):
    panel.next_reply(odd.error("Invalid API key"), odd.error("Quux"))
    assert provider.request_cancel("1").outcome == "refused"
    assert provider.request_cancel("1").outcome == "unknown"


def test_a_wish_answered_for_another_order_is_unknown(panel, provider):
    panel.next_reply(odd.body('{"order":"8","cancel":1}'), odd.body('{"refill":"8","status":"Completed"}'))
    assert provider.request_cancel("7").error.code == "shape_mismatch"
    assert provider.refill_status("7") == ProviderError("shape_mismatch", "The reply speaks of another refill.")


def test_wishes_a_panel_does_not_take_are_refused_without_a_question(panel, build):
    built = build(panel.url, cancel=False, refill=False)
    assert built.request_cancel("1") == Asked(
        "refused", error=ProviderError("not_cancelable", "This panel takes no cancellations.")
    )
    assert built.request_refill("1").error.code == "not_refillable"
    assert panel.count() == 0


def test_a_lost_answer_to_a_refills_state_is_an_error(panel, provider):
    panel.next_reply(odd.html())
    assert provider.refill_status("1").code == "unreadable"


# ---------------------------------------------------------------- balance, services


def test_the_balance_is_money_rounded_down(panel, provider):
    panel.set_balance("100.84292")
    assert provider.balance() == Money(100_84292000, "USD")
    panel.next_reply(odd.body('{"balance":"0.123456789","currency":"eur"}'))
    assert provider.balance() == Money(12345678, "EUR")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('{"balance":"5"}', "shape_mismatch"),
        ('{"balance":"99999999999999999999","currency":"USD"}', "shape_mismatch"),
        ("<html>", "unreadable"),
        ('{"error":"Invalid API key"}', "auth"),
    ],
)
def test_a_balance_that_cannot_be_told_is_an_error(panel, provider, body, code):
    panel.next_reply(odd.body(body))
    assert provider.balance().code == code


def test_the_services_are_told_with_their_flags(provider):
    services = {offer["service"]: offer for offer in provider.services()["services"]}
    assert (services["1"]["refill"], services["2"]["refill"], services["3"]["cancel"]) == (True, False, True)
    assert services["1"]["rate"] == "0.90"


# ---------------------------------------------------------------- reading without asking


def test_words_placements_and_replies_are_read_without_a_connection(build):
    built = build("http://unused.invalid", words={"quux": "paused"}, texts={"sumiu": "order_not_found"})
    assert [built.read_status(word) for word in ("Cancelled", "Quux", "Corge")] == ["canceled", "paused", "unknown"]
    assert built.read_placement(b'{"order":23}', 200) == PlacementReading("accepted", "23")
    refused = built.read_placement(b'{"error":"Not enough funds"}', 200)
    assert (refused.outcome, refused.order, refused.error.code) == ("refused", None, "insufficient_balance")
    assert built.read_placement(b"", 502).outcome == "unknown"
    read = built.read_reply(b'{"error":"Sumiu!"}', action="status", asked=["5"], http_status=200)
    assert read["orders"]["5"]["error"]["code"] == "order_not_found"


# ---------------------------------------------------------------- the key


def test_the_key_is_in_no_log_error_or_repr(panel, provider, log, caplog):
    key = "k-3f9c1e77a2"
    caplog.set_level("DEBUG")
    panel.next_reply(
        odd.error(f"Invalid API key {key}"),
        odd.body(f'{{"status":"state of {key}","remains":"1"}}'),
        odd.html(),
        odd.cut(),
        odd.error(f"order not found for {key}"),
    )
    said = [provider.get_orders(["1"]) for _ in range(4)] + [provider.request_cancel("1"), provider]
    assert said[0].reply_error.text == "Invalid API key [key]"
    assert said[1].orders["1"].raw_status == "state of [key]"
    assert key not in repr(said)
    assert key not in "".join(log.lines) + caplog.text
    assert repr(provider) == "<smm_v2 'main' of 'acme'>"


def test_a_reply_error_is_logged_with_its_code(panel, provider, log):
    panel.next_reply(odd.rate_limited())
    provider.get_orders(["1"])
    provider.get_orders(["1"])
    (line,) = log.lines
    assert "provider_reply_error" in line
    assert "'code': 'rate_limited'" in line
    assert "'http_status': 429" in line


def test_the_plugin_sees_only_the_front_door():
    allowed = ("panel_refunds.hookspecs", "panel_refunds.ports", "panel_refunds.money", "panel_refunds.errors")
    sources = Path(__file__).parents[1].joinpath("src").rglob("*.py")
    lines = [line.strip() for source in sources for line in source.read_text(encoding="utf-8").splitlines()]
    imports = [line.split()[1] for line in lines if line.startswith(("from panel_refunds.", "import panel_refunds."))]
    assert imports
    assert set(imports) <= set(allowed)
