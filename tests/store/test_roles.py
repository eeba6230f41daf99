"""The service's role may read and add to what is written once, and change nothing of it."""

from __future__ import annotations

import uuid

import psycopg
import pytest
from sqlalchemy import make_url
from tests.store.till import Till

from panel_refunds.store import SchemaError, Store
from panel_refunds.store.roles import WRITTEN_ONCE


@pytest.fixture
def role(postgres_url):
    name = f"service_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        owner.execute(f'CREATE ROLE "{name}" LOGIN')
        yield name
        owner.execute(f'DROP OWNED BY "{name}"')
        owner.execute(f'DROP ROLE "{name}"')


@pytest.mark.postgres
def test_a_restricted_role_serves_but_cannot_rewrite_the_past(postgres_url, role, new_id, clock):
    owner = Store(postgres_url)
    owner.restrict_role(role)
    owner.close()
    url = make_url(postgres_url).set(username=role).render_as_string()
    service = Store(url)
    till = Till(service, new_id, clock)

    deposit = till.deposit(amount=50)
    till.give_back(till.order(deposit.wallet_id, 10), 4)
    till.request(deposit, 20)

    assert till.figures(deposit.wallet_id) == (24, 0, 20)
    service.close()
    with psycopg.connect(url, autocommit=True) as connection:
        for table in WRITTEN_ONCE:
            for change in ("UPDATE {} SET tenant_id = tenant_id", "DELETE FROM {}", "TRUNCATE {}"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(change.format(table))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE posting")


@pytest.mark.postgres
def test_a_role_that_could_take_the_rights_back_is_refused(postgres_url):
    store = Store(postgres_url)
    with pytest.raises(SchemaError, match="superuser or owns"):
        store.restrict_role("postgres")
    with pytest.raises(SchemaError, match="no role 'nobody'"):
        store.restrict_role("nobody")
    store.close()


def test_sqlite_has_no_roles(sqlite_url):
    store = Store(sqlite_url)
    with pytest.raises(SchemaError, match="Only PostgreSQL has roles"):
        store.restrict_role("service")
    store.close()
