"""Look-ups over all tenants: the only statements that name no tenant.

A key or a due thing is looked up before anybody knows whose it is. These statements read only, lock nothing, join
nothing, and nobody posts on what they say: each answer is a tenant, and the real question is then asked of its books.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert, literal_column, or_, select, update

from panel_refunds.store.columns import decoder_of
from panel_refunds.store.records import ApiKey
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import ApiKeyRow, PolicyVersionRow, WorkRow

_KEYS = ApiKeyRow.__table__
_WORK = WorkRow.__table__.c
_POLICY = PolicyVersionRow.__table__.c
NAMES = tuple(column.name for column in _KEYS.columns)

KEY_BY_DIGEST = Statement(select(*_KEYS.columns).where(_KEYS.c.digest == text_param("digest")))
KEYS_OF = Statement(select(*_KEYS.columns).where(_KEYS.c.tenant_id == the_tenant()).order_by(_KEYS.c.key_id))
ADD_KEY = Statement(insert(_KEYS))
REVOKE_KEY = Statement(
    update(_KEYS)
    .where(_KEYS.c.tenant_id == the_tenant(), _KEYS.c.key_id == text_param("key"), _KEYS.c.revoked_at.is_(None))
    .values(revoked_at=time_param("moment"))
)
NOTE_USE = Statement(
    update(_KEYS)
    .where(
        _KEYS.c.tenant_id == the_tenant(),
        _KEYS.c.key_id == text_param("key"),
        or_(_KEYS.c.used_at.is_(None), _KEYS.c.used_at <= time_param("before")),
    )
    .values(used_at=time_param("moment"))
)
TENANTS_WITH_WORK = Statement(
    select(_WORK.tenant_id)
    .where(
        _WORK.due_at <= time_param("now"),
        or_(_WORK.lease_until.is_(None), _WORK.lease_until <= time_param("now")),
    )
    .distinct()
)
POLICIES_USED = Statement(select(_POLICY.tenant_id, _POLICY.label, _POLICY.digest))
SIGN_OF_LIFE = Statement(select(literal_column("1")))

ACROSS_TENANTS = (KEY_BY_DIGEST, TENANTS_WITH_WORK, POLICIES_USED, SIGN_OF_LIFE)
"""All statements that may be run without a tenant; the tests' guard knows them from here."""


def read_key(row: Sequence[Any], dialect: str) -> ApiKey:
    """The key of a row of one of these statements."""
    values = dict(zip(NAMES, row, strict=True))
    for column in _KEYS.columns:
        convert = decoder_of(column.type, dialect)
        if convert is not None and values[column.name] is not None:
            values[column.name] = convert(values[column.name])
    values["tenant_id"] = read_tenant(values["tenant_id"])
    return ApiKey(**values)


def read_tenant(value: UUID | str) -> UUID:
    """A tenant's id as it stands in a row."""
    return value if isinstance(value, UUID) else UUID(value)
