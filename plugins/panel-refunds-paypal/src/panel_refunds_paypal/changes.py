"""The list of events that PayPal keeps for 30 days: what webhooks missed.

The cursor is what the link to the next page says in its query; the link's address is not followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode

from panel_refunds.ports import GatewayEvent
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_paypal.account import Account
from panel_refunds_paypal.events import find_event
from panel_refunds_paypal.links import find_query

PATH = "/v1/notifications/webhooks-events"
PAGE = 100


def list_changes(
    account: Account, since: datetime, now: datetime, cursor: str | None
) -> tuple[Sequence[GatewayEvent], str | None]:
    """One page of what happened since then, and the cursor of the next; None after the last."""
    query: dict[str, str | int] = {"page_size": PAGE, "start_time": _written(since), "end_time": _written(now)}
    if cursor is not None:
        query = dict(parse_qsl(cursor, keep_blank_values=True))
    try:
        said = account.get(PATH, **query).said("list")
    except LookupError:
        raise NoAnswerError("PayPal has no list of events.") from None
    events = [event for each in said.objects("events") if (event := find_event(each)) is not None]
    following = find_query(said, "next", PATH)
    return events, None if following is None else urlencode(following)


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
