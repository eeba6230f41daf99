"""Transactions: everything or nothing, wallets locked, one tenant, and a database of the right revision."""

from __future__ import annotations

import threading

import pytest

from panel_refunds.errors import Refused
from panel_refunds.ids import tenant_uuid
from panel_refunds.ledger.spend import charge_order
from panel_refunds.money import SCALE
from panel_refunds.store import SchemaError, Store, TryAgain


def test_what_a_transaction_did_is_there_for_the_next_one(till):
    deposit = till.deposit(amount=50)

    assert till.figures(deposit.wallet_id) == (50, 0, 0)


def test_an_exception_leaves_nothing_behind(till):
    deposit = till.deposit(amount=50)

    def fail_in_the_end():
        with till.begin(deposit.wallet_id) as books:
            wallet = books.wallet(deposit.wallet_id)
            charge_order(wallet, order_id="ord_x", amount=SCALE, first=("bonus", "cash"), at=till.now())
            books.schedule("pay", "x", till.now())
            books.find_work("pay", "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_in_the_end()

    assert till.figures(deposit.wallet_id) == (50, 0, 0)
    with till.read() as books:
        assert books.find_work("pay", "x") is None


def test_an_unknown_wallet_is_refused_before_anything_is_done(till):
    with pytest.raises(Refused) as refused, till.begin("wal_00000000000000000000000000"):
        pytest.fail("the transaction began")

    assert refused.value.code == "not_found"


def test_another_tenants_rows_do_not_exist_here(till):
    deposit = till.deposit()
    order = till.order(deposit.wallet_id)
    stranger = tenant_uuid("stranger")

    with till.store.read(stranger) as books:
        assert books.find_wallet("c1", "USD") is None
        assert books.find_customer("c1") is None
        assert books.find_orders_by_ref("main", [order.provider_ref]) == {}
        assert books.list_deposits() == []
        with pytest.raises(Refused, match="not_found"):
            books.get_deposit(deposit.deposit_id)
    with (
        pytest.raises(Refused, match="not_found"),
        till.store.begin(stranger, wallets=[deposit.wallet_id], new_id=till.new_id),
    ):
        pytest.fail("another tenant's wallet was locked")


def test_books_opened_for_reading_write_nothing(till):
    deposit = till.deposit()

    with till.read() as books:
        with pytest.raises(RuntimeError, match="reading only"):
            books.save_deposit(deposit)
        with pytest.raises(RuntimeError, match="reading only"):
            books.claim_work(till.now(), None, 1)
        with pytest.raises(RuntimeError):
            charge_order(
                books.wallet(deposit.wallet_id), order_id="o", amount=1, first=("bonus", "cash"), at=till.now()
            )


def test_a_reader_sees_one_moment_while_others_write(till, database_url):
    deposit = till.deposit(amount=50)
    with till.read() as books:
        before = books.balance(deposit.wallet_id)
        till.order(deposit.wallet_id, 10)
        assert [lot.left for lot in books.wallet(deposit.wallet_id).lots.values()] == [before.cash]

    assert till.figures(deposit.wallet_id) == (40, 0, 0)


def test_two_transactions_on_one_wallet_wait_for_each_other(till):
    deposit = till.deposit(amount=50)
    inside, go_on = threading.Event(), threading.Event()

    def slow():
        with till.begin(deposit.wallet_id) as books:
            wallet = books.wallet(deposit.wallet_id)
            inside.set()
            go_on.wait(10)
            charge_order(wallet, order_id="ord_slow", amount=40 * SCALE, first=("bonus", "cash"), at=till.now())

    first = threading.Thread(target=slow)
    first.start()
    assert inside.wait(10)
    threading.Timer(0.05, go_on.set).start()
    with pytest.raises(Refused, match="insufficient_funds"):
        till.order(deposit.wallet_id, 40)
    first.join()

    assert till.figures(deposit.wallet_id) == (10, 0, 0)


def test_a_wallet_that_stays_locked_is_refused_as_locked(till, database_url):
    deposit = till.deposit()
    impatient = Store(database_url, lock_timeout_ms=50)

    with till.begin(deposit.wallet_id):
        seen = []

        def try_it():
            with (
                pytest.raises(TryAgain) as refused,
                impatient.begin(till.tenant, wallets=[deposit.wallet_id], new_id=till.new_id),
            ):
                pytest.fail("the lock was not kept")
            seen.append(refused.value)

        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    impatient.close()

    assert [(refused.code, refused.status) for refused in seen] == [("locked", 503)]


def test_a_transaction_inside_another_is_a_mistake_on_sqlite(sqlite_url, new_id):
    store = Store(sqlite_url)
    with (
        pytest.raises(RuntimeError, match="inside another"),
        store.begin(tenant_uuid("a"), new_id=new_id),
        store.begin(tenant_uuid("a"), new_id=new_id),
    ):
        pytest.fail("it waited for itself")
    store.close()


def test_work_is_done_again_as_long_as_the_database_asks_for_it(till):
    tries = []

    def work():
        tries.append(1)
        if len(tries) < 3:
            raise TryAgain("a deadlock")
        return "done"

    assert till.store.retrying(work) == "done"
    assert len(tries) == 3


def test_a_database_that_never_lets_us_through_ends_as_locked(till):
    tries = []

    def work():
        tries.append(1)
        raise TryAgain("a deadlock")

    with pytest.raises(Refused) as refused:
        till.store.retrying(work)

    assert refused.value.code == "locked"
    assert len(tries) == 5


def test_a_busy_file_is_not_asked_again_at_once(till):
    tries = []

    def work():
        tries.append(1)
        raise TryAgain("busy", at_once=False)

    with pytest.raises(TryAgain):
        till.store.retrying(work)

    assert len(tries) == 1


def test_two_that_write_the_same_payment_end_as_one(till):
    deposit = till.deposit(payment="pay_1")

    with pytest.raises(TryAgain), till.begin(deposit.wallet_id) as books:
        books.add_deposit(
            type(deposit)(**{name: getattr(deposit, name) for name in deposit.__slots__} | {"deposit_id": "dep_other"})
        )

    with till.read() as books:
        assert [each.deposit_id for each in books.list_deposits()] == [deposit.deposit_id]


def test_a_database_without_tables_is_refused_with_what_to_do(tmp_path, new_id):
    store = Store(f"sqlite:///{tmp_path / 'nothing.sqlite3'}")

    with pytest.raises(SchemaError, match=r"is empty\. Run `panel-refunds migrate`"), store.read(tenant_uuid("a")):
        pytest.fail("books without tables were opened")
    store.close()


def test_a_database_of_another_revision_is_refused(sqlite_url):
    store = Store(sqlite_url)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(SchemaError, match="revision 9999"), store.read(tenant_uuid("a")):
        pytest.fail("books of another revision were opened")
    store.close()


def test_books_in_memory_are_one_for_the_whole_process(new_id, clock):
    store = Store("sqlite://")
    tenant = tenant_uuid("a")
    with store.begin(tenant, new_id=new_id) as books:
        wallet_id = books.ensure_wallet("c1", "USD", clock())
    found = []

    def look():
        with store.read(tenant) as books:
            found.append(books.find_wallet("c1", "USD"))

    other = threading.Thread(target=look)
    other.start()
    other.join()
    store.close()

    assert found == [wallet_id]


def test_an_address_of_another_database_is_refused():
    with pytest.raises(ValueError, match="sqlite and postgresql"):
        Store("mysql://host/books")


def test_a_sign_of_life(till):
    till.store.ping()


def test_a_password_is_not_shown(postgres_server):
    assert "secret" not in str(Store(postgres_server.replace("postgres@", "postgres:secret@", 1)))


@pytest.mark.postgres
def test_a_throw_away_schema_leaves_nothing(postgres_server, new_id, clock):
    store = Store(postgres_server, schema="throw_away")
    store.create_schema()
    with store.begin(tenant_uuid("a"), new_id=new_id) as books:
        books.ensure_wallet("c1", "USD", clock())
    store.drop_schema()

    with store.engine.connect() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'throw_away'").scalar()
    store.close()
    assert left == 0
