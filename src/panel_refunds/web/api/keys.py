"""The keys of the API: listed without their secrets, made and ended by operators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from panel_refunds.errors import Refused
from panel_refunds.flows.keep_keys import add_key, list_keys, revoke_key
from panel_refunds.store import ApiKey
from panel_refunds.web.api_keys import new_api_key
from panel_refunds.web.fields import CustomerId, Given, Line, Person, Shown, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "keys"


class KeyView(Shown):
    """A key without its secret; ``used_at`` is its last use to the hour."""

    id: str
    name: str
    scopes: list[str]
    customer: str | None
    created_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class KeysView(Shown):
    """All keys, the oldest first; ended ones too."""

    items: list[KeyView]


class KeyMadeView(Shown):
    """A new key with its secret, which is told this once; null where the same write was done before."""

    key: KeyView
    secret: str | None


class KeyGiven(Given):
    """What the key is for and what it may do; with ``customer`` it is for the hands of that customer."""

    name: Line
    scopes: Annotated[list[Word], Field(min_length=1, max_length=20)]
    customer: CustomerId | None = None
    by: Person


class EndKeyGiven(Given):
    """Which operator ends it."""

    by: Person


def show_all(call: Call, _asked: Given) -> KeysView:
    """The keys of the API, without their secrets."""
    return KeysView(items=[show_key(key) for key in list_keys(call.desk)])


def show_key(key: ApiKey) -> KeyView:
    """The key without its secret."""
    return KeyView(
        id=key.key_id,
        name=key.name,
        scopes=list(key.scopes),
        customer=key.customer,
        created_at=key.created_at,
        used_at=key.used_at,
        revoked_at=key.revoked_at,
    )


def make(call: Call, body: KeyGiven) -> tuple[ApiKey, str | None]:
    """Make a key; it may do nothing that the key which asks for it may not."""
    desk = call.desk
    secret, key = new_api_key(
        desk.tenant.id, body.name, body.scopes, key_id=desk.new_id("key"), at=desk.now(), customer=body.customer
    )
    more = [scope for scope in key.scopes if scope not in call.key.scopes] if body.customer is None else []
    if more:
        raise Refused("not_allowed", f"This API key does not have the scope {more[0]!r}, so it cannot give it.")
    add_key(desk, key, by=body.by)
    return key, secret


def end(call: Call, body: EndKeyGiven) -> ApiKey:
    """End a key; a running service notices within seconds."""
    key_id = call.path["key"]
    if not revoke_key(call.desk, key_id, by=body.by):
        raise Refused("not_found", f"There is no key {key_id[:60]} in use.", field="key")
    return _key(call, key_id)


def show_made(_call: Call, made: tuple[ApiKey, str | None]) -> KeyMadeView:
    """The key, and its secret where it was made just now."""
    key, secret = made
    return KeyMadeView(key=show_key(key), secret=secret)


def _show_ended(_call: Call, key: ApiKey) -> KeyView:
    return show_key(key)


def _made_again(call: Call, _body: Given, key_id: str) -> tuple[ApiKey, str | None]:
    return _key(call, key_id), None


def _as_it_is(call: Call, _body: Given, key_id: str) -> ApiKey:
    return _key(call, key_id)


def _key(call: Call, key_id: str) -> ApiKey:
    return next(key for key in list_keys(call.desk) if key.key_id == key_id)


OPERATIONS = (
    Read("/keys", "list_keys", "admin", show_all, KeysView, tag=TAG),
    Write(
        "/keys",
        "make_key",
        "admin",
        make,
        show_made,
        KeyMadeView,
        KeyGiven,
        again=_made_again,
        status=201,
        only_books=True,
        keeps_answer=False,
        codes=("role_needed",),
        tag=TAG,
    ),
    Write(
        "/keys/{key}/end",
        "end_key",
        "admin",
        end,
        _show_ended,
        KeyView,
        EndKeyGiven,
        again=_as_it_is,
        only_books=True,
        codes=("role_needed",),
        tag=TAG,
    ),
)
