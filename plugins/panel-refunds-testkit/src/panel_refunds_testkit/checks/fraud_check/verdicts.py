"""Verdicts: about anybody, always the same for the same inputs, with reasons that a person can read."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.ports import Verdict
from panel_refunds_testkit.checks.sentences import must_be_sentence
from panel_refunds_testkit.demand import answers_of, demand, demand_equal, error_of, skip_if
from panel_refunds_testkit.samples.contexts import BURDENED, CONTEXTS, ORDINARY, worse
from panel_refunds_testkit.stand.fraud_check_stand import FraudCheckStand
from panel_refunds_testkit.watch import Watch

MOST_REASONS = 20
MOST_SECONDS = 2
SEVERITY: Mapping[str, int] = MappingProxyType({"allow": 0, "abstain": 0, "review": 1, "deny": 2})


class VerdictChecks:
    """``evaluate``."""

    def test_it_has_a_verdict_about_everybody(self, stand: FraudCheckStand) -> None:
        """The check raised, or answered with something else than a verdict, about a customer who can exist.

        Nothing of a context is sure to be there: no first deposit, no amount, other currencies, empty facts.
        """
        for who, context in CONTEXTS.items():
            error = error_of(lambda context=context: stand.verdict(context))  # type: ignore[misc]  # bound where it is made
            demand(error is None, f"A customer {who}: {type(error).__name__}: {error}")

    def test_reasons_are_sentences(self, stand: FraudCheckStand) -> None:
        """The finance desk reads the reasons: each a sentence, at most twenty, one at least for a review or deny."""
        for who, context in CONTEXTS.items():
            for verdict in answers_of(lambda context=context: stand.verdict(context)):  # type: ignore[misc]  # as above
                demand(len(verdict.reasons) <= MOST_REASONS, f"A customer {who}: {len(verdict.reasons)} reasons.")
                mild = SEVERITY[verdict.answer] == 0
                demand(mild or verdict.reasons, f"A customer {who}: {verdict.answer}, and no reason why.")
                for reason in verdict.reasons:
                    must_be_sentence(reason, f"A customer {who}: a reason")

    def test_the_same_inputs_have_the_same_verdict(self, stand: FraudCheckStand) -> None:
        """The verdict depends on something else than the context: a clock, chance, or what was asked before."""
        other = stand.build()
        first = {who: stand.verdict(context) for who, context in CONTEXTS.items()}
        again = {who: stand.verdict(context) for who, context in reversed(list(CONTEXTS.items()))}
        apart = {who: stand.verdict(context, other) for who, context in CONTEXTS.items()}
        for who, verdict in first.items():
            demand_equal(again[who], verdict, f"A customer {who} was judged otherwise when asked again.")
            demand_equal(apart[who], verdict, f"A customer {who} is judged otherwise by another process.")

    def test_it_is_stricter_with_more_of_what_the_author_names(self, stand: FraudCheckStand) -> None:
        """More of what speaks against a customer made the verdict milder, although the author says it never does."""
        skip_if(not stand.peer.stricter_with, "peer: stricter_with is empty")
        for aspect in sorted(stand.peer.stricter_with):
            for who, context in CONTEXTS.items():
                mild, strict = stand.verdict(context), stand.verdict(worse(context, aspect))
                demand(
                    SEVERITY[strict.answer] >= SEVERITY[mild.answer],
                    f"A customer {who}: {mild.answer}, and with more {aspect} only {strict.answer}.",
                )

    def test_one_customer_is_not_named_to_another(self, stand: FraudCheckStand) -> None:
        """A reason about one customer names another who was asked about before, and has nothing to do with this one."""
        stand.verdict(BURDENED)
        verdict = stand.verdict(ORDINARY)
        said = " ".join(verdict.reasons)
        for name in (BURDENED.customer, *BURDENED.shared_accounts, "dep_9", "dep_8"):
            demand(name not in said, f"The reasons about {ORDINARY.customer!r} speak of {name!r}.")

    def test_it_is_quick(self, stand: FraudCheckStand) -> None:
        """A customer with a thousand of everything took seconds; a customer waits meanwhile."""
        began = time.process_time()
        verdict = stand.verdict(CONTEXTS["with a thousand of everything"])
        took = time.process_time() - began
        demand(isinstance(verdict, Verdict) and took < MOST_SECONDS, f"It took {took:.1f} s of the processor.")

    def test_a_check_that_asks_nobody_does_nothing_else(self, stand: FraudCheckStand) -> None:
        """The check reached for a file, a network, a process or a thread; all that it may know is in the context."""
        skip_if(stand.over_http, "peer: it asks a service")
        stand.verdict(ORDINARY)
        with Watch() as watch:
            answers_of(lambda: stand.raw.evaluate(BURDENED, stand.peer.clock()))
        demand(not watch.deeds, f"The check did this besides: {watch.deeds}.")
