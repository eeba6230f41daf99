"""2xx is taken, 410 is over, 429 and 503 are obeyed, the rest comes again."""

from datetime import UTC, datetime, timedelta

import pytest

from panel_refunds.ports import NotNowError, UndeliverableError
from panel_refunds_webhook.answer import NotTakenError, parse_retry_after, read_answer

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_it_is_taken(status):
    read_answer(status, {}, NOW)


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 403, 404, 408, 422, 429, 500, 502, 503, 504])
def test_it_comes_again(status):
    with pytest.raises(NotTakenError, match=str(status)):
        read_answer(status, {}, NOW)


@pytest.mark.parametrize("status", [429, 503])
def test_a_limit_is_told(status):
    with pytest.raises(NotNowError) as later:
        read_answer(status, {"retry-after": "90"}, NOW)
    assert later.value.retry_after == timedelta(seconds=90)


def test_gone_is_gone():
    with pytest.raises(UndeliverableError):
        read_answer(410, {"retry-after": "90"}, NOW)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        (None, None),
        ("0", timedelta(0)),
        (" 120 ", timedelta(minutes=2)),
        ("Mon, 02 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 02 Mar 2026 11:05:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("99999999999999", None),
        ("\u0661", None),
    ],
)
def test_when_is_read_carefully(text, wait):
    assert parse_retry_after(text, NOW) == wait
