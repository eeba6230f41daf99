"""A fraud check on the stand, under the same limits as the core's: a deadline, and answers of the promised kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from panel_refunds.plugins.bounded import Caller
from panel_refunds.ports import FraudContext, Verdict
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.case import FraudCheckCase
from panel_refunds_testkit.samples.contexts import BURDENED, CONTEXTS
from panel_refunds_testkit.stand.adapter_stand import AdapterStand, Built, hear

PATIENCE = timedelta(seconds=5)
_A_WORD = 10
"""A shorter name may stand in any text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltCheck(Built):
    """One fraud check of one tenant."""


class FraudCheckStand(AdapterStand[FraudCheckCase, BuiltCheck]):
    """One case and the check for it."""

    kind = "fraud_checks"
    made = BuiltCheck

    def verdict(self, context: FraudContext, built: BuiltCheck | None = None) -> Verdict:
        """What it says of a context, with enough time; held against the contract."""
        asked = built or self.built
        caller: Caller = asked.caller
        evaluate = partial(asked.raw.evaluate, context, self.peer.clock() + PATIENCE)
        found: Verdict = caller.call(Verdict, evaluate)
        return found

    def live_through(self, built: BuiltCheck, account: Account) -> list[str]:
        """Ask about every context, and with no time left; the longer of the names that were in them."""
        del account
        for context in CONTEXTS.values():
            hear(built, partial(built.raw.evaluate, context, self.peer.clock() + PATIENCE))
        hear(built, partial(built.raw.evaluate, BURDENED, self.peer.clock() - PATIENCE))
        built.heard.add(f"{built.raw!r} {built.raw!s}")
        return [context.customer for context in CONTEXTS.values() if len(context.customer) > _A_WORD]
