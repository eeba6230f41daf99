"""By what a sign-in service knows the people of the staff. One word is one person's, and so is one account."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, or_, update

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, text_param, the_tenant, time_param
from panel_refunds.store.tables import StaffIdentityRow


@dataclass(frozen=True, slots=True)
class StaffIdentity:
    """By what a sign-in service knows a person: ``member`` is what an operator said.

    ``issuer`` and ``subject`` are the account with which they came first, None before that.
    """

    member: str = field(repr=False)
    staff_id: str
    made_at: datetime
    issuer: str | None = None
    subject: str | None = field(default=None, repr=False)
    bound_at: datetime | None = None


IDENTITIES = Shape(StaffIdentity, StaffIdentityRow)

_IDENTITY = IDENTITIES.table.c
_ALL = Statement(IDENTITIES.select().order_by(_IDENTITY.member))
_BY_MEMBER = Statement(IDENTITIES.select(_IDENTITY.member == text_param("member")))
_BY_ACCOUNT = Statement(
    IDENTITIES.select(_IDENTITY.issuer == text_param("issuer"), _IDENTITY.subject == text_param("subject"))
)
_BIND = Statement(
    update(IDENTITIES.table)
    .where(
        _IDENTITY.tenant_id == the_tenant(),
        _IDENTITY.member == text_param("member"),
        or_(_IDENTITY.subject.is_(None), _IDENTITY.issuer != text_param("issuer")),
    )
    .values(issuer=text_param("issuer"), subject=text_param("subject"), bound_at=time_param("moment"))
)
_FREE = Statement(
    update(IDENTITIES.table)
    .where(_IDENTITY.tenant_id == the_tenant(), _IDENTITY.staff_id == text_param("staff"))
    .values(issuer=None, subject=None, bound_at=None)
)
_DROP = Statement(
    delete(IDENTITIES.table).where(_IDENTITY.tenant_id == the_tenant(), _IDENTITY.staff_id == text_param("staff"))
)


class StaffIdentityChapter(Chapter):
    """The identities in one transaction."""

    def add_staff_identity(self, identity: StaffIdentity) -> None:
        """Write a new one."""
        self._add(IDENTITIES, identity)

    def staff_identities(self) -> list[StaffIdentity]:
        """All of them."""
        return self._records(IDENTITIES, _ALL)

    def find_staff_identity(self, member: str) -> StaffIdentity | None:
        """The one of that word."""
        return self._find(IDENTITIES, _BY_MEMBER, member=member)

    def find_staff_account(self, issuer: str, subject: str) -> StaffIdentity | None:
        """The one that came with this account before."""
        return self._find(IDENTITIES, _BY_ACCOUNT, issuer=issuer, subject=subject)

    def bind_staff_identity(self, member: str, issuer: str, subject: str, at: datetime) -> bool:
        """Note the account with which somebody came first; False when another one of that service came before."""
        return self._change(_BIND, member=member, issuer=issuer, subject=subject, moment=at) == 1

    def free_staff_identity(self, staff_id: str) -> bool:
        """Forget the account; the word stays."""
        return self._change(_FREE, staff=staff_id) == 1

    def drop_staff_identity(self, staff_id: str) -> bool:
        """Forget both; False when there was nothing."""
        return self._change(_DROP, staff=staff_id) == 1
