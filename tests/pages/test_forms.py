"""A form is taken from a page of the same session, and of no other."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.datastructures import FormData
from wtforms import StringField

from panel_refunds.errors import Refused
from panel_refunds.pages.forms import GuardedForm, is_token_of, token_of
from panel_refunds.store import Session


class Form(GuardedForm):
    amount = StringField()


def a_visit(session: Session | None, **sent: str) -> Any:
    words = SimpleNamespace(language="pt-BR")
    return SimpleNamespace(session=session, guest=None, form=FormData(sent), words=words, kept={})


@pytest.fixture
def session(clock: Any) -> Session:
    return Session("d", "ses_1", "customer", "c1", "panel.example", "secret", clock(), clock(), clock())


def test_what_was_sent_is_read_with_its_token(session: Session) -> None:
    fresh = Form.fresh(a_visit(session), amount="5.00")
    assert fresh.amount.data == "5.00"
    sent = {"csrf_token": fresh.csrf_token.current_token, "once": fresh.once.data, "amount": "6.00"}
    read = Form.read(a_visit(session, **sent))
    assert (read.amount.data, read.once.data) == ("6.00", fresh.once.data)


def test_no_two_forms_have_the_same_once(session: Session) -> None:
    assert Form.fresh(a_visit(session)).once.data != Form.fresh(a_visit(session)).once.data


@pytest.mark.parametrize("once", ["", "short", "x" * 65, "with space in it ok"])
def test_a_once_that_is_none_of_ours_is_made_anew(session: Session, once: str) -> None:
    read = Form.read(a_visit(session, csrf_token=token_of(session), once=once))
    assert read.once.data != once


def test_a_token_of_another_session_is_refused(session: Session) -> None:
    for other in (replace(session, csrf="other"), replace(session, session_id="ses_2")):
        with pytest.raises(Refused, match="form_expired"):
            Form.read(a_visit(session, csrf_token=token_of(other)))


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\udcff"])
def test_what_is_no_token_is_refused(session: Session, token: str) -> None:
    with pytest.raises(Refused, match="form_expired"):
        Form.read(a_visit(session, csrf_token=token))


def test_an_old_token_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    import time_machine

    with time_machine.travel("2026-03-02 09:00", tick=False):
        token = token_of(session)
    with time_machine.travel("2026-03-02 21:00", tick=False):
        assert Form.read(a_visit(session, csrf_token=token))
    with time_machine.travel("2026-03-02 21:00:01", tick=False), pytest.raises(Refused, match="form_expired"):
        Form.read(a_visit(session, csrf_token=token))


def test_nobody_signed_in_has_no_form() -> None:
    with pytest.raises(Refused, match="not_signed_in"):
        Form.read(a_visit(None))


def test_what_was_kept_of_the_visitor_stands_in_a_new_form(session: Session) -> None:
    visit = a_visit(session)
    visit.kept = {"amount": "6.00", "no_such_field": "x"}
    form = Form.fresh(visit, amount="5.00")
    assert form.amount.data == "6.00"


def test_a_token_is_of_one_session(session: Session) -> None:
    other = replace(session, csrf="another secret")
    assert is_token_of(session, token_of(session))
    assert not any(is_token_of(session, token) for token in (token_of(other), "", None, "é", "x.y.z"))
