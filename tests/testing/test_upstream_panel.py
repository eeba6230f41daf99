"""The fake upstream panel: it speaks the API over real HTTP, stands where it is put, and stops without a trace."""

import http.client
import json
import threading
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest

from panel_refunds.testing.upstream_panel import Offer, UpstreamPanel, odd

KEY = "k-42"


@pytest.fixture
def panel():
    with UpstreamPanel(key=KEY) as running:
        yield running


@pytest.fixture
def client():
    with httpx2.Client(timeout=10) as open_client:
        yield open_client


def reply_to(client, panel, key=KEY, **form):
    return client.post(panel.url, data={"key": key, **form})


def said(client, panel, **form):
    return reply_to(client, panel, **form).json()


# ---------------------------------------------------------------- what it says


def test_it_sells_and_tells_how_orders_stand(client, panel):
    order = said(client, panel, action="add", service="1", link="https://x.example/me", quantity="500")["order"]
    assert order == 23501
    panel.set_status(str(order), "Partial", remains=157)
    assert said(client, panel, action="status", order=str(order)) == {
        "charge": "0.45",
        "start_count": None,
        "status": "Partial",
        "remains": "157",
        "currency": "USD",
    }
    assert said(client, panel, action="balance") == {"balance": "999.55", "currency": "USD"}
    assert panel.orders[str(order)].quantity == 500


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"service": "99", "link": "x", "quantity": "500"}, "Incorrect service ID"),
        ({"service": "1", "quantity": "500"}, "Link is required"),
        ({"service": "1", "link": "x", "quantity": "5e2"}, "Incorrect quantity"),
        ({"service": "1", "link": "x", "quantity": "10"}, "Quantity must be between 50 and 100000"),
        ({"service": "9", "link": "x", "quantity": "100"}, "Not enough funds on balance"),
    ],
)
def test_an_order_it_does_not_take_is_refused_with_http_200(client, form, error):
    offers = [Offer("1", "Cheap", Decimal("0.9")), Offer("9", "Dear", Decimal(99999))]
    with UpstreamPanel(key=KEY, balance="5", offers=offers) as panel:
        reply = reply_to(client, panel, action="add", **form)
        assert (reply.status_code, reply.json()) == (200, {"error": error})
        assert panel.orders == {}


def test_a_batch_is_answered_by_id_and_unknown_ids_one_by_one(client, panel):
    first, second = panel.place(), panel.place("2", 200)
    reply = said(client, panel, action="status", orders=f"{first},{second},7")
    assert list(reply) == [first, second, "7"]
    assert reply[second]["remains"] == "200"
    assert reply["7"] == {"error": "Incorrect order ID"}


@pytest.mark.parametrize("orders", [",".join(str(one) for one in range(101)), ""])
def test_more_than_a_hundred_ids_or_none_are_refused_whole(client, panel, orders):
    assert said(client, panel, action="status", orders=orders) == {"error": "Incorrect request"}


def test_cancelling_takes_the_wish_and_changes_no_status(client, panel):
    cancelable, fixed = panel.place("1"), panel.place("2")
    assert said(client, panel, action="cancel", orders=f"{cancelable},{fixed},zz") == [
        {"order": int(cancelable), "cancel": 1},
        {"order": int(fixed), "cancel": {"error": "This order cannot be cancelled"}},
        {"order": "zz", "cancel": {"error": "Incorrect order ID"}},
    ]
    assert (panel.orders[cancelable].cancel_asked, panel.orders[cancelable].status) == (True, "Pending")
    assert not panel.orders[fixed].cancel_asked


def test_refills_are_started_for_completed_orders_and_stand_where_they_are_put(client, panel):
    order = panel.place("1")
    assert said(client, panel, action="refill", order=order) == {"error": "Refill is not available for this order"}
    panel.set_status(order, "Completed", remains=0)
    assert said(client, panel, action="refill", order=order) == {"refill": "1"}
    assert said(client, panel, action="refill", orders=f"{order},7") == [
        {"order": int(order), "refill": 2},
        {"order": 7, "refill": {"error": "Incorrect order ID"}},
    ]
    panel.set_refill_status("1", "Completed")
    assert said(client, panel, action="refill_status", refill="1") == {"status": "Completed"}
    assert said(client, panel, action="refill_status", refills="2,3") == [
        {"refill": 2, "status": "Pending"},
        {"refill": 3, "status": {"error": "Refill not found"}},
    ]
    assert panel.refills["2"].order == order


