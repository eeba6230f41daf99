"""Rules that count wrongly, look elsewhere, or depend on what was asked before."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Self

from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds_testkit.tinypanel.rule import TinyRule


class _WrongRule(TinyRule):
    @classmethod
    def of(cls, settings: Mapping[str, Any], _: object) -> Self:
        """Built as the good one is."""
        return cls(settings["percent"])


class BelowNothing(_WrongRule):
    """Its caps can be below nothing."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """Less one unit."""
        return [replace(found, cap=(found.cap or 0) - 1) for found in super().evaluate(snapshot, asked)]


class WantsAnAmount(_WrongRule):
    """It breaks where everything is asked for."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """An amount is always there, surely."""
        return super().evaluate(snapshot, asked) if asked.units else ()  # type: ignore[union-attr]  # the mistake


class CountsItsCalls(_WrongRule):
    """It is stricter with whoever comes after another."""

    calls: list[str] = []  # noqa: RUF012 - the mistake

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """Every third one is looked at."""
        self.calls.append(snapshot.customer)
        text = "Every third one is looked at."
        found = Finding("tinyrule", "review", "third_one", "7", text)
        return [*super().evaluate(snapshot, asked), *([found] if len(self.calls) % 3 == 0 else [])]


class LooksElsewhere(_WrongRule):
    """It asks the network while a wallet is held."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """Where is it?"""
        socket.getaddrinfo("127.0.0.1", 80)
        return super().evaluate(snapshot, asked)


class CountsInFloats(_WrongRule):
    """It takes its share with a float."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """Nearly right."""
        share = float(self.percent) / 100
        return [replace(each, cap=int(snapshot.cash * share)) for each in super().evaluate(snapshot, asked)]


FAILS: Mapping[type, str] = MappingProxyType(
    {
        BelowNothing: "test_findings_are_sound",
        WantsAnAmount: "test_it_has_an_answer_about_every_wallet",
        CountsItsCalls: "test_the_same_wallet_has_the_same_findings",
        LooksElsewhere: "test_it_is_pure",
        CountsInFloats: "test_it_counts_in_whole_units",
    }
)
