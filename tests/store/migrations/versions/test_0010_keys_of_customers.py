"""Keys of customers come with their column, and end with it: nothing else would say whose they are."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from panel_refunds.store import ApiKey, Store

AT = datetime(2026, 3, 2, tzinfo=UTC)
OWN = ApiKey("a" * 64, "key_1", UUID(int=1), "panel", ("read",), AT)
OF_A_CUSTOMER = ApiKey("b" * 64, "key_2", UUID(int=1), "child", ("child",), AT, customer="c1")


def test_only_the_keys_of_the_tenants_own_software_outlive_the_column(empty: Store) -> None:
    empty.migrate()
    for key in (OWN, OF_A_CUSTOMER):
        empty.add_api_key(key)
    assert empty.list_api_keys(UUID(int=1)) == [OWN, OF_A_CUSTOMER]

    empty.downgrade("0007")
    empty.migrate()

    assert empty.list_api_keys(UUID(int=1)) == [OWN]