def test_it_lists_its_services(client, panel):
    first = said(client, panel, action="services")[0]
    assert (first["service"], first["rate"], first["refill"], first["cancel"]) == (1, "0.90", True, True)


def test_a_wrong_key_is_refused_noted_and_never_kept(client, panel):
    assert said(client, panel, key="stolen", action="balance") == {"error": "Invalid API key"}
    assert said(client, panel, action="balance")["currency"] == "USD"
    wrong, right = panel.questions
    assert (wrong.key_right, right.key_right) == (False, True)
    assert "stolen" not in repr(panel.questions)


def test_an_unknown_action_is_an_incorrect_request(client, panel):
    assert said(client, panel, action="explode") == {"error": "Incorrect request"}
    assert said(client, panel) == {"error": "Incorrect request"}


def test_questions_are_counted_by_action(client, panel):
    for action in ("balance", "services", "balance"):
        reply_to(client, panel, action=action)
    assert (panel.count("balance"), panel.count("services"), panel.count("add"), panel.count()) == (2, 1, 0, 3)


def test_another_address_is_not_found(client, panel):
    assert client.post(panel.url + "/else", data={"key": KEY}).status_code == 404
    assert client.get(panel.url).status_code == 501
    assert client.post(panel.url, content=(b"x" for _ in range(3))).status_code == 413  # no length told
    assert panel.count() == 0


# ---------------------------------------------------------------- drip feeds, subscriptions


def test_a_drip_feed_tells_its_runs_and_a_subscription_its_posts(client, panel):
    drip, posts = panel.place(quantity=100, runs=5), panel.subscribe(quantity=100, posts=10)
    panel.set_status(drip, "In progress", remains=40, runs_left=2)
    panel.set_status(posts, "Canceled", posts_served=2)
    reply = said(client, panel, action="status", orders=f"{drip},{posts}")
    assert (reply[drip]["remains"], reply[drip]["runs"], reply[drip]["runs_left"]) == ("40", "5", "2")
    served = [f"{posts}0", f"{posts}1"]
    assert reply[posts] == {"status": "Canceled", "expiry": None, "posts": "10", "orders": served}
    assert said(client, panel, action="balance")["balance"] == "998.65"


# ---------------------------------------------------------------- odd replies


@pytest.mark.parametrize(
    ("reply", "http_status", "body"),
    [
        (odd.body("x", 418), 418, "x"),
        (odd.empty(), 200, ""),
        (odd.server_error(503), 503, "<html>oops</html>"),
        (odd.error("Order not found.", status="104"), 200, '{"error": "Order not found.", "status": "104"}'),
        (odd.flat("Canceled"), 200, '{"status": "Canceled", "charge": "0", "remains": "100"}'),
        (odd.redirect("https://elsewhere.example/"), 302, ""),
    ],
)
def test_one_reply_is_bent_and_the_next_is_ordinary(client, panel, reply, http_status, body):
    panel.next_reply(reply)
    bent = reply_to(client, panel, action="balance")
    assert (bent.status_code, bent.text) == (http_status, body)
    assert said(client, panel, action="balance")["currency"] == "USD"


def test_html_comes_as_html(client, panel):
    panel.next_reply(odd.html())
    reply = reply_to(client, panel, action="balance")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html")
    assert reply.text.startswith("<!doctype html>")


@pytest.mark.parametrize("header", ["retry-after", "x-ratelimit-reset"])
def test_a_rate_limit_names_the_wait_in_the_header_it_is_told(client, panel, header):
    panel.next_reply(odd.rate_limited(12, header=header), odd.rate_limited(None))
    limited, bare = (reply_to(client, panel, action="balance") for _ in range(2))
    assert (limited.status_code, limited.headers[header]) == (429, "12")
    assert (bare.status_code, header in bare.headers) == (429, False)


