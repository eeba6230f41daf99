"""What has happened to a wallet so far, told beside the books, and what must hold after every step.

The story keeps its own small record: deposits, orders, refunds and disputes as plain figures. The invariants ask the
journal, the lots, the holds and this record the same question in different ways.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis.stateful import RuleBasedStateMachine, invariant
from tests.ledger.purse import check_books, day, in_accounts

from panel_refunds.ledger.account import (
    BONUS_HELD,
    DISPUTE_LOSSES,
    FORFEITS,
    OWN_FEES,
    PROCESSOR_FEES,
    PROMOTIONS,
    SALES,
    clearing,
)
from panel_refunds.ledger.dispute import Loss, cover_losses, freeze_deposit, uncovered
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.give_back import Obstacles
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.ledger.payout import Split
from panel_refunds.ledger.wallet import Wallet


@dataclass
class Paid:
    """A deposit of the story."""

    amount: int
    fee: int = 0
    dispute: str = "none"
    bank_took: int = 0


@dataclass
class Asked:
    """A refund of the story: ``held``, ``sent``, ``paid`` or ``over``."""

    deposit_id: str
    gross: int
    split: Split | None = None
    state: str = "held"


class LifeSoFar(RuleBasedStateMachine):
    """The wallet, all that the store would keep of it, and the story's own record."""

    wallet: Wallet

    def __init__(self):
        super().__init__()
        self.entries: list[Entry] = []
        self.lots_seen: dict[str, Lot] = {}
        self.holds_seen: dict[str, Hold] = {}
        self.clock = 0
        self.deposits: dict[str, Paid] = {}
        self.orders: dict[str, list[Slice]] = {}
        self.refunds: dict[str, Asked] = {}
        self.given_back: dict[str, int] = {}
        self.lost = self.turned_into_own_money = 0
        self.forfeited = False

    # ------------------------------------------------------------ what must hold

    @invariant()
    def the_books_are_whole(self):
        self.remember()
        check_books(self.wallet, self.entries)

    @invariant()
    def no_order_gives_back_more_than_its_charge(self):
        for order_id, slices in self.orders.items():
            assert all(0 <= piece.returned <= piece.amount for piece in slices)
            assert sum(piece.returned for piece in slices) == self.given_back[order_id]

    @invariant()
    def own_money_in_is_own_money_left_spent_and_gone(self):
        accounts, paid = self.accounts(), self.those("paid").values()
        spent = sum(piece.outstanding for piece in self.pieces() if piece.kind != "bonus")
        taken_by_disputes = self.lost + accounts[DISPUTE_LOSSES]
        gone = sum(refund.gross for refund in paid) + accounts[FORFEITS] + taken_by_disputes
        money_in = sum(deposit.amount for deposit in self.deposits.values()) + self.turned_into_own_money
        assert money_in == self.wallet.cash + self.wallet.held + spent + gone

    @invariant()
    def what_promotions_cost_is_bonus_left_spent_or_paid_for(self):
        accounts = self.accounts()
        spent = sum(piece.outstanding for piece in self.pieces() if piece.kind == "bonus")
        charged = sum(refund.split.bonus_deducted for refund in self.those("paid").values())
        there = self.wallet.bonus + accounts[BONUS_HELD] + spent + self.turned_into_own_money
        assert -accounts[PROMOTIONS] == there - charged

    @invariant()
    def the_house_s_accounts_say_what_happened(self):
        accounts, paid = self.accounts(), [refund.split for refund in self.those("paid").values()]
        money_in = sum(deposit.amount - deposit.fee for deposit in self.deposits.values())
        assert accounts[clearing("stripe")] == -money_in + sum(split.net for split in paid) + self.lost
        assert accounts[SALES] == sum(piece.outstanding for piece in self.pieces())
        kept = sum(split.processor_fee for split in paid)
        assert accounts[PROCESSOR_FEES] == kept - sum(deposit.fee for deposit in self.deposits.values())
        assert accounts[OWN_FEES] == sum(split.own_fee for split in paid)

    @invariant()
    def a_lost_dispute_takes_what_the_bank_took_and_no_more(self):
        for deposit_id, (loss,) in self.losses().items():
            still = uncovered(self.wallet, loss)
            free = sum(lot.left for lot in self.wallet.lots_of(deposit_id))
            assert 0 <= still <= loss.amount
            assert not (still and free)

    @invariant()
    def a_void_bonus_is_empty(self):
        assert not any(lot.open for lot in self.lots_seen.values() if lot.void)

    # ------------------------------------------------------------ reading and remembering

    def later(self) -> int:
        self.clock += 1
        return self.clock

    def now(self):
        return day(self.later())

    def one_of(self, things, pick):
        return list(things.items())[pick % len(things)]

    def figures(self):
        return self.wallet.cash, self.wallet.bonus, self.wallet.held

    def accounts(self):
        self.remember()
        return in_accounts(self.entries)

    def pieces(self):
        return [piece for slices in self.orders.values() for piece in slices]

    def outstanding(self, order_id):
        return sum(piece.outstanding for piece in self.orders[order_id])

    def those(self, *states):
        return {name: refund for name, refund in self.refunds.items() if refund.state in states}

    def disputed(self):
        return {name: deposit for name, deposit in self.deposits.items() if deposit.dispute == "open"}

    def askable(self):
        """What is left of deposits that nothing stands in the way of."""
        busy = {refund.deposit_id for refund in self.those("held", "sent").values()}
        fit = [name for name, one in self.deposits.items() if one.dispute in ("none", "won") and name not in busy]
        left = {name: sum(lot.left for lot in self.wallet.lots_of(name)) for name in fit}
        return {} if self.forfeited else {name: amount for name, amount in left.items() if amount}

    def obstacles(self) -> Obstacles:
        return Obstacles(
            disputed={name: f"dsp_{name}" for name in self.disputed()},
            lost=self.losses(),
            bonus_out_of_use={refund.deposit_id: name for name, refund in self.those("held", "sent").items()},
            forfeited=self.forfeited,
        )

    def losses(self) -> dict[str, list[Loss]]:
        """The lost disputes by deposit; the wallet has the holds settled for them, as after the store loaded them."""
        self.remember()
        self.wallet.adopt_holds(hold for hold in self.holds_seen.values() if hold.purpose == "dispute")
        lost = {name: one for name, one in self.deposits.items() if one.dispute == "lost"}
        return {name: [Loss(f"dsp_{name}", one.bank_took)] for name, one in lost.items()}

    def seize(self, deposit_id):
        """What comes back covers a lost dispute first, is frozen for an open one, and taken on a forfeited account."""
        lost = self.losses().get(deposit_id, ())
        cover_losses(self.wallet, lost, deposit_id=deposit_id, at=self.now())
        if self.deposits[deposit_id].dispute == "open":
            freeze_deposit(self.wallet, dispute_id=f"dsp_{deposit_id}", deposit_id=deposit_id, at=self.now())
        if self.forfeited:
            spare = self.those("sent").keys()
            forfeit_wallet(self.wallet, about="c1", takes=("cash", "bonus"), spare=spare, at=self.now())

    def remember(self):
        """Keep what the store would keep."""
        self.entries += self.wallet.written
        self.wallet.written.clear()
        self.lots_seen.update(self.wallet.lots)
        self.holds_seen.update(self.wallet.holds)

    def load(self, lot_ids):
        self.remember()
        self.wallet.adopt(self.lots_seen[lot_id] for lot_id in lot_ids)

    def load_bonuses(self, deposit_id):
        self.remember()
        self.load({lot.lot_id for lot in self.lots_seen.values() if not lot.is_cash and lot.deposit_id == deposit_id})

    def deducted(self):
        return sum(lot.deducted for lot in self.wallet.lots.values())

    def charge_spent(self, bonuses: list[Lot], most: int) -> int:
        charged = 0
        for lot in bonuses:
            part = min(most - charged, lot.amount - lot.left - lot.held - lot.deducted)
            if part > 0:
                self.wallet.change_lot(replace(self.wallet.lots[lot.lot_id], deducted=lot.deducted + part))
                charged += part
        return charged

    def uncharge_spent(self, refund: Asked):
        self.load_bonuses(refund.deposit_id)
        rest = refund.split.bonus_deducted
        for lot in self.wallet.bonuses_of(refund.deposit_id):
            part = min(rest, lot.deducted)
            self.wallet.change_lot(replace(lot, deducted=lot.deducted - part))
            rest -= part
