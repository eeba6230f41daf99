"""Totals that have to agree, added up over many wallets: what wallets keep, what journals say, what is on hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, get_args

from panel_refunds.ledger.account import BONUS, CASH, HELD
from panel_refunds.refunds.audit.wallet_facts import KeptFigures, WalletFacts

Pair = Literal["cash", "bonus", "held", "holds", "journal"]
PAIRS: tuple[Pair, ...] = get_args(Pair)
"""Own money, bonus and what is set aside: as wallets keep them and as journals say. Then what is set aside and what
open holds want of it; and all accounts of the journals together, which are nothing."""


class Agreement(NamedTuple):
    """Two figures in units that have to be the same."""

    currency: str
    pair: Pair
    kept: int
    counted: int

    @property
    def agrees(self) -> bool:
        """Whether they are."""
        return self.kept == self.counted


@dataclass(slots=True)
class Totals:
    """Both figures of each pair, by currency."""

    kept: Counter[tuple[str, Pair]] = field(default_factory=Counter)
    counted: Counter[tuple[str, Pair]] = field(default_factory=Counter)

    def add(self, facts: WalletFacts, kept: KeptFigures, accounts: Mapping[str, int]) -> None:
        """One wallet, with what its journal adds up to by account."""
        open_holds = sum(hold.amount for hold in facts.holds if hold.state == "open" and hold.purpose != "bonus")
        sides: Mapping[Pair, tuple[int, int]] = {
            "cash": (kept.cash, accounts.get(CASH, 0)),
            "bonus": (kept.bonus, accounts.get(BONUS, 0)),
            "held": (kept.held, accounts.get(HELD, 0)),
            "holds": (kept.held, open_holds),
            "journal": (0, sum(accounts.values())),
        }
        for pair, (mine, theirs) in sides.items():
            self.kept[facts.currency, pair] += mine
            self.counted[facts.currency, pair] += theirs

    def agreements(self) -> Iterator[Agreement]:
        """All pairs, by currency."""
        for currency in sorted({currency for currency, _ in self.kept}):
            for pair in PAIRS:
                yield Agreement(currency, pair, self.kept[currency, pair], self.counted[currency, pair])
