"""Orders read from real tables: exactly the asked ones, and nothing where anything is in doubt."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import NullPool, create_engine, event

from panel_refunds.ports import OrdersReply, OrderState, ProviderError

MAPPING = 'table = "orders"\nid = "id"\nstatus = "status"\n[remains]\ncolumn = "remains"\n'
WIDE = """
table = "orders"
id = "id"
status = "states.name"
[remains]
quantity = "quantity"
start = "start_count"
current = "current_count"
[words]
"In moderation" = "pending"
[join]
table = "states"
on = { state_id = "id" }
[[where]]
column = "kind"
in = ["default", "package"]
[[where]]
column = "deleted_at"
is_null = true
[[where]]
column = "states.hidden"
is_not = true
"""


@contextmanager
def locked(panel):
    """Somebody holds the table for themselves."""
    engine = create_engine(panel.server.owner_url(panel.name), poolclass=NullPool)
    with engine.connect() as connection:
        held = (
            "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE" if panel.kind == "postgresql" else "LOCK TABLES orders WRITE"
        )
        connection.exec_driver_sql(held)
        yield


def test_orders_that_stand_there_are_told_and_the_others_are_missing(panel):
    panel.orders((17, "Partial", 61), (18, "In progress", 500), (19, "Canceled", None), (99, "Canceled", 0))

    reply = panel.provider().get_orders(["17", "18", "19", "20"])

    assert reply == OrdersReply(
        orders={
            "17": OrderState("partial", "Partial", 61),
            "18": OrderState("in_progress", "In progress", 500),
            "19": OrderState("canceled", "Canceled", None),
        },
        missing=("20",),
    )
    assert panel.log.lines == []


def test_a_word_that_nobody_knows_is_unknown_and_a_row_without_one_is_an_error(panel):
    panel.orders((1, "Partially cancelled soon", 1), (2, None, 1), (3, " ", 1))

    orders = panel.provider().get_orders(["1", "2", "3"]).orders

    assert orders["1"] == OrderState("unknown", "Partially cancelled soon", 1)
    assert orders["2"] == orders["3"] == ProviderError("shape_mismatch", "The row gives no status.")


def test_statuses_that_are_numbers_mean_what_the_mapping_says_and_nothing_else(panel):
    panel.orders((1, 0, 5), (2, 3, 5), (3, 4, 5), status_type="SMALLINT")
    mapping = 'table = "orders"\nid = "id"\nstatus = "status"\n[words]\n"0" = "pending"\n"3" = "canceled"\n'

    orders = panel.provider(mapping).get_orders(["1", "2", "3"]).orders

    assert [one.status for one in orders.values()] == ["pending", "canceled", "unknown"]
    assert [one.raw_status for one in orders.values()] == ["0", "3", "4"]
    assert all(one.remains is None for one in orders.values())


@pytest.mark.parametrize(
    ("type_", "kept", "read"),
    [
        ("INTEGER", 61, 61),
        ("INTEGER", -2, 0),
        ("INTEGER", None, None),
        ("DECIMAL(12,2)", "61.00", 61),
        ("DECIMAL(12,2)", "61.50", None),
        ("DOUBLE PRECISION", 61.0, 61),
        ("DOUBLE PRECISION", 61.5, None),
        ("VARCHAR(20)", "61", 61),
        ("VARCHAR(20)", "61 left", None),
        ("VARCHAR(20)", "", None),
        ("BOOLEAN", None, None),
    ],
)
def test_what_remains_is_read_from_any_type_where_it_is_whole(panel, type_, kept, read):
    panel.run(f"CREATE TABLE orders (id BIGINT, status VARCHAR(40), remains {type_})")
    panel.let_read("orders")
    panel.add((17, "Partial", kept))

    assert panel.provider().get_orders(["17"]).orders["17"].remains == read


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize(
    "ref", ["17abc", " 17", "17 ", "017", "17.0", "+17", "1e1", "0x11", "", "17,18", "1' OR '1'='1"]
)
def test_an_id_that_a_column_of_numbers_cannot_hold_is_never_taken_for_one_it_holds(panel, ref):
    panel.orders((17, "Canceled", 0), (10, "Canceled", 0), (0, "Canceled", 0))

    reply = panel.provider().get_orders([ref, "17"])

    assert reply.orders[ref] == ProviderError("invalid_request", "The column of ids cannot hold this id.")
    assert reply.orders["17"].status == "canceled"
    assert reply.reply_error is None


@pytest.mark.parametrize("type_", ["INTEGER", "BIGINT", "DECIMAL(20,0)"])
def test_numbers_of_every_width_are_compared_as_numbers(panel, type_):
    panel.orders((2147483647, "Canceled", 0), (5, "Pending", 0), id_type=type_)

    reply = panel.provider().get_orders(["2147483647", "5", "999999999999999999"])

    assert set(reply.orders) == {"2147483647", "5"}
    assert reply.missing == ("999999999999999999",)


def test_ids_that_are_text_are_compared_character_by_character(panel):
    panel.orders(("17", "Canceled", 0), ("17abc", "Pending", 0), ("o'x\"\\%s", "Partial", 3), id_type="VARCHAR(40)")

    reply = panel.provider().get_orders(["17", "17abc", "017", "o'x\"\\%s", "'OR'1'='1"])

    assert {ref: one.status for ref, one in reply.orders.items()} == {
        "17": "canceled",
        "17abc": "pending",
        "o'x\"\\%s": "partial",
    }
    assert reply.missing == ("'OR'1'='1", "017")


def test_an_id_that_no_panel_gives_is_not_asked_about(panel):
    panel.orders(("17", "Canceled", 0), id_type="VARCHAR(40)")

    reply = panel.provider().get_orders(["17 ", "1\n7", "１７", "x" * 65, ""])

    assert {one.code for one in reply.orders.values()} == {"invalid_request"}
    assert len(reply.orders) == 5


def test_an_id_in_another_spelling_is_an_error_of_that_order(mariadb_panel):
    """To MariaDB 'a7' is 'A7', 'á7' and 'a7 ': which order was meant would be a guess."""
    kept = [("A7", "Canceled", 0), ("b8", "Canceled", 0), ("B8", "Pending", 0), ("ç9", "Canceled", 0)]
    mariadb_panel.orders(*kept, ("d1", "Canceled", 0), id_type="VARCHAR(40) COLLATE utf8mb4_general_ci")

    reply = mariadb_panel.provider().get_orders(["a7", "b8", "c9", "d1", "e2"])

    other = ProviderError("shape_mismatch", "The table has this id in another spelling.")
    assert reply.orders == {"a7": other, "b8": other, "c9": other, "d1": OrderState("canceled", "Canceled", 0)}
    assert (reply.missing, reply.not_asked) == (("e2",), ())


def test_an_id_that_the_column_fills_up_with_spaces_is_no_match_either(postgres_panel):
    postgres_panel.orders(("a7", "Canceled", 0), id_type="CHAR(9)")

    reply = postgres_panel.provider().get_orders(["a7"])

    assert reply.orders == {"a7": ProviderError("shape_mismatch", "The table has this id in another spelling.")}


def test_uuids_are_ids_too(postgres_panel):
    known, other = "0190a5d0-0000-7000-8000-000000000001", "0190a5d0-0000-7000-8000-000000000002"
    postgres_panel.orders((known, "Canceled", 0), id_type="UUID")

    reply = postgres_panel.provider().get_orders([known, other, known.upper(), "17"])

    assert reply.orders[known].status == "canceled"
    assert reply.missing == (other,)
    assert isinstance(reply.orders[known.upper()], ProviderError)
    assert isinstance(reply.orders["17"], ProviderError)


def test_an_id_that_stands_there_twice_is_an_error_of_that_order(panel):
    panel.orders((17, "Canceled", 0), (17, "Pending", 0), (18, "Canceled", 0))

    orders = panel.provider().get_orders(["17", "18"]).orders

    assert orders["17"] == ProviderError("shape_mismatch", "The table has this id more than once.")
    assert orders["18"].status == "canceled"


def test_ids_that_are_neither_numbers_nor_texts_are_refused(panel):
    panel.orders((1.5, "Canceled", 0), id_type="DOUBLE PRECISION")

    reply = panel.provider().get_orders(["1"])

    assert reply.reply_error == ProviderError(
        "shape_mismatch", "the column of ids holds neither whole numbers nor texts"
    )


# ---------------------------------------------------------------- joins and conditions


def wide(panel):
    panel.run(
        "CREATE TABLE states (id INTEGER, name VARCHAR(40), hidden BOOLEAN)",
        "CREATE TABLE orders (id BIGINT, state_id INTEGER, quantity INTEGER, start_count INTEGER,"
        " current_count INTEGER, kind VARCHAR(40), deleted_at TIMESTAMP NULL)",
    )
    panel.let_read("orders", "states")
    panel.add((1, "Partial", False), (2, "In moderation", None), (3, "Canceled", True), table="states")


def test_a_second_table_counts_and_conditions(panel):
    wide(panel)
    now = "2026-03-02 10:00:00"
    panel.add(
        (11, 1, 1000, 50, 893, "default", None),
        (12, 2, 1000, 0, 0, "package", None),
        (13, 3, 1000, 0, 0, "default", None),
        (14, 1, 1000, 50, 893, "subscription", None),
        (15, 1, 1000, 50, 893, "default", now),
        (16, 9, 1000, 50, 893, "default", None),
    )

    reply = panel.provider(WIDE).get_orders(["11", "12", "13", "14", "15", "16"])

    assert reply.orders == {
        "11": OrderState("partial", "Partial", 157),
        "12": OrderState("pending", "In moderation", None),
        "16": ProviderError("shape_mismatch", "The row gives no status."),
    }
    assert reply.missing == ("13", "14", "15")


def test_a_join_that_doubles_an_order_is_an_error_of_that_order(panel):
    wide(panel)
    panel.add((1, "Canceled", False), table="states")
    panel.add((11, 1, 10, 0, 5, "default", None), (12, 2, 10, 0, 5, "default", None))

    orders = panel.provider(WIDE).get_orders(["11", "12"]).orders

    assert orders["11"] == ProviderError("shape_mismatch", "The table has this id more than once.")
    assert orders["12"].status == "pending"


def test_a_condition_of_another_type_than_its_column_is_refused_before_a_database_casts_it(panel):
    """MySQL would take the text '3abc' for the number 3."""
    panel.run("CREATE TABLE orders (id BIGINT, status VARCHAR(9), remains INTEGER, provider VARCHAR(9))")
    panel.let_read("orders")
    panel.add((17, "Canceled", 0, "3abc"))

    reply = panel.provider(f'{MAPPING}[[where]]\ncolumn = "provider"\nis = 3\n').get_orders(["17"])

    assert reply.reply_error.code == "shape_mismatch"
    assert "'provider' is compared with a int it cannot hold" in reply.reply_error.text
    assert panel.provider(f'{MAPPING}[[where]]\ncolumn = "provider"\nis = "3abc"\n').get_orders(["17"]).orders


def test_an_enum_can_be_compared_with_a_text(panel):
    if panel.kind == "postgresql":
        panel.run("CREATE TYPE state AS ENUM ('pending', 'partial')", "CREATE TYPE kind AS ENUM ('a', 'b')")
        types = ("state", "kind")
    else:
        types = ("ENUM('pending', 'partial')", "ENUM('a', 'b')")
    panel.run(f"CREATE TABLE orders (id BIGINT, status {types[0]}, remains INTEGER, kind {types[1]})")
    panel.let_read("orders")
    panel.add((1, "partial", 3, "a"), (2, "partial", 4, "b"))

    reply = panel.provider(f'{MAPPING}[[where]]\ncolumn = "kind"\nis_not = "b"\n').get_orders(["1", "2"])

    assert reply == OrdersReply({"1": OrderState("partial", "partial", 3)}, missing=("2",))


def test_names_are_quoted_whatever_they_are(panel):
    mark = '"' if panel.kind == "postgresql" else "`"
    panel.run(
        f"CREATE TABLE {mark}Order{mark} ({mark}group{mark} BIGINT, {mark}Status-Word{mark} VARCHAR(9), {mark}select{mark} INTEGER)"
    )
    panel.let_read(f"{mark}Order{mark}")
    panel.add((17, "Partial", 3), table=f"{mark}Order{mark}")

    reply = panel.provider(
        'table = "Order"\nid = "group"\nstatus = "Status-Word"\n[remains]\ncolumn = "select"\n'
    ).get_orders(["17"])

    assert reply.orders == {"17": OrderState("partial", "Partial", 3)}


# ---------------------------------------------------------------- no answer


def nothing_of(reply, ref="17"):
    assert reply.orders == {}
    assert reply.missing == (ref,)
    return reply.reply_error


def test_a_table_or_column_that_is_not_there_touches_no_order(panel):
    assert nothing_of(panel.provider().get_orders(["17"])).code in ("shape_mismatch", "auth")
    panel.orders((17, "Canceled", 0))
    without = panel.provider(MAPPING.replace('"remains"', '"left_over"')).get_orders(["17"])
    assert nothing_of(without).text.startswith("A column of the mapping is not there.")
    assert "provider_reply_error" in panel.log.lines[0]


def test_a_table_that_may_not_be_read_touches_no_order(panel):
    panel.run("CREATE TABLE orders (id BIGINT, status VARCHAR(40), remains INTEGER)")
    panel.run("CREATE TABLE other (id BIGINT)")
    panel.let_read("other")

    error = nothing_of(panel.provider().get_orders(["17"]))

    assert (error.code, error.text[:28]) == ("auth", "The role may not read what t")


def test_a_locked_table_touches_no_order_and_does_not_keep_anybody_long(panel):
    panel.orders((17, "Canceled", 0))

    with locked(panel):
        error = nothing_of(panel.provider(timeout_seconds=1).get_orders(["17"]))

    assert error.code == "server_error"
    assert panel.provider().get_orders(["17"]).orders["17"].status == "canceled"


def test_an_answer_that_takes_too_long_touches_no_order(panel):
    """The table is a view that sleeps, as a table that is much too large would."""
    panel.run("CREATE TABLE kept (id BIGINT, status VARCHAR(40), remains INTEGER)")
    panel.add((17, "Canceled", 0), table="kept")
    slow = "(SELECT 1 FROM pg_sleep(60))" if panel.kind == "postgresql" else "SLEEP(60)"
    panel.run(f"CREATE VIEW orders AS SELECT id, status, remains + {slow} AS remains FROM kept")
    panel.let_read("orders")

    error = nothing_of(panel.provider(timeout_seconds=1).get_orders(["17"]))

    assert (error.code, error.text[:25]) == ("server_error", "The answer took too long.")


def test_a_database_that_is_away_touches_no_order_and_tells_no_password(panel):
    provider = panel.provider(
        url=f"{'postgresql' if panel.kind == 'postgresql' else 'mysql'}://reader:hunter2@127.0.0.1:1/panel"
    )

    error = nothing_of(provider.get_orders(["17"]))

    assert error.code == "server_error"
    assert "hunter2" not in f"{error} {panel.log.lines}"


def test_what_is_not_committed_is_not_read(panel):
    panel.run("CREATE TABLE orders (id BIGINT PRIMARY KEY, status VARCHAR(40), remains INTEGER)")
    panel.let_read("orders")
    panel.add((17, "Pending", 1))
    engine = create_engine(panel.server.owner_url(panel.name), poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE orders SET status = 'Canceled' WHERE id = 17")
        during = panel.provider().get_orders(["17"]).orders["17"]
        connection.commit()

    assert (during.status, panel.provider().get_orders(["17"]).orders["17"].status) == ("pending", "canceled")


def test_without_a_secret_nothing_is_asked(panel):
    error = nothing_of(panel.provider(url="unread-env").get_orders(["17"]))

    assert error == ProviderError("auth", "There is no address of a database.")


def test_more_orders_than_one_question_may_name_are_not_asked_about(panel):
    with pytest.raises(ValueError, match="may name 2 orders, not 3"):
        panel.provider(batch=2).get_orders(["1", "2", "3"])
    assert panel.provider().get_orders([]) == OrdersReply()


def test_a_hundred_orders_are_one_question(panel):
    panel.orders(*((number, "Canceled", 0) for number in range(100)))

    reply = panel.provider().get_orders([str(number) for number in range(100)])

    assert len(reply.orders) == 100


# ---------------------------------------------------------------- safety


def test_the_password_stands_in_no_repr_log_or_error(panel):
    provider = panel.provider(writing_role="refuse")
    panel.orders((17, "Canceled", 0))
    panel.let_read("orders", right="UPDATE")

    replies = [provider.get_orders(["17"]), panel.provider(MAPPING.replace('"id"', '"nothing"')).get_orders(["17"])]

    seen = f"{provider!r} {provider._settings!r} {provider._engine!r} {replies} {panel.log.lines}"
    assert "s3cr" not in seen
    assert "w@rd" not in seen
    assert "w%40rd" not in seen


def test_a_role_that_may_write_is_told_once_and_still_read_with(panel):
    panel.orders((17, "Canceled", 0))
    panel.let_read("orders", right="UPDATE")
    provider = panel.provider()

    replies = [provider.get_orders(["17"]) for _ in range(3)]

    assert all(reply.orders["17"].status == "canceled" for reply in replies)
    (line,) = panel.log.lines
    assert line.startswith("panel_db_role_can_write {'table': 'orders'")


def test_a_role_that_may_write_is_refused_where_the_tenant_wants_that_until_it_may_not(panel):
    panel.orders((17, "Canceled", 0))
    panel.let_read("orders", right="UPDATE")
    provider = panel.provider(writing_role="refuse")

    refused = nothing_of(provider.get_orders(["17"]))
    account = "reader" if panel.kind == "postgresql" else "'reader'@'127.0.0.1'"
    panel.run(f"REVOKE UPDATE ON orders FROM {account}")

    assert refused == ProviderError("auth", "The role may write to orders; give it SELECT only.")
    assert provider.get_orders(["17"]).orders["17"].status == "canceled"


def test_many_threads_may_ask_at_once(panel):
    panel.orders(*((number, "Canceled", number) for number in range(8)))
    provider = panel.provider()
    seen: dict[str, OrdersReply] = {}
    start = threading.Barrier(8)

    def ask(ref: str) -> None:
        start.wait()
        seen[ref] = provider.get_orders([ref])

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {ref: reply.orders[ref].remains for ref, reply in seen.items()} == {str(n): n for n in range(8)}


def test_no_connection_is_left_behind(panel):
    panel.orders((17, "Canceled", 0))
    provider = panel.provider()
    seen = []
    event.listen(provider._engine, "connect", lambda *_: seen.append("opened"))
    event.listen(provider._engine, "close", lambda *_: seen.append("closed"))

    provider.get_orders(["17"])
    panel.run("DROP TABLE orders")
    provider.get_orders(["17"])

    assert seen == ["opened", "closed", "opened", "closed"]


# ---------------------------------------------------------------- what a table does not do


def test_a_table_takes_no_wishes_and_tells_no_money(panel):
    provider = panel.provider()

    assert provider.request_cancel("17").outcome == "refused"
    assert provider.request_cancel("17").error.code == "not_cancelable"
    assert provider.request_refill("17").error.code == "not_refillable"
    assert provider.refill_status("17").code == "refill_not_found"
    assert provider.balance().code == "other"
    assert provider.read_placement(b'{"order": 1}', 200).outcome == "unknown"
    assert provider.read_status("Cancelled") == "canceled"
    assert provider.read_status("3") == "unknown"


def test_the_capabilities_are_those_of_the_mapping(panel):
    told = panel.provider(batch=20).capabilities()
    assert (told.batch, told.cancel, told.refill, told.reports_remains) == (20, False, False, True)
    assert not panel.provider('table = "orders"\nid = "id"\nstatus = "status"\n').capabilities().reports_remains
