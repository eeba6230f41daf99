"""The keys of the API are made and ended by people, and it is written down who did."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.store import ApiKey

LONGEST_NAME = 80
_MAKE = "make and end keys of the API"


def list_keys(desk: Desk) -> list[ApiKey]:
    """All keys of the tenant, the oldest first, those that are ended too."""
    return desk.store.list_api_keys(desk.tenant.id)


def add_key(desk: Desk, key: ApiKey, *, by: str) -> None:
    """Write a new key; what it opens is known only to who was shown its secret, once."""
    check_may(by, _MAKE)
    if key.tenant_id != desk.tenant.id:
        raise Refused("not_found", "That key is of another tenant.", field="key")
    if not 0 < len(key.name.strip()) <= LONGEST_NAME or not key.name.isprintable():
        raise Refused("field_invalid", f"A name is one line of at most {LONGEST_NAME} characters.", field="name")
    may = {"name": key.name, "scopes": ", ".join(key.scopes), "customer": key.customer or ""}
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        books.add_api_key(key)
        books.add_action(by, "create_key", key.key_id, desk.now(), after={k: v for k, v in may.items() if v})
        desk.remember(books, key.key_id)


def revoke_key(desk: Desk, key_id: str, *, by: str) -> bool:
    """End a key; False when there is no such key in use."""
    check_may(by, _MAKE)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        if not books.revoke_api_key(key_id, desk.now()):
            return False
        before, after = {"state": "in use"}, {"state": "revoked"}
        books.add_action(by, "revoke_key", key_id, desk.now(), before=before, after=after)
        desk.remember(books, key_id)
    return True
