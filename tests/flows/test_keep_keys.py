"""Keys of the API are made and ended by operators, or by a panel's own title, and it is written down."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.flows.staffed import Staffed, refused

from panel_refunds.flows.desk import Once, Replayed
from panel_refunds.flows.keep_keys import add_key, list_keys, revoke_key
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


def test_a_key_that_is_sent_twice_is_made_once_and_ended_once(shop):
    staffed = Staffed(shop)
    key = ApiKey("digest", "key_1", shop.tenant.id, "cron", ("read",), shop.at)
    desk = staffed.desk.with_once(Once("pages:olga", "once-1", "key"))
    add_key(desk, key, by="operator-olga")
    with pytest.raises(Replayed) as replayed:
        add_key(desk, replace(key, digest="other", key_id="key_2"), by="operator-olga")
    assert replayed.value.subject == "key_1"

    desk = staffed.desk.with_once(Once("pages:olga", "once-2", "end"))
    assert revoke_key(desk, "key_1", by="operator-olga")
    with pytest.raises(Replayed):
        revoke_key(desk, "key_1", by="operator-olga")
    assert [(each.key_id, each.revoked_at) for each in list_keys(staffed.desk)] == [("key_1", shop.at)]


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 81])
def test_a_key_has_a_name_that_fits_in_a_list(shop, name):
    with refused("field_invalid"):
        add_key(shop.desk, ApiKey("digest", "key_1", shop.tenant.id, name, ("read",), shop.at), by="operator-olga")
