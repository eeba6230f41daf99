"""Keys of the API are made and ended by operators, or by a panel's own title, and it is written down."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from tests.flows.staffed import Staffed, refused

from panel_refunds.flows.keep_keys import add_key, revoke_key
from panel_refunds.store import ApiKey


def test_a_key_is_written_down_with_what_it_may_and_without_what_it_is(shop):
    staffed = Staffed(shop)
    key = ApiKey("digest", "key_1", shop.tenant.id, "cron", ("orders", "read"), shop.at)
    with refused("role_needed"):
        add_key(staffed.desk, key, by="finance-ana")
    with refused("not_found"):
        add_key(staffed.desk, replace(key, tenant_id=uuid4()), by="operator-olga")
    add_key(staffed.desk, key, by="operator-olga")
    assert shop.store.find_api_key("digest") == key
    with refused("role_needed"):
        revoke_key(staffed.desk, "key_1", by="auditor-ada")

    assert [revoke_key(staffed.desk, "key_1", by="boss-1") for _ in range(2)] == [True, False]
    made, ended = staffed.acts("key_1")
    assert (made.action, made.after) == ("create_key", {"name": "cron", "scopes": "orders, read"})
    assert (ended.actor, ended.before, ended.after) == ("boss-1", {"state": "in use"}, {"state": "revoked"})
    assert "digest" not in str((made, ended))
