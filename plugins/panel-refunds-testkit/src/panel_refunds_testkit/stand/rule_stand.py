"""A rule on the stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from panel_refunds.money import Money
from panel_refunds.plugins.sizes import listed_findings
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.case import RuleCase
from panel_refunds_testkit.samples.snapshots import SNAPSHOTS, asked_of
from panel_refunds_testkit.stand.adapter_stand import AdapterStand, Built, hear


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltRule(Built):
    """One rule of one tenant."""


class RuleStand(AdapterStand[RuleCase, BuiltRule]):
    """One case and the rule for it."""

    kind = "rules"
    made = BuiltRule

    def findings(self, snapshot: Snapshot, asked: Money | None, built: BuiltRule | None = None) -> Sequence[Finding]:
        """What it says of a wallet."""
        return listed_findings((built or self.built).raw.evaluate(snapshot, asked))

    def live_through(self, built: BuiltRule, account: Account) -> list[str]:
        """Ask about every wallet; no reference of them is of one tenant alone."""
        del account
        for snapshot in SNAPSHOTS.values():
            for asked in asked_of(snapshot):
                hear(built, partial(built.raw.evaluate, snapshot, asked))
        built.heard.add(f"{built.raw!r} {built.raw!s}")
        return []
