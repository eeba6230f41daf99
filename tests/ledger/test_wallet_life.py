"""Whatever happens to a wallet, in whatever order, its books stay whole and no money appears or is lost.

A machine plays all that can be done to one customer's money, and after every step asks the journal, the lots, the
holds and the orders the same question in different ways. Between steps the wallet may be put away and loaded again,
as the store does it: with its open lots and open holds only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.ledger.purse import check_books, day, deposited, in_accounts, make_wallet

from panel_refunds.errors import Refused
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
from panel_refunds.ledger.bonus import grant_bonus, void_out_of_use
from panel_refunds.ledger.deposit import book_fee
from panel_refunds.ledger.dispute import freeze_deposit, lose_deposit, unfreeze_deposit
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.give_back import Obstacles, give_back
from panel_refunds.ledger.lot import Lot, Slice
from panel_refunds.ledger.payout import Split, reverse_refund, settle_refund
from panel_refunds.ledger.reserve import release, release_as_returned, set_aside
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet

AMOUNTS = st.integers(1, 10_000)
SHARES = st.integers(1, 100)
PICKS = st.integers(0, 50)


@dataclass
class Paid:
    """A deposit of the story."""

    amount: int
    fee: int = 0
    dispute: str = "none"


@dataclass
class Asked:
    """A refund of the story: ``held``, ``sent``, ``paid`` or ``over``."""

    deposit_id: str
    gross: int
    split: Split | None = None
    state: str = "held"


class WalletLife(RuleBasedStateMachine):
    """One wallet from its first deposit to whatever end."""

    @initialize(amount=AMOUNTS, bonus=AMOUNTS)
    def begins_with_a_deposit_and_its_bonus(self, amount, bonus):
        self.wallet = make_wallet()
        self.entries, self.lots_seen, self.holds_seen = [], {}, {}
        self.clock = 0
        self.deposits: dict[str, Paid] = {}
        self.orders: dict[str, list[Slice]] = {}
        self.refunds: dict[str, Asked] = {}
        self.given_back: dict[str, int] = {}
        self.lost = self.turned_into_own_money = 0
        self.forfeited = False
        self.deposit(amount)
        self.give_bonus(bonus, tied=True, pick=0)

    # ------------------------------------------------------------ what can happen

    @rule(amount=AMOUNTS)
    def deposit(self, amount):
        deposit_id = f"dep_{len(self.deposits) + 1}"
        self.deposits[deposit_id] = Paid(amount)
        deposited(self.wallet, amount, deposit_id, at=self.later())

    @rule(pick=PICKS, share=SHARES)
    def learn_fee(self, pick, share):
        deposit_id, deposit = self.one_of(self.deposits, pick)
        if not deposit.fee:
            deposit.fee = deposit.amount * share // 1000
            book_fee(self.wallet, deposit_id=deposit_id, gateway="stripe", fee=deposit.fee, at=self.now())

    @rule(amount=AMOUNTS, tied=st.booleans(), pick=PICKS)
    def give_bonus(self, amount, tied, pick):
        tied_to = self.one_of(self.deposits, pick)[0] if tied else None
        grant_bonus(self.wallet, amount=amount, tied_to=tied_to, at=self.now())

    @precondition(lambda self: self.wallet.cash + self.wallet.bonus)
    @rule(share=SHARES, first=st.permutations(["bonus", "cash"]))
    def order(self, share, first):
        free = self.wallet.cash + self.wallet.bonus
        amount, order_id = max(free * share // 100, 1), f"ord_{len(self.orders) + 1}"
        slices = charge_order(self.wallet, order_id=order_id, amount=amount, first=first, at=self.now())
        assert sum(piece.amount for piece in slices) == amount
        assert self.wallet.cash + self.wallet.bonus == free - amount
        self.orders[order_id], self.given_back[order_id] = slices, 0

    @rule()
    def order_too_much(self):
        before = self.figures()
        with pytest.raises(Refused):
            charge_order(
                self.wallet,
                order_id="ord_0",
                amount=self.wallet.cash + self.wallet.bonus + 1,
                first=("bonus", "cash"),
                at=self.now(),
            )
        assert self.figures() == before

    @precondition(lambda self: any(self.outstanding(one) for one in self.orders))
    @rule(pick=PICKS, share=SHARES, how=st.sampled_from(["last_spent_first", "by_share", "bonus_first"]))
    def give_order_back(self, pick, share, how):
        order_id, slices = self.one_of({one: self.orders[one] for one in self.orders if self.outstanding(one)}, pick)
        amount = max(self.outstanding(order_id) * share // 100, 1)
        self.load({piece.lot_id for piece in slices if piece.kind == "bonus"})
        deducted = self.deducted()
        changed = give_back(
            self.wallet,
            order_id=order_id,
            slices=slices,
            amount=amount,
            how=how,
            at=self.now(),
            obstacles=self.obstacles(),
        )
        self.turned_into_own_money += deducted - self.deducted()
        new = {piece.seq: piece for piece in changed}
        self.orders[order_id] = [new.get(piece.seq, piece) for piece in slices]
        self.given_back[order_id] += amount

    @precondition(lambda self: self.askable())
    @rule(pick=PICKS, share=SHARES)
    def ask_refund(self, pick, share):
        deposit_id, left = self.one_of(self.askable(), pick)
        gross, refund_id = max(left * share // 100, 1), f"rf_{len(self.refunds) + 1}"
        before, rest, parts = self.figures(), gross, []
        for lot in self.wallet.lots_of(deposit_id):
            parts.append((lot, min(lot.left, rest)))
            rest -= parts[-1][1]
        set_aside(self.wallet, holder=refund_id, purpose="refund", parts=parts, at=self.now())
        self.load_bonuses(deposit_id)
        bonuses = [(lot, lot.left) for lot in self.wallet.bonuses_of(deposit_id) if not lot.void]
        set_aside(self.wallet, holder=refund_id, purpose="bonus", parts=bonuses, at=self.now())
        self.refunds[refund_id] = Asked(deposit_id, gross)
        cash, bonus, held = before
        assert self.figures() == (cash - gross, bonus - sum(left for _, left in bonuses), held + gross)

    @precondition(lambda self: self.those("held"))
    @rule(pick=PICKS)
    def send(self, pick):
        self.one_of(self.those("held"), pick)[1].state = "sent"

    @precondition(lambda self: self.those("held", "sent"))
    @rule(pick=PICKS, how=st.sampled_from([release, release_as_returned]), restores=st.booleans())
    def let_go(self, pick, how, restores):
        refund_id, refund = self.one_of(self.those("held", "sent"), pick)
        if not restores:
            void_out_of_use(self.wallet, refund_id, at=self.now())
        holds, before = self.wallet.holds_for(refund_id), self.figures()
        extra = {} if how is release else {"asked_at": day(0)}
        how(self.wallet, holds, about=refund_id, at=self.now(), **extra)
        refund.state = "over"
        cash, bonus, held = before
        put_back = sum(hold.amount for hold in holds if hold.purpose == "bonus")
        assert self.figures() == (cash + refund.gross, bonus + put_back, held - refund.gross)
        self.seize(refund.deposit_id)

    @precondition(lambda self: self.those("held", "sent"))
    @rule(pick=PICKS, fee=SHARES, deducts=st.booleans())
    def pay_refund(self, pick, fee, deducts):
        refund_id, refund = self.one_of(self.those("held", "sent"), pick)
        self.load_bonuses(refund.deposit_id)
        bonuses = [lot for lot in self.wallet.bonuses_of(refund.deposit_id) if not lot.void]
        kept = (refund.gross - 1) * fee // 400
        charged = self.charge_spent(bonuses, (refund.gross - 1) // 4) if deducts else 0
        refund.split = Split(refund.gross, kept, kept // 2, charged)
        settle_refund(
            self.wallet,
            refund_id=refund_id,
            gateway="stripe",
            split=refund.split,
            bonuses=[self.wallet.lots[lot.lot_id] for lot in bonuses],
            at=self.now(),
        )
        refund.state = "paid"
        assert not self.wallet.holds_for(refund_id)
        assert all(lot.void for lot in self.wallet.bonuses_of(refund.deposit_id))

    @precondition(lambda self: self.those("paid"))
    @rule(pick=PICKS, restore=st.booleans())
    def fail_afterwards(self, pick, restore):
        refund_id, refund = self.one_of(self.those("paid"), pick)
        self.remember()
        settled = [hold for hold in self.holds_seen.values() if (hold.holder, hold.state) == (refund_id, "settled")]
        self.load({hold.lot_id for hold in settled})
        before = self.wallet.cash
        reverse_refund(
            self.wallet,
            refund_id=refund_id,
            gateway="stripe",
            split=refund.split,
            settled=settled,
            restore_bonus=restore,
            asked_at=day(0),
            at=self.now(),
        )
        assert self.wallet.cash == before + refund.gross
        self.uncharge_spent(refund)
        refund.state = "over"
        self.seize(refund.deposit_id)

    @rule(pick=PICKS)
    def open_dispute(self, pick):
        deposit_id, deposit = self.one_of(self.deposits, pick)
        if deposit.dispute in ("none", "won"):
            deposit.dispute = "open"
            freeze_deposit(self.wallet, dispute_id=f"dsp_{deposit_id}", deposit_id=deposit_id, at=self.now())
            assert not any(lot.left for lot in self.wallet.lots_of(deposit_id))

    @precondition(lambda self: self.disputed())
    @rule(pick=PICKS, won=st.booleans(), share=SHARES)
    def close_dispute(self, pick, won, share):
        deposit_id, deposit = self.one_of(self.disputed(), pick)
        dispute_id, before = f"dsp_{deposit_id}", self.figures()
        set_aside_for_it = sum(hold.amount for hold in self.wallet.holds_for(dispute_id))
        cash, bonus, held = before
        if won:
            unfreeze_deposit(self.wallet, dispute_id=dispute_id, at=self.now())
            assert self.figures() == (cash + set_aside_for_it, bonus, held - set_aside_for_it)
        else:
            amount = max(deposit.amount * share // 100, 1)
            lose_deposit(self.wallet, dispute_id=dispute_id, gateway="stripe", amount=amount, at=self.now())
            self.lost += amount
            spared = max(set_aside_for_it - amount, 0)
            assert self.figures() == (cash + spared, bonus, held - set_aside_for_it)
        assert not self.wallet.holds_for(dispute_id)
        deposit.dispute = "won" if won else "lost"

    @precondition(lambda self: not self.forfeited and len(self.entries) > 15)
    @rule()
    def forfeit(self):
        self.forfeited = True
        self.seize(next(iter(self.deposits)))
        for refund in self.those("held").values():
            refund.state = "over"
        assert (self.wallet.cash, self.wallet.bonus) == (0, 0)

    @rule()
    def put_away_and_load_again(self):
        self.remember()
        self.wallet = Wallet(
            self.wallet.wallet_id,
            self.wallet.customer_id,
            self.wallet.currency,
            new_id=self.wallet.new_id,
            lots=[lot for lot in self.lots_seen.values() if lot.open],
            holds=[hold for hold in self.holds_seen.values() if hold.state == "open"],
            entries=len(self.entries),
            head_hash=self.entries[-1].hash,
        )

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
            lost=frozenset(name for name, deposit in self.deposits.items() if deposit.dispute == "lost"),
            bonus_out_of_use={refund.deposit_id: name for name, refund in self.those("held", "sent").items()},
            forfeited=self.forfeited,
        )

    def seize(self, deposit_id):
        """What comes back to a disputed deposit is frozen, to a forfeited account taken."""
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


WalletLife.TestCase.settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
TestWalletLife = WalletLife.TestCase


@pytest.mark.long
def test_a_thousand_lives():
    run_state_machine_as_test(WalletLife, settings=settings(max_examples=1500, stateful_step_count=60, deadline=None))
