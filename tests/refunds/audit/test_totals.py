"""Figures that have to agree are added up wallet by wallet, each currency for itself."""

from __future__ import annotations

from panel_refunds.ledger.hold import Hold
from panel_refunds.refunds.audit.totals import PAIRS, Agreement, Totals
from panel_refunds.refunds.audit.wallet_facts import KeptFigures, WalletFacts


def wallet(currency: str, *holds: Hold) -> WalletFacts:
    return WalletFacts("wal_1", "c1", currency, holds=holds)


def test_every_pair_is_there_by_currency():
    totals = Totals()
    hold = Hold("hld_1", "lot_1", "rf_1", "refund", 3)
    gone = Hold("hld_2", "lot_1", "rf_2", "refund", 9, state="released")
    totals.add(
        wallet("USD", hold, gone), KeptFigures(10, 5, 3, 1, ""), {"cash": 10, "bonus": 5, "held": 3, "sales": -18}
    )
    totals.add(wallet("USD"), KeptFigures(1, 0, 0, 1, ""), {"cash": 2, "sales": -2})
    totals.add(wallet("EUR"), KeptFigures(0, 0, 0, 0, ""), {"sales": 4})

    found = list(totals.agreements())
    assert [(each.currency, each.pair) for each in found] == [(c, pair) for c in ("EUR", "USD") for pair in PAIRS]
    assert [each for each in found if not each.agrees] == [
        Agreement("EUR", "journal", 0, 4),
        Agreement("USD", "cash", 11, 12),
    ]
    assert Agreement("USD", "holds", 3, 3) in found