def test_the_ordinary_answer_can_be_bent(client, panel):
    first, second = panel.place(), panel.place()
    panel.next_reply(
        odd.as_list(),
        odd.wrapped(),
        odd.under_other_ids(5),
        odd.without(second),
        odd.with_field("status", "Quux"),
        odd.half(),
    )
    bent = [reply_to(client, panel, action="status", orders=f"{first},{second}").text for _ in range(6)]
    assert [one["order"] for one in json.loads(bent[0])] == [first, second]
    assert list(json.loads(bent[1])["data"]) == [first, second]
    assert list(json.loads(bent[2])) == [str(int(first) + 5), str(int(second) + 5)]
    assert list(json.loads(bent[3])) == [first]
    assert {one["status"] for one in json.loads(bent[4]).values()} == {"Quux"}
    with pytest.raises(ValueError, match=r"Expecting|Unterminated|delimiter"):
        json.loads(bent[5])
    panel.next_reply(odd.with_field("remains", "1.5"))
    assert said(client, panel, action="status", order=first)["remains"] == "1.5"


def test_an_oversized_reply_is_as_long_as_asked(client, panel):
    panel.next_reply(odd.oversized(50_000))
    assert len(reply_to(client, panel, action="balance").content) > 50_000


def test_a_cut_reply_ends_before_its_announced_length(client, panel):
    panel.next_reply(odd.cut())
    with pytest.raises(httpx2.RemoteProtocolError):
        reply_to(client, panel, action="balance")


@pytest.mark.parametrize("reply", [odd.slow(), odd.trickle()])
def test_a_reply_that_does_not_come_outlasts_the_caller_but_not_the_panel(reply):
    with UpstreamPanel(key=KEY) as panel:
        panel.next_reply(reply)
        address = urlsplit(panel.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        connection.request(
            "POST",
            address.path,
            urlencode({"key": KEY, "action": "balance"}),
            {"content-type": "application/x-www-form-urlencoded"},
        )
        while not panel.count():
            assert connection.sock is not None
    with pytest.raises((http.client.HTTPException, OSError)):
        connection.getresponse().read()
    connection.close()
    assert not panel_threads()


def test_bending_by_id_what_has_no_ids_is_shown_as_a_mistake_of_the_test(client, panel, capfd):
    panel.next_reply(odd.as_list())
    with pytest.raises(httpx2.RemoteProtocolError):
        reply_to(client, panel, action="balance")
    assert "ask about several orders" in capfd.readouterr().err


# ---------------------------------------------------------------- starting and stopping


def panel_threads():
    return [thread for thread in threading.enumerate() if "upstream" in thread.name or "process_request" in thread.name]


def test_stopping_ends_kept_connections_and_leaves_no_thread(client):
    with UpstreamPanel(key=KEY) as panel:
        for _ in range(3):
            reply_to(client, panel, action="balance")
        assert panel.connections == 1
        assert len(panel_threads()) == 2
    assert panel_threads() == []


def test_its_address_is_free_again_after_it_stopped(client):
    with UpstreamPanel(key=KEY) as panel:
        order = panel.place()
        port = urlsplit(panel.url).port
    again = UpstreamPanel(key=KEY, port=port or 0).start()
    try:
        assert said(client, again, action="status", order=order) == {"error": "Incorrect order ID"}
    finally:
        again.stop()
        again.stop()


def test_what_it_remembers_outlives_the_stop_and_its_address_does_not(client):
    panel = UpstreamPanel(key=KEY)
    with panel:
        reply_to(client, panel, action="balance")
        with pytest.raises(RuntimeError, match="running already"):
            panel.start()
    assert panel.count() == 1
    with pytest.raises(RuntimeError, match="not running"):
        _ = panel.url


def test_many_callers_at_once_get_their_own_answers(panel):
    orders = [panel.place(quantity=100 + number) for number in range(40)]
    answers: dict[str, str] = {}

    def ask(mine):
        with httpx2.Client(timeout=30) as own:
            for order in mine:
                answers[order] = said(own, panel, action="status", order=order)["remains"]

    threads = [threading.Thread(target=ask, args=(orders[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {order: str(100 + number) for number, order in enumerate(orders)}
