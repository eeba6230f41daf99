"""The question: the canonical context in an envelope, signed, the same for the same inputs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from standardwebhooks import Webhook

from panel_refunds.ports import canonical_context
from panel_refunds_http_check.question import Question, make_question

from .conftest import CONTEXT, SECRET


def question(now: datetime) -> Question:
    return make_question(
        CONTEXT, tenant="shop", check="own", secret=SECRET, now=now, answer_by=now + timedelta(seconds=8)
    )


def test_the_hash_is_that_of_the_context_as_anybody_can_write_it_down() -> None:
    told = json.loads(question(datetime.now(UTC)).body)

    written = json.dumps(told["context"], sort_keys=True, separators=(",", ":"))
    assert written == canonical_context(CONTEXT)
    assert told["inputs_sha256"] == sha256(written.encode()).hexdigest()


def test_the_same_inputs_have_the_same_id_and_another_time_another_signature() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    first, again, later = question(now), question(now), question(now + timedelta(seconds=1))

    assert first == again
    assert first.headers["webhook-id"] == later.headers["webhook-id"]
    assert first.headers["webhook-signature"] != later.headers["webhook-signature"]


def test_a_clock_of_another_zone_signs_the_same_moment() -> None:
    now = datetime.now(timezone(timedelta(hours=5)))

    made = question(now)
    assert Webhook(SECRET).verify(made.body, made.headers)["answer_by"].endswith("Z")
    assert made.headers["webhook-timestamp"] == str(int(now.timestamp()))
