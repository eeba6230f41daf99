"""Where the table cannot be read for certain no order is touched, nobody waits for long, and no password is told."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import NullPool, create_engine, event

from panel_refunds.ports import OrdersReply, ProviderError

MAPPING = 'table = "orders"\nid = "id"\nstatus = "status"\n[remains]\ncolumn = "remains"\n'


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
