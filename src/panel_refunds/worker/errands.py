"""What the worker does for each kind of work: one flow each.

A flow may schedule its own work anew, or take it away; the fencing number of the claimed row then no longer fits, and
what an errand says afterwards changes nothing. So an errand only has to say what happens when the flow said nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.flows.address_message import address_message
from panel_refunds.flows.apply_hint import apply_hint
from panel_refunds.flows.apply_notice import apply_notice
from panel_refunds.flows.cancel_order import ask_cancel, ask_refill
from panel_refunds.flows.deliver_message import deliver_message
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.forget_replies import forget_replies
from panel_refunds.flows.hear_gateway import KIND as NOTICE
from panel_refunds.flows.hear_provider import KIND as HINT
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.poll_provider import poll_provider
from panel_refunds.flows.portal_session import forget_sessions
from panel_refunds.flows.reconcile import reconcile_page
from panel_refunds.flows.record_placement import flag_unplaced
from panel_refunds.flows.ring_alarms import escalate, expire_offer, remind
from panel_refunds.flows.sweep_files import sweep_files
from panel_refunds.orders.order import NOT_STARTED
from panel_refunds.refunds.refund import AT_GATEWAY
from panel_refunds.store import Work
from panel_refunds.worker.patience import FIRST, longer_each_time

DELIVER = "deliver"
POLL_EVERY = timedelta(seconds=60)
LONGEST_BETWEEN_POLLS = timedelta(hours=1)
TIDY_EVERY = timedelta(days=1)
TIDY_SOON = timedelta(seconds=10)
RECONCILE_EVERY = timedelta(days=1)
RECONCILE_SOON = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Again:
    """Come again: after ``wait`` where it is given, otherwise later after each try. ``fresh`` forgets earlier tries.

    ``settled``: the flow finished or postponed the piece itself, together with what it wrote.
    """

    wait: timedelta | None = None
    fresh: bool = False
    settled: bool = False


SETTLED = Again(settled=True)


Errand = Callable[[Desk, Work], Again | None]
"""Does the work; None when it is done."""


def _pay(desk: Desk, work: Work) -> Again | None:
    refund = pay_refund(desk, work.ref)
    return Again() if refund.state in ("approved", "sending") else None


def _follow(desk: Desk, work: Work) -> Again | None:
    refund = follow_refund(desk, work.ref)
    return Again() if refund.state in AT_GATEWAY else None


def _deliver(desk: Desk, work: Work) -> Again | None:
    """The whole message, to be addressed; or its delivery to one notifier."""
    if work.kind == DELIVER:
        address_message(desk, work.ref)
        return None
    return SETTLED if deliver_message(desk, work) else None


def _cancel_order(desk: Desk, work: Work) -> Again | None:
    try:
        order = ask_cancel(desk, work.ref)
    except Refused as refused:
        if refused.code == "cancel_not_offered":
            return None
        raise
    return Again() if order.cancel_asked_at is None and order.status in NOT_STARTED else None


def _refill_order(desk: Desk, work: Work) -> Again | None:
    order = ask_refill(desk, work.ref)
    return Again() if order.refill_asked_at is None and order.provider_ref is not None else None


def _poll(desk: Desk, work: Work) -> Again | None:
    if work.ref not in desk.providers:
        return None  # the tenant's file no longer names it
    every = desk.poll_every.get(work.ref, POLL_EVERY)
    polled = poll_provider(desk, work.ref)
    if polled.error is None:
        return Again(polled.rest if polled.more else max(every, polled.rest), fresh=True)
    wait = min(longer_each_time(every, work.tries), max(every, LONGEST_BETWEEN_POLLS))
    return Again(max(wait, polled.rest, polled.retry_after or wait))


def _forget_replies(desk: Desk, _work: Work) -> Again:
    """A few at a time: while there are more, the next ones are due as soon as everything else that is."""
    return Again(TIDY_SOON if forget_replies(desk) else TIDY_EVERY, fresh=True)


def _sweep_files(desk: Desk, _work: Work) -> Again:
    sweep_files(desk)
    return Again(TIDY_EVERY, fresh=True)


def _forget_sessions(desk: Desk, _work: Work) -> Again:
    forget_sessions(desk)
    return Again(TIDY_EVERY, fresh=True)


def _reconcile(desk: Desk, work: Work) -> Again | None:
    """A page at a time, so that nothing else waits long; a gateway that does not answer is asked again later."""
    if work.ref not in desk.gateways:
        return None  # the tenant's file no longer names it
    run = reconcile_page(desk, work.ref)
    if run is not None and run.stopped:
        return Again()
    # A gateway that keeps nothing to compare with today may be another one after the next reload.
    return Again(RECONCILE_EVERY if run is None or run.at.finished_at else RECONCILE_SOON, fresh=True)


def _notice(desk: Desk, work: Work) -> None:
    gateway, _, event_id = work.ref.partition("/")
    if gateway in desk.gateways:
        apply_notice(desk, gateway, event_id)


def _hint(desk: Desk, work: Work) -> Again | None:
    provider, _, event_id = work.ref.partition("/")
    if provider not in desk.providers:
        return None  # the tenant's file no longer names it
    heard = apply_hint(desk, provider, event_id)
    if heard.error:
        wait = longer_each_time(FIRST, work.tries)
        return Again(max(wait, heard.retry_after or wait))
    return Again() if heard.waits else None


def _alarm(ring: Callable[[Desk, str], None]) -> Errand:
    def errand(desk: Desk, work: Work) -> None:
        ring(desk, work.ref)

    return errand


ERRANDS: Mapping[str, Errand] = MappingProxyType(
    {
        "pay": _pay,
        "follow": _follow,
        DELIVER: _deliver,
        "remind": _alarm(remind),
        "escalate": _alarm(escalate),
        "expire_offer": _alarm(expire_offer),
        "cancel_order": _cancel_order,
        "refill_order": _refill_order,
        "unplaced": _alarm(flag_unplaced),
        "poll": _poll,
        "forget_replies": _forget_replies,
        "sweep_files": _sweep_files,
        "forget_sessions": _forget_sessions,
        "reconcile": _reconcile,
        NOTICE: _notice,
        HINT: _hint,
    }
)
"""Every kind of work that a flow or the worker itself schedules."""


def find_errand(kind: str) -> Errand | None:
    """The errand for a kind of work; ``deliver:mail`` is ``deliver``'s. None when nobody knows it."""
    return ERRANDS.get(kind.partition(":")[0])
