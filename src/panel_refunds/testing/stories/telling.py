"""Telling a story: each event at its time through the flow that the service uses, then a look at what came of it.

A story goes on after an expectation that did not hold, so that one run shows all of them. It ends where an event went
another way than it says: what follows would be told of another world.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.money import format_units
from panel_refunds.policy.decision import Decision
from panel_refunds.store.audit import audit_tenant
from panel_refunds.testing.stories import by_customer, by_others, by_panel, by_staff, story
from panel_refunds.testing.stories.expectation import in_words
from panel_refunds.testing.stories.expecting import misses_of
from panel_refunds.testing.stories.faults import StoryCannotGoOnError
from panel_refunds.testing.stories.look import Look, everything, look_at
from panel_refunds.testing.stories.stage import Stage, Theatre
from panel_refunds.testing.stories.transcript import CaseResult, Miss, Step

Tell = Callable[[Any, Stage], str]
"""Lets one event happen and says in a sentence what it was; ``Refused`` as the flow refuses it."""

TELLERS: Mapping[type[story.Event], Tell] = MappingProxyType(
    {
        story.DepositCredited: by_panel.credit,
        story.FeeKnown: by_panel.tell_fee,
        story.BonusGranted: by_panel.grant,
        story.OrderPlaced: by_panel.place,
        story.StatusTold: by_panel.tell_status,
        story.RefundAsked: by_customer.ask,
        story.OfferConfirmed: by_customer.confirm,
        story.RequestWithdrawn: by_customer.withdraw,
        story.CustomerReplied: by_customer.reply,
        story.CancelAsked: by_customer.cancel,
        story.RefundApproved: by_staff.approve,
        story.RefundDeclined: by_staff.decline,
        story.CustomerAsked: by_staff.ask,
        story.AccountTerminated: by_staff.terminate,
        story.BalanceForfeited: by_staff.forfeit,
        story.GatewaySaid: by_others.speak,
        story.DisputeMoved: by_others.dispute,
        story.TimePasses: by_others.pass_time,
    }
)


def tell_case(theatre: Theatre, case: story.Case) -> CaseResult:
    """Tell one story from its first event to its last, and audit its books."""
    stage, steps = theatre.stage(case), list[Step]()
    for event in case.events:
        stage.clock.at = event.at
        steps.append(_tell(stage, event))
        if steps[-1].trouble:
            break
    report = audit_tenant(theatre.store, stage.tenant.id, now=stage.clock.now())
    return CaseResult(case.name, case.clause, tuple(steps), tuple(str(fault) for fault in report.faults))


def _tell(stage: Stage, event: story.Event) -> Step:
    if isinstance(event, story.Expected):
        misses = tuple(misses_of(stage, event.who, event.what))
        verdict = "not as expected" if misses else "as expected"
        return _step(stage, event, f"{verdict}: {in_words(event.what)}", misses=misses)
    before = look_at(stage)
    try:
        if event.refused is not None:
            return _tell_refused(stage, event, event.refused)
        text = TELLERS[type(event)](event, stage)
        _send_approved(stage, before)
    except Refused as refused:
        return _step(stage, event, _words(event), trouble=f"refused with {refused.code}: {refused.text}")
    except StoryCannotGoOnError as error:
        return _step(stage, event, _words(event), trouble=str(error))
    except Exception as error:  # noqa: BLE001 - a bug that one story meets is that story's fault, and stops no other
        return _step(stage, event, _words(event), trouble=f"the engine failed with {type(error).__name__}: {error}")
    after = look_at(stage)
    made = _new_decisions(before, after)
    findings = [finding for decision in made for finding in decision.findings]
    dry_runs = [finding for decision in made for finding in decision.in_dry_run]
    return _step(stage, event, text, changes=_changes(before, after), findings=findings, dry_runs=dry_runs)


def _tell_refused(stage: Stage, event: story.Event, code: str) -> Step:
    """The event must be refused with ``code`` and change nothing."""
    before = everything(stage)
    try:
        text = TELLERS[type(event)](event, stage)
    except Refused as refused:
        said = f"{_words(event)}: refused with {refused.code}, {refused.text}"
        if refused.code != code:
            return _step(stage, event, said, misses=[Miss("refused", code, refused.code)])
        if everything(stage) != before:
            return _step(stage, event, said, trouble=f"it was refused with {code}, and changed something all the same")
        return _step(stage, event, said)
    return _step(stage, event, text, trouble=f"it should have been refused with {code}, and was not")


def _send_approved(stage: Stage, before: Look) -> None:
    """An approval is sent at once, those of older deposits first; whatever else is due waits for the worker."""
    for name, look in look_at(stage).requests.items():
        earlier = before.requests.get(name)
        if look.request.state != "approved" or (earlier and earlier.request.state == "approved"):
            continue
        with stage.desk.read() as books:
            waiting = [refund for refund in look.refunds if refund.state == "approved"]
            ages = {each: books.get_deposit(each).credited_at for each in {refund.deposit_id for refund in waiting}}
        for refund in sorted(waiting, key=lambda each: (ages[each.deposit_id], each.deposit_id)):
            pay_refund(stage.desk, refund.refund_id)


def _step(stage: Stage, event: story.Event, text: str, **more: Any) -> Step:
    balance = look_at(stage).balances.get(event.who)
    figures: Sequence[str] = ()
    if balance:
        named = (("cash", balance.cash), ("bonus", balance.bonus), ("held", balance.held))
        figures = [f"{name} {format_units(units)}" for name, units in named if units or name == "cash"]
    at = event.at.astimezone(stage.tenant.calendar.zone)
    return Step(at, event.place.line, text, figures, **more)


def _words(event: story.Event) -> str:
    """The event as the file has it, for one that did not happen."""
    values = [str(getattr(event, name)) for name in type(event).__slots__]
    return f"{event.verb} {values[0]}"


def _changes(before: Look, after: Look) -> list[str]:
    """What became of requests and orders, one line each."""
    lines: list[str] = []
    for name, look in after.requests.items():
        earlier = before.requests.get(name)
        if earlier is None or earlier.request != look.request:
            lines.append(f"{name}: {look.request.state}, recommended: {look.request.recommend}")
    for name, order in after.orders.items():
        was = before.orders.get(name)
        if was and order.refunded != was.refunded:
            lines.append(f"{name}: {format_units(order.refunded - was.refunded, order.currency)} come back")
        if was and order.review != was.review:
            lines.append(f"{name}: waits for a person ({order.review})" if order.review else f"{name}: decided")
    return lines


def _new_decisions(before: Look, after: Look) -> list[Decision]:
    """The decisions that were made meanwhile."""
    made: list[Decision] = []
    for name, look in after.requests.items():
        earlier = before.requests.get(name)
        if earlier is None or earlier.decision.decision_id != look.decision.decision_id:
            made.append(look.decision)
    return made
