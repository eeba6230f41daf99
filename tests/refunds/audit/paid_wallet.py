"""One wallet with one refund that was paid, as facts and a journal; tests change one thing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tests.ledger.audit.books_of import read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.journal import JournalAudit
from panel_refunds.ledger.deposit import Deposit, book_fee
from panel_refunds.ledger.payout import Split, settle_refund
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.audit.wallet_facts import RequestFacts, WalletFacts
from panel_refunds.refunds.refund import Refund

SPLIT = Split(dollars(20), processor_fee=dollars(1.5), own_fee=dollars(0.5))

DEPOSIT = Deposit(
    "d1", "wal_1", "c1", "USD", "stripe", "pay_1", "card", dollars(50), day(0), "default@1", fee=dollars(1.5)
)
REQUEST = RequestFacts("rr_1", "wal_1", "c1", "USD", "paid", "dec_1")
REFUND = Refund(
    *("rf_1", "rr_1", "wal_1", "d1"),
    *(SPLIT.gross, SPLIT.processor_fee, SPLIT.own_fee, 0),
    touches_own_lot=True,
    state="paid",
    paid_at=day(2),
)
ATTEMPT = Attempt(
    *("att_1", "rf_1", "wal_1", "d1", "stripe", "pay_1", "att_1"),
    *(SPLIT.net, "USD", "hash", "succeeded", day(2)),
    first_sent_at=day(2),
)


@dataclass
class Books:
    """The wallet, and what the rows say of it."""

    wallet: Wallet
    facts: WalletFacts

    @property
    def journal(self) -> JournalAudit:
        """The wallet's journal, read."""
        return read_of(self.wallet)

    def but(self, **change: Any) -> WalletFacts:
        """The facts with changes: ``refund``, ``request``, ``deposit`` and ``attempt`` name fields of these rows."""
        made: dict[str, Any] = {}
        for name, where, row in (
            ("refund", "refunds", REFUND),
            ("request", "requests", REQUEST),
            ("deposit", "deposits", DEPOSIT),
        ):
            if name in change:
                made[where] = {next(iter(getattr(self.facts, where))): replace(row, **change.pop(name))}
        if "attempt" in change:
            made["attempts"] = (replace(ATTEMPT, **change.pop("attempt")),)
        return replace(self.facts, **made, **change)


def paid_books(then: Callable[[Wallet], None] = lambda _: None) -> Books:
    """A deposit of 50 of which 20 went back, 18 of them to the customer; ``then`` something else may happen."""
    wallet = make_wallet()
    lot = deposited(wallet, dollars(50))
    book_fee(wallet, deposit_id="d1", gateway="stripe", fee=dollars(1.5), at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(lot, SPLIT.gross)], at=day(1))
    settle_refund(wallet, refund_id="rf_1", gateway="stripe", split=SPLIT, bonuses=[], at=day(2))
    then(wallet)
    facts = WalletFacts(
        *("wal_1", "c1", "USD"),
        deposits={"d1": DEPOSIT},
        requests={"rr_1": REQUEST},
        refunds={"rf_1": REFUND},
        attempts=(ATTEMPT,),
        holds=tuple(wallet.holds.values()),
        decisions={"dec_1": "rr_1"},
    )
    return Books(wallet, facts)
