"""A tenant's staff: who they are, how they prove it, and how often somebody failed to. No secret as itself."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.store.tables.row import Row, by, holds_that, key, maybe, moment, one_of, parent, plain, units


class StaffRow(Row, table=True):
    """One person; ``version`` grows with every change, so that of two changes at once one sees the other."""

    __tablename__ = "staff"
    __table_args__ = (
        by("staff", "login", unique=True),
        one_of("staff", "role", "support", "finance", "approver", "operator", "auditor"),
        one_of("staff", "state", "active", "disabled"),
        holds_that("staff", "counts", "version > 0 AND totp_step >= 0"),
    )

    staff_id: str = key()
    login: str = plain()
    name: str = plain()
    role: str = plain()
    state: str = plain()
    made_at: datetime = moment()
    changed_at: datetime = moment()
    version: int = units()
    password: str | None = maybe()
    password_at: datetime | None = moment()
    totp: str | None = maybe()
    totp_at: datetime | None = moment()
    totp_step: int = units()
    signed_in_at: datetime | None = moment()


class StaffPassRow(Row, table=True):
    """Something that is good once, for one person: an invitation, or the way from the password to the code."""

    __tablename__ = "staff_pass"
    __table_args__ = (
        by("staff_pass", "staff_id"),
        by("staff_pass", "ends_at"),
        parent("staff_pass", "staff", staff_id="staff_id"),
        one_of("staff_pass", "kind", "invitation", "code"),
    )

    digest: str = key()
    staff_id: str = plain()
    kind: str = plain()
    made_at: datetime = moment()
    ends_at: datetime = moment()
    used_at: datetime | None = moment()


class RecoveryCodeRow(Row, table=True):
    """A code that stands in for the telephone, once."""

    __tablename__ = "staff_recovery_code"
    __table_args__ = (
        by("staff_recovery_code", "staff_id"),
        parent("staff_recovery_code", "staff", staff_id="staff_id"),
    )

    digest: str = key()
    staff_id: str = plain()
    made_at: datetime = moment()
    used_at: datetime | None = moment()


class StaffIdentityRow(Row, table=True):
    """By what a sign-in service knows a person: what an operator was told, and since the first visit the account."""

    __tablename__ = "staff_identity"
    __table_args__ = (
        by("staff_identity", "staff_id", unique=True),
        by("staff_identity", "issuer", "subject", unique=True),
        parent("staff_identity", "staff", staff_id="staff_id"),
    )

    member: str = key()
    staff_id: str = plain()
    made_at: datetime = moment()
    issuer: str | None = maybe()
    subject: str | None = maybe()
    bound_at: datetime | None = moment()


class FailedTriesRow(Row, table=True):
    """How often signing in under a login name failed in a row, whether anybody has that name or not."""

    __tablename__ = "staff_failed_tries"
    __table_args__ = (
        by("staff_failed_tries", "last_at"),
        holds_that("staff_failed_tries", "count", "failed > 0"),
    )

    login: str = key()
    failed: int = units()
    last_at: datetime = moment()
    wait_until: datetime = moment()
