"""Sessions and links are kept by digest, used once, listed and ended; another tenant has none of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

from panel_refunds.store import Session, SignInLink


def a_link(clock, digest: str = "d1") -> SignInLink:
    return SignInLink(digest, "c1", "panel.example", clock(), clock() + timedelta(minutes=5))


def a_session(clock, digest: str = "d1", subject: str = "c1", kind="customer") -> Session:
    now = clock()
    return Session(digest, f"ses_{digest}", kind, subject, "panel.example", "s", now, now + timedelta(hours=1), now)


def test_a_link_is_used_by_one_of_many_at_once(till, clock):
    with till.begin() as books:
        assert books.add_sign_in_link(a_link(clock))
        assert not books.add_sign_in_link(a_link(clock))

    def use(_number: int) -> bool:
        with till.begin() as books:
            return books.use_sign_in_link("d1", clock()) is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(use, range(8))) == 1
    with till.read() as books:
        assert books.find_sign_in_link("d1").used_at == clock()


def test_a_link_that_is_over_cannot_be_used(till, clock):
    with till.begin() as books:
        books.add_sign_in_link(a_link(clock))
    clock.forward(minutes=5)
    with till.begin() as books:
        assert books.use_sign_in_link("d1", clock()) is None


def test_sessions_are_found_listed_and_ended(till, clock):
    first, second = a_session(clock), a_session(clock, "d2")
    staff = a_session(clock, "d3", "c1", "staff")
    with till.begin() as books:
        for session in (first, second, staff):
            books.add_session(session)
    with till.read() as books:
        assert books.find_session("d1") == first
        assert books.sessions_of("c1") == [first, second, staff]
    with till.begin() as books:
        assert books.end_session("ses_d1")
        assert not books.end_session("ses_d1")
        assert books.end_sessions("customer", "c1") == 1
        assert books.sessions_of("c1") == [staff]


def test_another_tenant_has_none_of_them(till, clock):
    with till.begin() as books:
        books.add_session(a_session(clock))
        books.add_sign_in_link(a_link(clock))
    with till.store.begin(uuid4(), new_id=till.new_id) as books:
        assert books.find_session("d1") is None
        assert books.use_sign_in_link("d1", clock()) is None
        assert books.end_sessions("customer", "c1") == 0
        assert books.forget_sessions(clock.forward(days=9)) == 0


def test_what_is_over_is_deleted(till, clock):
    with till.begin() as books:
        books.add_session(a_session(clock))
        books.add_sign_in_link(a_link(clock))
    with till.begin() as books:
        assert books.forget_sessions(clock.forward(minutes=59)) == 1
        assert books.forget_sessions(clock.forward(minutes=1)) == 1


def test_the_secret_of_forms_does_not_stand_in_a_repr(clock):
    assert "csrf" not in repr(a_session(clock))
