"""Look-ups over all tenants: API keys, and who has work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds.ids import tenant_uuid
from panel_refunds.store import ApiKey


@pytest.fixture
def key(till, clock) -> ApiKey:
    made = ApiKey("d" * 64, till.new_id("key"), till.tenant, "panel", ("orders:write", "quote"), clock())
    till.store.add_api_key(made)
    return made


def test_a_key_is_found_by_its_digest(till, key):
    assert till.store.find_api_key("d" * 64) == key
    assert till.store.find_api_key("e" * 64) is None
    assert till.store.list_api_keys(till.tenant) == [key]
    assert till.store.list_api_keys(tenant_uuid("stranger")) == []


def test_only_its_own_tenant_revokes_a_key_and_only_once(till, key, clock):
    later = clock.forward(days=1)

    assert not till.store.revoke_api_key(tenant_uuid("stranger"), key.key_id, later)
    assert till.store.revoke_api_key(till.tenant, key.key_id, later)
    assert not till.store.revoke_api_key(till.tenant, key.key_id, clock.forward(days=1))
    assert till.store.find_api_key(key.digest) == replace(key, revoked_at=later)


def test_tenants_with_something_due_are_listed(till, clock):
    other = tenant_uuid("other")
    with till.begin() as books:
        books.schedule("pay", "a", clock())
        books.schedule("pay", "b", clock())
    with till.store.begin(other, new_id=till.new_id) as books:
        books.schedule("pay", "a", clock() + timedelta(hours=1))

    assert till.store.tenants_with_work(clock()) == [till.tenant]
    assert set(till.store.tenants_with_work(clock() + timedelta(hours=1))) == {till.tenant, other}
    with till.begin() as books:
        books.claim_work(clock(), timedelta(minutes=1), 10)
    assert till.store.tenants_with_work(clock()) == []
