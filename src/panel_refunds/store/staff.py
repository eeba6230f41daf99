"""The people of the staff, what is good once for them, and how often somebody failed to be one of them.

A change of a person is written at once and only over the version that was read: whoever changes a person and whoever
signs in as that person at the same moment wait for each other, and the second one sees what the first one did.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, delete, update

from panel_refunds.store.chapter import Chapter
from panel_refunds.store.keys import ADD_KEY, NAMES, REVOKE_KEY
from panel_refunds.store.records import ApiKey, FailedTries, RecoveryCode, Staff, StaffPass
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, number_param, text_param, the_tenant, time_param
from panel_refunds.store.tables import FailedTriesRow, RecoveryCodeRow, StaffPassRow, StaffRow

STAFF = Shape(Staff, StaffRow)
PASSES = Shape(StaffPass, StaffPassRow)
RECOVERY = Shape(RecoveryCode, RecoveryCodeRow)
TRIES = Shape(FailedTries, FailedTriesRow)

_STAFF, _PASS, _CODE, _TRY = STAFF.table.c, PASSES.table.c, RECOVERY.table.c, TRIES.table.c
_CHANGING = [name for name in STAFF.own if name not in ("staff_id", "login", "made_at")]

_ALL = Statement(STAFF.select().order_by(_STAFF.login))
_BY_LOGIN = Statement(STAFF.select(_STAFF.login == text_param("login")))
_BY_ID = Statement(STAFF.select(_STAFF.staff_id == text_param("id")))
_CHANGE = Statement(
    update(STAFF.table)
    .where(
        _STAFF.tenant_id == the_tenant(),
        _STAFF.staff_id == text_param("staff"),
        _STAFF.version == number_param("seen"),
    )
    .values({name: bindparam(f"new_{name}", type_=_STAFF[name].type) for name in _CHANGING})
)
_PASS_BY_DIGEST = Statement(PASSES.select(_PASS.digest == text_param("digest")))
_USE_PASS = Statement(
    update(PASSES.table)
    .where(
        _PASS.tenant_id == the_tenant(),
        _PASS.digest == text_param("digest"),
        _PASS.kind == text_param("kind"),
        _PASS.used_at.is_(None),
        _PASS.ends_at > time_param("moment"),
    )
    .values(used_at=time_param("moment"))
)
_END_PASSES = Statement(
    delete(PASSES.table).where(_PASS.tenant_id == the_tenant(), _PASS.staff_id == text_param("staff"))
)
_FORGET_PASSES = Statement(
    delete(PASSES.table).where(_PASS.tenant_id == the_tenant(), _PASS.ends_at <= time_param("before"))
)
_CODES_OF = Statement(RECOVERY.select(_CODE.staff_id == text_param("staff")).order_by(_CODE.digest))
_USE_CODE = Statement(
    update(RECOVERY.table)
    .where(
        _CODE.tenant_id == the_tenant(),
        _CODE.digest == text_param("digest"),
        _CODE.staff_id == text_param("staff"),
        _CODE.used_at.is_(None),
    )
    .values(used_at=time_param("moment"))
)
_DROP_CODES = Statement(
    delete(RECOVERY.table).where(_CODE.tenant_id == the_tenant(), _CODE.staff_id == text_param("staff"))
)
_TRIES_OF = Statement(TRIES.select(_TRY.login == text_param("login")))
_COUNT_TRY = Statement(
    update(TRIES.table)
    .where(_TRY.tenant_id == the_tenant(), _TRY.login == text_param("login"), _TRY.failed == number_param("seen"))
    .values(failed=number_param("failed"), last_at=time_param("moment"), wait_until=time_param("until"))
)
_FORGET_TRIES_OF = Statement(
    delete(TRIES.table).where(_TRY.tenant_id == the_tenant(), _TRY.login == text_param("login"))
)
_FORGET_TRIES = Statement(
    delete(TRIES.table).where(_TRY.tenant_id == the_tenant(), _TRY.last_at <= time_param("before"))
)


class StaffChapter(Chapter):
    """The staff in one transaction."""

    def add_staff(self, staff: Staff) -> None:
        """Write a new person."""
        self._add(STAFF, staff)

    def change_staff(self, seen: Staff, now: Staff) -> Staff | None:
        """Write ``now`` over what was ``seen`` and return it; None when somebody changed the person meanwhile."""
        now = replace(now, version=seen.version + 1)
        given = {f"new_{name}": getattr(now, name) for name in _CHANGING}
        changed = self._change(_CHANGE, staff=seen.staff_id, seen=seen.version, **given)
        return now if changed else None

    def staff(self) -> list[Staff]:
        """Everybody, by login name."""
        return self._records(STAFF, _ALL)

    def find_staff(self, login: str) -> Staff | None:
        """The person of that login name."""
        return self._find(STAFF, _BY_LOGIN, login=login)

    def find_staff_by_id(self, staff_id: str) -> Staff | None:
        """The person of that id."""
        return self._find(STAFF, _BY_ID, id=staff_id)

    # ------------------------------------------------------------ good once

    def add_staff_pass(self, given: StaffPass) -> None:
        """Write a new pass."""
        self._add(PASSES, given)

    def find_staff_pass(self, digest: str) -> StaffPass | None:
        """The pass of this digest, whatever became of it."""
        return self._find(PASSES, _PASS_BY_DIGEST, digest=digest)

    def use_staff_pass(self, digest: str, kind: str, at: datetime) -> StaffPass | None:
        """Mark it used and return it; None when there is none of that kind, it is over, or was used before."""
        if self._change(_USE_PASS, digest=digest, kind=kind, moment=at) == 0:
            return None
        return self.find_staff_pass(digest)

    def end_staff_passes(self, staff_id: str) -> int:
        """Make everything void that is good once for that person; returns how many there were."""
        return self._change(_END_PASSES, staff=staff_id)

    def add_recovery_code(self, code: RecoveryCode) -> None:
        """Write a new code."""
        self._add(RECOVERY, code)

    def recovery_codes_of(self, staff_id: str) -> list[RecoveryCode]:
        """A person's codes, used ones too."""
        return self._records(RECOVERY, _CODES_OF, staff=staff_id)

    def use_recovery_code(self, staff_id: str, digest: str, at: datetime) -> bool:
        """Mark it used; False when it is none of that person's, or was used before."""
        return self._change(_USE_CODE, staff=staff_id, digest=digest, moment=at) == 1

    def drop_recovery_codes(self, staff_id: str) -> int:
        """Delete a person's codes; returns how many there were."""
        return self._change(_DROP_CODES, staff=staff_id)

    # ------------------------------------------------------------ tries

    def find_failed_tries(self, login: str) -> FailedTries | None:
        """How often signing in under that name failed in a row; None when it did not."""
        return self._find(TRIES, _TRIES_OF, login=login)

    def count_try(self, seen: FailedTries | None, now: FailedTries) -> bool:
        """Write ``now`` over what was ``seen``; False when another try was counted meanwhile."""
        if seen is None:
            self._add(TRIES, now)
            return True
        given = {"failed": now.failed, "moment": now.last_at, "until": now.wait_until}
        return self._change(_COUNT_TRY, login=now.login, seen=seen.failed, **given) == 1

    def forget_failed_tries(self, login: str) -> bool:
        """Somebody signed in under that name: nothing failed. False when nothing had."""
        return self._change(_FORGET_TRIES_OF, login=login) == 1

    def forget_about_staff(self, before: datetime) -> int:
        """Delete passes and failed tries that were over before that moment; returns how many."""
        return self._change(_FORGET_PASSES, before=before) + self._change(_FORGET_TRIES, before=before)

    # ------------------------------------------------------------ keys of the API, as people make and end them

    def add_api_key(self, key: ApiKey) -> None:
        """Write a new key of this tenant."""
        given = {name: getattr(key, name) for name in NAMES}
        self._change(ADD_KEY, **{**given, "tenant_id": self.tenant})

    def revoke_api_key(self, key_id: str, at: datetime) -> bool:
        """End a key; False when this tenant has no such key in use."""
        return self._change(REVOKE_KEY, key=key_id, moment=at) == 1
