"""One message is brought to one notifier: it arrives at least once, or becomes a dead letter that a person sees.

    taken (lease, fence)  →  the notifier, no transaction open  →  delivered
                                                                →  later: 1 min, 5 min, 30 min, 2 h, 6 h, then daily
                                                                →  dead: can never work, or did not for three days

The key is the same in every try, also in one after a crash: a worker that died in the middle leaves a lease that ends,
and whoever takes the work then says the same thing under the same name. What a worker says that lost its lease in the
meantime changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from panel_refunds.flows.adapter_errors import LONGEST, told_of
from panel_refunds.flows.burying import bury
from panel_refunds.flows.desk import Desk
from panel_refunds.ports import AdapterError, Message, NotNowError, UndeliverableError
from panel_refunds.store import Delivery, OutboxMessage, Work

BACK_OFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(days=1),
)
GIVES_UP_AFTER = timedelta(days=3)
MOST_TRIES = 30
SLOW = timedelta(seconds=10)
REST = timedelta(minutes=1)


def deliver_message(desk: Desk, work: Work) -> Delivery | None:
    """Try once, and write down what came of it; None where there was nothing to try, or somebody else has it by now."""
    # 1. What to say, to whom.
    notifier = work.kind.partition(":")[2]
    with desk.read() as books:
        delivery = books.find_delivery(work.ref, notifier)
        if delivery is None or delivery.state != "waiting":
            return None
        outbox = books.get_outbox(work.ref)
        contact = books.find_contact(outbox.customer_id) if outbox.customer_id else None

    # 2. Say it.
    begun_at = desk.now()
    reached = contact.facts if contact else {}
    message = Message(
        kind=outbox.kind,
        tenant=desk.tenant.slug,
        customer=outbox.customer_id,
        request_id=outbox.request_id,
        text=outbox.text,
        facts=outbox.facts,
        at=outbox.at,
        contact=MappingProxyType(dict(reached)),
    )
    error = _said(desk, delivery, message, work.tries)

    # 3. Write down what came of it, while the work is still ours.
    counted = replace(delivery, tries=work.tries, first_tried_at=delivery.first_tried_at or begun_at)
    return _record(desk, work, counted, outbox, error, slow=desk.now() - begun_at >= SLOW)


def _said(desk: Desk, delivery: Delivery, message: Message, tries: int) -> Exception | None:
    """What the notifier raised; None when it has the message."""
    if tries > MOST_TRIES:
        return UndeliverableError(f"it was begun {MOST_TRIES} times and never came to an end")
    if delivery.notifier not in desk.notifiers:
        return LookupError("no notifier of this name")
    try:
        desk.notifiers[delivery.notifier].deliver(message, delivery.key)
    except Exception as error:  # noqa: BLE001 - one notifier that fails stops no other
        return error
    return None


def _record(
    desk: Desk, work: Work, delivery: Delivery, message: OutboxMessage, error: Exception | None, *, slow: bool
) -> Delivery | None:
    now = desk.now()
    after = _after(delivery, error, now, "" if error is None else _told(desk, error))
    if error is not None:
        desk.log.warning(
            "notifier_failed", notifier=after.notifier, delivery=after.key, state=after.state, error=after.error
        )
    with desk.begin() as books:
        if after.next_at is None:
            ours = books.finish_work(work)
        elif isinstance(error, NotNowError):
            ours = books.release_work(work, after.next_at)
        else:
            ours = books.postpone_work(work, after.next_at)
        if not ours:
            return None
        if isinstance(error, NotNowError) and after.next_at is not None:
            books.put_off_work(work.kind, after.next_at)
        elif error is not None and slow:
            # It hangs: what else waits for it comes one by one, so that no thread is kept from other notifiers.
            books.put_off_work(work.kind, now + REST)
        if after.state == "dead":
            bury(desk, books, after, message)
        else:
            books.save_delivery(after)
    return after


def _after(delivery: Delivery, error: Exception | None, now: datetime, told: str) -> Delivery:
    """The delivery as it stands after a try."""
    if error is None:
        return replace(delivery, state="delivered", next_at=None, ended_at=now, error=None)
    if isinstance(error, NotNowError):
        wait = min(max(error.retry_after, timedelta(seconds=1)), BACK_OFF[-1])
        delivery = replace(delivery, tries=delivery.tries - 1)
    else:
        wait = BACK_OFF[min(delivery.tries, len(BACK_OFF)) - 1]
    next_at = now + wait
    since = delivery.first_tried_at or now
    over = next_at > since + GIVES_UP_AFTER or delivery.tries >= MOST_TRIES
    if isinstance(error, UndeliverableError) or over:
        return replace(delivery, state="dead", next_at=None, ended_at=now, error=told)
    return replace(delivery, next_at=next_at, error=told)


def _told(desk: Desk, error: Exception) -> str:
    """What went wrong, without addresses and secrets."""
    text = told_of(error) if isinstance(error, AdapterError) else f"{type(error).__name__}: {error}"
    return desk.redact(text)[:LONGEST]
