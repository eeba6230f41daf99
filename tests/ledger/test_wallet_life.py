"""Whatever happens to a wallet, in whatever order, its books stay whole and no money appears or is lost.

A machine plays all that can be done to one customer's money, and after every step asks the journal, the lots, the
holds and the orders the same question in different ways. Between steps the wallet may be put away and loaded again,
as the store does it: with its open lots and open holds only.
"""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test
from tests.ledger.life_so_far import Asked, LifeSoFar, Paid
from tests.ledger.purse import day, deposited, make_wallet

from panel_refunds.errors import Refused
from panel_refunds.ledger.bonus import grant_bonus, void_out_of_use
from panel_refunds.ledger.deposit import book_fee
from panel_refunds.ledger.dispute import freeze_deposit, lose_deposit, unfreeze_deposit
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.payout import Split, reverse_refund, settle_refund
from panel_refunds.ledger.reserve import release, release_as_returned, set_aside
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet

AMOUNTS = st.integers(1, 10_000)
SHARES = st.integers(1, 100)
PICKS = st.integers(0, 50)


class WalletLife(LifeSoFar):
    """One wallet from its first deposit to whatever end."""

    @initialize(amount=AMOUNTS, bonus=AMOUNTS)
    def begins_with_a_deposit_and_its_bonus(self, amount, bonus):
        self.wallet = make_wallet()
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
            self.load_bonuses(refund.deposit_id)
            void_out_of_use(self.wallet, refund_id, deposit_id=refund.deposit_id, at=self.now())
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
            deposit.bank_took = amount
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


WalletLife.TestCase.settings = settings(max_examples=150, stateful_step_count=50, deadline=None)
TestWalletLife = WalletLife.TestCase


@pytest.mark.long
def test_a_thousand_lives():
    run_state_machine_as_test(WalletLife, settings=settings(max_examples=1500, stateful_step_count=60, deadline=None))
