"""Every answer of a check is kept, in order, and only its own tenant sees it."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from panel_refunds.refunds.verdict import CheckVerdict


def said(clock, name: str = "velocity", answer: str = "review", **other) -> CheckVerdict:
    verdict = CheckVerdict("", "", name, answer, ("Fünf \n times.",), False, "ab" * 32, clock(), 12, "velocity", "0.1")
    return replace(verdict, **other)


def test_what_was_said_comes_back_in_order_with_an_id_of_its_own(till, clock):
    request, _ = till.request(till.deposit())
    with till.begin(request.wallet_id) as books:
        books.add_verdicts(request.request_id, [said(clock), said(clock, "own", "allow", reasons=())])
    with till.begin(request.wallet_id) as books:
        books.add_verdicts(request.request_id, [said(clock, answer="abstain"), said(clock, failed=True)])
        inside = books.verdicts_of(request.request_id)

    with till.read() as books:
        kept = books.verdicts_of(request.request_id)
    assert kept == inside
    assert [(each.check_name, each.answer, each.failed) for each in kept] == [
        ("velocity", "review", False),
        ("own", "allow", False),
        ("velocity", "abstain", False),
        ("velocity", "review", True),
    ]
    assert len({each.verdict_id for each in kept}) == 4
    assert replace(kept[0], verdict_id="", request_id="") == said(clock)


def test_another_tenant_sees_nothing_of_it(till, clock, store):
    request, _ = till.request(till.deposit())
    with till.begin(request.wallet_id) as books:
        books.add_verdicts(request.request_id, [said(clock)])

    with store.read(uuid4()) as books:
        assert books.verdicts_of(request.request_id) == []


def test_an_answer_that_is_none_is_not_kept(till, clock):
    request, _ = till.request(till.deposit())

    with pytest.raises(Exception, match="ck_verdict_answer"), till.begin(request.wallet_id) as books:
        books.add_verdicts(request.request_id, [said(clock, answer="perhaps")])
