"""What happens from outside in a story: the gateway speaks, a bank disputes a payment, time passes.

A word about a refund that was sent is scripted, and then looked up as if a webhook had hinted at it: the service
believes no hint either, only what it reads for itself.
"""

from __future__ import annotations

from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.testing.stories.faults import StoryCannotGoOnError
from panel_refunds.testing.stories.stage import Stage
from panel_refunds.testing.stories.story import DisputeMoved, GatewaySaid, TimePasses
from panel_refunds.worker import run_due


def speak(event: GatewaySaid, stage: Stage) -> str:
    """The gateway says a word of refunds it has, or keeps one ready for the next it gets."""
    if event.of is None:
        stage.gateway.script(event.word)
        return f"the gateway will answer the next sending with “{event.word}”"
    for attempt in _attempts(stage, event.of):
        try:
            stage.gateway.later(attempt.attempt_id, event.word)
        except (LookupError, ValueError) as error:
            raise StoryCannotGoOnError(f"{event.of}: {error}") from None
        follow_refund(stage.desk, attempt.refund_id)
    return f"{event.of}: the gateway says “{event.word}”"


def dispute(event: DisputeMoved, stage: Stage) -> str:
    """A dispute is opened, or decided."""
    deposit_id = stage.find(stage.deposits, event.of)
    if event.state == "opened":
        open_dispute(stage.desk, deposit_id)
    else:
        close_dispute(stage.desk, deposit_id, outcome="won" if event.state == "won" else "lost")
    with stage.desk.read() as books:
        deposit = books.get_deposit(deposit_id)
    stage.gateway.tell_dispute(deposit.payment, deposit.dispute)
    return f"{event.of}: the dispute is {event.state}"


def pass_time(event: TimePasses, stage: Stage) -> str:  # noqa: ARG001 - all tellers are called alike
    """The worker does what is due."""
    count = run_due(stage.desk)
    return f"time passes; the worker does {count} thing{'' if count == 1 else 's'} that had become due"


def _attempts(stage: Stage, of: str) -> list[Attempt]:
    """The last attempt of every refund that is meant and was sent, those of older deposits first."""
    request_name, _, deposit_name = of.partition("/")
    deposit_id = stage.find(stage.deposits, deposit_name) if deposit_name else None
    found: list[Attempt] = []
    with stage.desk.read() as books:
        for refund in books.refunds_of(stage.find(stage.requests, request_name)):
            attempts = books.attempts_of(refund.refund_id)
            if attempts and deposit_id in (None, refund.deposit_id):
                found.append(attempts[-1])
    if not found:
        raise StoryCannotGoOnError(f"nothing of {of} was sent yet, so the gateway can say nothing of it")
    return found
