"""The provider object, on real files."""

import hashlib
from datetime import timedelta

import pytest

from panel_refunds.plugins.kinds import missing_methods
from panel_refunds.ports import OrderState, ProviderCapabilities, ProviderError
from panel_refunds_csv_orders import provider as module
from panel_refunds_csv_orders.reading import read_rows

FILE = "order,status,remains\n71,Partial,157\n72,Cancelled,\n73,In progress,1000\n74,Verloren,5\n"


def test_it_keeps_the_promise_of_an_order_provider(build):
    assert missing_methods("order_providers", build()) == ()
    assert repr(build()) == "<csv 'main' of 'acme'>"


def test_it_can_what_a_file_can(build):
    assert build(batch=40).capabilities() == ProviderCapabilities(40, cancel=False, refill=False)
    assert not build(columns={"order": "a", "status": "b"}).capabilities().reports_remains


def test_orders_are_told_as_the_file_has_them(drop, build, log):
    drop(FILE)
    reply = build().get_orders(["71", "72", "73", "74", "75"])
    assert reply.orders == {
        "71": OrderState("partial", "Partial", 157),
        "72": OrderState("canceled", "Cancelled", None),
        "73": OrderState("in_progress", "In progress", 1000),
        "74": OrderState("unknown", "Verloren", 5),
    }
    assert (reply.missing, reply.not_asked, reply.reply_error, log.lines) == (("75",), (), None, [])


def test_the_quantity_there_is_told_where_a_column_has_it(drop, build):
    drop("id;state;left;of\n71;Partial;400;1100\n72;Partial;400;viel\n")
    columns = {"order": "id", "status": "state", "remains": "left", "ordered": "of"}
    reply = build(columns=columns, delimiter=";").get_orders(["71", "72"])
    assert reply.orders["71"] == OrderState("partial", "Partial", 400, ordered=1100)
    assert reply.orders["72"] == OrderState("partial", "Partial", None)


@pytest.mark.parametrize(
    ("content", "settings", "why"),
    [
        (FILE + "75,Canc", {}, "not complete"),
        (FILE, {"last_line": "#END"}, "does not end with"),
        ("", {}, "no rows"),
        ("order,status\n71,Canceled\n", {}, "0 columns 'remains'"),
        ('order,status,remains\n71,"Canceled,\n', {}, "no such table"),
        (b"order,status,remains\n71,Canc\xff,1\n", {}, "not utf-8"),
        (FILE, {"max_bytes": 20}, "more than 20 bytes"),
    ],
)
def test_a_file_that_is_not_whole_touches_no_order(drop, build, log, content, settings, why):
    drop(content)
    reply = build(**settings).get_orders(["71", "72"])
    assert (reply.orders, reply.missing) == ({}, ("71", "72"))
    assert reply.reply_error.code == "unreadable"
    assert why in reply.reply_error.text
    assert why in log.lines[0]


def test_a_file_that_changed_a_moment_ago_is_read_later(drop, build):
    drop(FILE, ago=3)
    reply = build().get_orders(["71"])
    assert (reply.orders, reply.retry_after) == ({}, timedelta(seconds=7))
    assert build(quiet_seconds=0).get_orders(["71"]).orders
    drop(FILE, ago=-3600)  # a clock that goes before ours
    assert build().get_orders(["71"]).reply_error


def test_a_file_that_changes_while_it_is_read_touches_no_order(drop, build, monkeypatch):
    file = drop(FILE)

    def read_and_append(stream, layout, asked):
        rows = read_rows(stream, layout, asked)
        with file.open("a") as writing:
            writing.write("71,Pending,1000\n")
        return rows

    monkeypatch.setattr(module, "read_rows", read_and_append)
    reply = build().get_orders(["71"])
    assert (reply.orders, reply.reply_error.text) == ({}, "The file changed while it was read.")


def test_no_file_yet_touches_no_order(build):
    assert build().get_orders(["71"]).reply_error == ProviderError("unreadable", "There is no file yet.")


def test_two_rows_that_differ_are_a_doubt_unless_the_last_counts(drop, build):
    drop("order,status,remains\n71,Canceled,\n72,Partial,40\n71,In progress,900\n72,PARTIAL,40\n")
    told = build().get_orders(["71", "72"]).orders
    assert told["71"] == ProviderError("unreadable", "The file has two rows about this order, and they differ.")
    assert told["72"].status == "partial"
    assert build(duplicates="last").get_orders(["71"]).orders["71"].status == "in_progress"


def test_more_orders_than_one_question_may_name_are_a_mistake(build):
    with pytest.raises(ValueError, match="2 orders, not 3"):
        build(batch=2).get_orders(["1", "2", "3"])


def test_nothing_is_written(drop, build, tmp_path):
    file = drop(FILE)
    before = (hashlib.sha256(file.read_bytes()).digest(), file.stat().st_mtime_ns, sorted(tmp_path.rglob("*")))
    build().get_orders(["71"])
    assert before == (hashlib.sha256(file.read_bytes()).digest(), file.stat().st_mtime_ns, sorted(tmp_path.rglob("*")))


def test_a_file_cannot_be_asked_for_anything(build):
    built = build()
    assert [built.request_cancel("1").outcome, built.request_refill("1").outcome] == ["refused", "refused"]
    assert [built.request_cancel("1").error.code, built.request_refill("1").error.code] == [
        "not_cancelable",
        "not_refillable",
    ]
    assert (built.refill_status("1").code, built.balance().code) == ("refill_not_found", "other")
    assert built.read_placement(b"{}", 200).outcome == "unknown"


def test_words_and_files_are_read_without_a_file(build):
    built = build(words={"Beendet": "completed"})
    assert [built.read_status(word) for word in ("BEENDET!", "partial", "Quux")] == ["completed", "partial", "unknown"]
    read = built.read_reply(
        b"order,status,remains\n71,beendet,0\n72,,\n", action="status", asked=["71", "72", "73"], http_status=0
    )
    assert read["orders"] == {
        "71": {"status": "completed", "raw_status": "beendet", "remains": 0},
        "72": {"error": {"code": "unreadable", "text": "The row gives no status."}},
    }
    assert read["missing"] == ["73"]
    assert built.read_reply(b"", action="status", asked=["71"], http_status=0)["reply_error"]["code"] == "unreadable"
    with pytest.raises(ValueError, match="only read for `status`"):
        built.read_reply(b"", action="add", asked=[], http_status=200)
