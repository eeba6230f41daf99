"""A small panel without rules: it credits, charges and gives back through the store, one transaction each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from panel_refunds.ids import tenant_uuid
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.deposit import Deposit, credit_deposit
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.spend import charge_order
from panel_refunds.money import SCALE
from panel_refunds.orders.order import Order
from panel_refunds.policy.decision import Decision
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import Ask, RefundRequest
from panel_refunds.store import Store

FIRST = ("bonus", "cash")


@dataclass
class Till:
    """One tenant's money."""

    store: Store
    new_id: Callable[[str], str]
    now: Callable[[], datetime]
    tenant: UUID = tenant_uuid("till")

    def begin(self, *wallets: str):
        return self.store.begin(self.tenant, wallets=wallets, new_id=self.new_id)

    def read(self):
        return self.store.read(self.tenant)

    def wallet(self, customer: str = "c1", currency: str = "USD") -> str:
        with self.begin() as books:
            return books.ensure_wallet(customer, currency, self.now())

    def deposit(self, customer: str = "c1", amount: int = 50, payment: str | None = None, **details) -> Deposit:
        wallet_id, at = self.wallet(customer), self.now()
        with self.begin(wallet_id) as books:
            deposit_id = self.new_id("deposit")
            made = Deposit(
                deposit_id,
                wallet_id,
                customer,
                "USD",
                "stripe",
                payment or f"pay_{deposit_id}",
                "card",
                amount * SCALE,
                at,
                "default@1",
                **details,
            )
            books.add_deposit(made)
            credit_deposit(books.wallet(wallet_id), deposit_id=deposit_id, gateway="stripe", amount=made.amount, at=at)
        return made

    def bonus(self, wallet_id: str, amount: int = 5, tied_to: str | None = None) -> str:
        with self.begin(wallet_id) as books:
            lot = grant_bonus(books.wallet(wallet_id), amount=amount * SCALE, tied_to=tied_to, at=self.now())
        return lot.lot_id

    def order(self, wallet_id: str, amount: int = 10, **details) -> Order:
        order_id, at = self.new_id("order"), self.now()
        known = {"provider": "main", "provider_ref": order_id, "service": "likes", "quantity": 1000, "runs": 1}
        with self.begin(wallet_id) as books:
            wallet = books.wallet(wallet_id, holds=False)
            slices = charge_order(wallet, order_id=order_id, amount=amount * SCALE, first=FIRST, at=at)
            order = Order(
                order_id=order_id,
                wallet_id=wallet_id,
                customer_id=wallet.customer_id,
                currency="USD",
                charge=amount * SCALE,
                placed_at=at,
                **(known | details),
            )
            books.add_order(order, slices)
        return order

    def give_back(self, order: Order, amount: int) -> Order:
        with self.begin(order.wallet_id) as books:
            order = books.get_order(order.order_id)
            slices = books.slices_of([order.order_id])[order.order_id]
            wallet = books.wallet(order.wallet_id)
            books.load_lots(wallet, [piece.lot_id for piece in slices])
            changed = give_back(
                wallet,
                order_id=order.order_id,
                slices=slices,
                amount=amount * SCALE,
                how="last_spent_first",
                at=self.now(),
            )
            order = replace(order, refunded=order.refunded + amount * SCALE)
            books.save_slices(changed)
            books.save_order(order)
        return order

    def request(self, deposit: Deposit, amount: int = 20, **details) -> tuple[RefundRequest, Refund]:
        """A request in review with one refund of ``deposit`` and its money set aside."""
        at = self.now()
        request_id, refund_id, decision_id = self.new_id("request"), self.new_id("refund"), self.new_id("decision")
        request = RefundRequest(
            request_id=request_id,
            wallet_id=deposit.wallet_id,
            customer_id=deposit.customer_id,
            currency="USD",
            site="panel.example",
            ask=Ask(amount * SCALE, target="deposit", about=deposit.deposit_id),
            state="in_review",
            recommend="approve",
            policy="default@1",
            opened_at=at,
            submitted_at=at,
            decision_id=decision_id,
        )
        refund = Refund(
            **{
                "refund_id": refund_id,
                "request_id": request_id,
                "wallet_id": deposit.wallet_id,
                "deposit_id": deposit.deposit_id,
                "gross": amount * SCALE,
                "processor_fee": SCALE,
                "own_fee": 0,
                "bonus_deducted": 0,
                "touches_own_lot": True,
                "state": "held",
                **details,
            }
        )
        with self.begin(deposit.wallet_id) as books:
            wallet = books.wallet(deposit.wallet_id)
            books.add_request(request)
            books.add_decision(request_id, Decision(decision_id, at, "approve", amount * SCALE, (), (), "default@1"))
            books.add_refunds([refund])
            own = wallet.lots_of(deposit.deposit_id)[0]
            set_aside(wallet, holder=refund_id, purpose="refund", parts=[(own, refund.gross)], at=at)
        return request, refund

    def figures(self, wallet_id: str) -> tuple[float, float, float]:
        with self.read() as books:
            return tuple(units / SCALE for units in books.balance(wallet_id))
