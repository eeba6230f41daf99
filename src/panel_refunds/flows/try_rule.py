"""What would a rule change? Asked of the requests there are, before it is in force. Reads only.

Decisions are stored with their findings and not with the facts they were made from, so the facts are gathered as they
are now. A request that finance may still decide is decided twice, without the rule and with it. Of one that is decided
already the stored decision stands, and what the rule says is laid over it; for such a request for everything, what was
decided then counts as asked. The rule sees the moment at which the request was complete, and no later deposit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from panel_refunds.flows.deciding import decide_now
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import gather
from panel_refunds.money import Money, round_down
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.refunds.request import DECIDABLE, Recommendation, RefundRequest, RequestState
from panel_refunds.store import Books

AskRule = Callable[[Snapshot, Money | None], Sequence[Finding]]
Change = Literal["denied", "capped", "reviewed", "none"]

REFUSED: frozenset[RequestState] = frozenset({"declined", "withdrawn"})
"""Of such requests nothing went, whatever the rule would have said."""

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """As much of a decision as a rule can change: ``gross`` is what would go (units), nothing where it is declined."""

    recommend: Recommendation
    gross: int
    for_a_person: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """One request: what the rule says of it, and what comes out without it and with it.

    ``again``: the request was decided again, on today's facts; else the rule was laid over the stored decision.
    """

    request: RefundRequest
    again: bool
    said: tuple[Finding, ...]
    without: Outcome
    with_it: Outcome

    @property
    def change(self) -> Change:
        """What the rule would change, the strongest of it."""
        if self.with_it.recommend == "decline" and self.without.recommend != "decline":
            return "denied"
        if self.with_it.gross < self.without.gross:
            return "capped"
        if self.with_it.for_a_person and not self.without.for_a_person:
            return "reviewed"
        return "none"

    @property
    def amount(self) -> int:
        """The money it is about: what would not go, or would wait for a person; in units."""
        if self.change == "reviewed":
            return self.with_it.gross
        return self.without.gross - self.with_it.gross

    @property
    def failed(self) -> bool:
        """Whether the rule gave no answer, so that a person would decide."""
        return any(finding.code == "rule_failed" for finding in self.said)


def try_rule(desk: Desk, ask_rule: AskRule, *, most: int) -> list[Tried]:
    """Try a rule on all requests that may still be decided and on the ``most`` newest; newest first.

    ``desk`` is one at which that rule is not asked. One look at the books, in a transaction that cannot write.
    """
    with desk.read() as books:
        requests = {request.request_id: request for request in [*_decidable(books), *books.newest_requests(most)]}
        newest_first = sorted(requests.values(), key=lambda request: request.request_id, reverse=True)
        return [_tried(desk, books, request, ask_rule) for request in newest_first if request.decision_id]


def _decidable(books: Books) -> list[RefundRequest]:
    found: list[RefundRequest] = []
    while page := books.list_requests(states=DECIDABLE, after=found[-1].request_id if found else None, limit=_PAGE):
        found += page
    return found


def _tried(desk: Desk, books: Books, request: RefundRequest, ask_rule: AskRule) -> Tried:
    stored = books.get_decision(request.decision_id)
    gathered = gather(desk, books, books.wallet(request.wallet_id), ask=request.ask, request=request)
    submitted_at = request.submitted_at or request.opened_at
    again = request.state in DECIDABLE
    amount = request.ask.amount if again or request.ask.amount is not None else stored.gross
    asked = None if amount is None else Money(amount, request.currency)
    said = tuple(ask_rule(_as_of(gathered.snapshot, submitted_at), asked))
    if request.state in REFUSED:
        nothing = Outcome("decline", 0, stored.for_a_person)
        return Tried(request, again, said, nothing, nothing)
    if not again:
        return Tried(request, again, said, _outcome(stored), _laid_over(stored, said, request.currency))
    of_checks = [finding for finding in stored.findings if finding.rule.startswith("check:")]
    without, with_it = (
        decide_now(desk, gathered, request.ask, procedure=request.policy, submitted_at=submitted_at, said=heard)
        for heard in (of_checks, [*of_checks, *said])
    )
    return Tried(request, again, said, _outcome(without), _outcome(with_it))


def _as_of(snapshot: Snapshot, moment: datetime) -> Snapshot:
    """The facts of now, at the moment that the rule would have been asked at."""
    deposits = tuple(deposit for deposit in snapshot.deposits if deposit.credited_at <= moment)
    return replace(snapshot, at=moment, deposits=deposits)


def _outcome(decision: Decision) -> Outcome:
    return Outcome(decision.recommend, decision.gross if decision.holds else 0, decision.for_a_person)


def _laid_over(decision: Decision, said: Sequence[Finding], currency: str) -> Outcome:
    """What a decision would have been, had this been said too."""
    person = decision.for_a_person or any(finding.effect == "review" for finding in said)
    if any(finding.effect == "deny" and finding.about is None for finding in said):
        return Outcome("decline", 0, person)
    before = _outcome(decision)
    gross = sum(min([refund.gross, *_limits(said, refund.deposit_id, currency)]) for refund in decision.refunds)
    gross = min([before.gross, gross, *_limits(said, None, currency)])
    return Outcome("decline" if before.gross and not gross else before.recommend, gross, person)


def _limits(said: Sequence[Finding], about: str | None, currency: str) -> list[int]:
    caps = [max(round_down(each.cap or 0, currency), 0) for each in said if (each.effect, each.about) == ("cap", about)]
    denied = about is not None and any((each.effect, each.about) == ("deny", about) for each in said)
    return [*caps, 0] if denied else caps
