"""A refusal keeps its code, sentence, field and figures; anything else keeps its secrets."""

from __future__ import annotations

import json

import pytest

from panel_refunds.errors import CODES, Refused
from panel_refunds.web.problems import MEDIA_TYPE, problem_of


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_its_status_and_title(code: str) -> None:
    reply = problem_of(Refused(code, "A sentence.", field="amount", limit="40.00"))

    assert reply.media_type == MEDIA_TYPE
    assert reply.status == CODES[code].status
    assert json.loads(reply.body) == {
        "type": f"urn:problem:{code}",
        "title": CODES[code].title,
        "status": CODES[code].status,
        "code": code,
        "detail": "A sentence.",
        "field": "amount",
        "facts": {"limit": "40.00"},
    }


def test_what_is_not_said_is_left_out() -> None:
    assert set(json.loads(problem_of(Refused("not_found")).body)) == {"type", "title", "status", "code", "detail"}


def test_a_bug_tells_nothing_but_that_it_is_one() -> None:
    reply = problem_of(ValueError("secret pr_live_x of jane@example.org"))

    assert (reply.status, json.loads(reply.body)["code"]) == (500, "broken")
    assert b"secret" not in reply.body
    assert b"jane" not in reply.body
