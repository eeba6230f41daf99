"""The list of events: what webhooks said, to be asked for again by whoever missed some.

Stripe keeps events for 30 days and lists the newest first. A page's cursor is the id of its last event, so a listing
that is under way loses nothing when new events arrive in front of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import stripe

from panel_refunds.ports import GatewayEvent
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.asking import asked, check_mode
from panel_refunds_stripe.events import KINDS, find_hint
from panel_refunds_stripe.pages import PAGE
from panel_refunds_stripe.refs import is_event


def list_changes(
    client: stripe.StripeClient, since: datetime, cursor: str | None, *, live: bool
) -> tuple[Sequence[GatewayEvent], str | None]:
    """One page of what happened since then, newest first, and the cursor of the next page (None: there is none)."""
    if cursor is not None and not is_event(cursor):
        raise LookupError("The cursor is not one of this list.")
    params: Any = {"created": {"gte": int(since.timestamp())}, "types": list(KINDS), "limit": PAGE}
    if cursor is not None:
        params["starting_after"] = cursor
    page = asked(lambda: client.v1.events.list(params), "list")
    events = [Answer.of(item, "event") for item in page.listed("data")]
    for event in events:
        check_mode(event, live=live)
    more = page.flag("has_more")
    if more and (not events or events[-1].text("id") == cursor):
        raise UnreadableError("the list of events does not end")
    hints = [hint for event in events if (hint := find_hint(event)) is not None]
    return hints, events[-1].text("id") if more else None
