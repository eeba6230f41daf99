"""An order provider tells us something by itself: it is written down, and a worker asks how the orders stand.

    verify the bytes  →  each event once (transaction)  →  200  …  the worker asks the provider and applies its answer

An event says which orders to ask about and no more: they come twice, late and in any order, and a status in one would
be an old status as often as a new one. Ids that cannot be anybody's are left out here; ids that are nobody's of ours
are found out when the orders are looked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.refs import check_ref
from panel_refunds.ports import OrderHint, PushesOrders, WebhookRefusedError
from panel_refunds.store import Notice

KIND = "order_hint"
LONGEST_ID = 300


def hear_provider(desk: Desk, provider: str, raw: bytes, headers: Mapping[str, str]) -> int:
    """Take a webhook of the order provider called ``provider``; returns how many of its events were new.

    ``WebhookRefusedError`` when the bytes are not the provider's, or not for this account: then nothing is written.
    Refused ``not_found`` when it is a provider that tells nothing by itself.
    """
    hints = _parse(desk, provider, raw, headers)
    return note_hints(desk, provider, hints)


def note_hints(desk: Desk, provider: str, hints: Sequence[OrderHint]) -> int:
    """Write down what was told, each event once; new ones are work for the worker at once."""
    for hint in hints:
        if not _is_id(hint.event_id):
            raise WebhookRefusedError("unreadable", "An event has no id by which it could be known again.")
    new = 0
    with desk.begin() as books:
        for hint in hints:
            now = desk.now()
            refs = tuple(dict.fromkeys(ref for ref in hint.refs if _is_id(ref)))
            notice = Notice(speaker(provider), hint.event_id, KIND, "", refs, hint.word, now)
            if books.add_notice(notice):
                books.schedule(KIND, hint_key(provider, hint.event_id), now)
                new += 1
    return new


def speaker(provider: str) -> str:
    """Who told something, among the notices: providers and gateways of one name are not the same."""
    return f"order_providers.{provider}"


def hint_key(provider: str, event_id: str) -> str:
    """The name of an event as a piece of work."""
    return f"{provider}/{event_id}"


def _parse(desk: Desk, provider: str, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
    known = desk.provider(provider)
    if not isinstance(known, PushesOrders) or not known.capabilities().webhooks:
        raise Refused("not_found", "There is nothing at this address.")
    return known.parse_webhook(raw, headers)


def _is_id(text: str) -> bool:
    try:
        check_ref(text, "ref")
    except Refused:
        return False
    return len(text) <= LONGEST_ID
