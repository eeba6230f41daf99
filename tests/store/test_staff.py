"""The staff in the books: changed over the version that was read, passes and codes used once, tries counted in turn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from panel_refunds.store import FailedTries, RecoveryCode, Staff, StaffPass


def ana(clock) -> Staff:
    return Staff("stf_1", "ana", "Ana", "finance", "active", clock(), clock())


def test_of_two_changes_of_the_same_version_one_is_made(till, clock):
    seen = ana(clock)
    with till.begin() as books:
        books.add_staff(seen)

    def change(number: int) -> bool:
        with till.begin() as books:
            return books.change_staff(seen, replace(seen, name=f"Ana {number}")) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(change, range(8))) == 1
    with till.read() as books:
        (kept,) = books.staff()
        assert kept.version == 2
        assert books.find_staff("ana") == books.find_staff_by_id("stf_1") == kept


def test_a_pass_is_used_once_in_its_time_and_for_its_kind(till, clock):
    good, over = (
        StaffPass(digest, "stf_1", "invitation", clock(), clock() + timedelta(hours=hours))
        for digest, hours in (("a", 24), ("b", 0))
    )
    with till.begin() as books:
        books.add_staff(ana(clock))
        for each in (good, over):
            books.add_staff_pass(each)
        assert books.use_staff_pass("a", "code", clock()) is None
        assert books.use_staff_pass("b", "invitation", clock()) is None
        assert books.use_staff_pass("a", "invitation", clock()) == replace(good, used_at=clock())
        assert books.use_staff_pass("a", "invitation", clock()) is None
        assert books.end_staff_passes("stf_1") == 2
        assert books.find_staff_pass("a") is None


def test_a_recovery_code_is_one_persons_and_good_once(till, clock):
    with till.begin() as books:
        books.add_staff(ana(clock))
        books.add_recovery_code(RecoveryCode("d", "stf_1", clock()))
        assert not books.use_recovery_code("stf_2", "d", clock())
        assert [books.use_recovery_code("stf_1", "d", clock()) for _ in range(2)] == [True, False]
        assert [code.used_at for code in books.recovery_codes_of("stf_1")] == [clock()]
        assert books.drop_recovery_codes("stf_1") == 1


def test_tries_are_counted_over_what_was_seen_and_forgotten(till, clock):
    first = FailedTries("ana", 1, clock(), clock())
    with till.begin() as books:
        assert books.count_try(None, first)
        assert books.count_try(first, replace(first, failed=2))
        assert not books.count_try(first, replace(first, failed=2))
        assert books.find_failed_tries("ana").failed == 2
        assert books.forget_failed_tries("ana")
        assert not books.forget_failed_tries("ana")
        books.count_try(None, first)
        assert books.forget_about_staff(clock() + timedelta(days=1)) == 1


def test_another_tenant_has_nobody_of_them(till, clock):
    with till.begin() as books:
        books.add_staff(ana(clock))
        books.add_staff_pass(StaffPass("a", "stf_1", "code", clock(), clock() + timedelta(hours=1)))
    with till.store.begin(uuid4(), new_id=str) as books:
        assert books.staff() == []
        assert books.find_staff("ana") is books.find_staff_by_id("stf_1") is books.find_staff_pass("a") is None
        assert books.use_staff_pass("a", "code", clock()) is None
        assert books.change_staff(ana(clock), ana(clock)) is None


def test_the_trail_is_read_from_its_end_by_person_and_by_thing(till, clock):
    with till.store.begin(till.tenant, door="page", new_id=till.new_id) as books:
        for actor, about in (("finance-ana", "rr_1"), ("finance-bo", "rr_1"), ("finance-ana", "rr_2"), ("system", "x")):
            books.add_action(actor, "look", about, clock(), before={"state": "a"}, after={"state": "b"})
    with till.read() as books:
        newest = books.audit_trail(limit=3)
        rest = books.audit_trail(before=newest[-1].action_id)
        assert [(each.actor, each.door) for each in newest] == [
            ("system", None),
            ("finance-ana", "page"),
            ("finance-bo", "page"),
        ]
        assert [(each.before, each.after) for each in rest] == [({"state": "a"}, {"state": "b"})]
        assert [each.about for each in books.audit_trail(person="finance-ana")] == ["rr_2", "rr_1"]
        assert [each.actor for each in books.audit_trail(about="rr_1")] == ["finance-bo", "finance-ana"]
