"""An answer is its status, its bytes and what they are."""

from __future__ import annotations

from panel_refunds.web.reply import Reply


def test_a_reply_becomes_a_response_that_nobody_keeps() -> None:
    response = Reply(201, b"{}", headers={"idempotent-replayed": "true"}).as_response()

    assert (response.status_code, response.body) == (201, b"{}")
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["idempotent-replayed"] == "true"
