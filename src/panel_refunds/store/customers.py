"""Customers: the person with the balance, and who else paid from the same account."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from panel_refunds.errors import Refused
from panel_refunds.ledger.customer import Customer
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.link import Rows
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, text_param, the_tenant
from panel_refunds.store.tables import CustomerRow, DepositRow, WalletRow

CUSTOMERS = Shape(Customer, CustomerRow)

_CUSTOMER = CUSTOMERS.table.c
_WALLET = WalletRow.__table__.c
_DEPOSIT = DepositRow.__table__
_MINE, _OTHERS = _DEPOSIT.alias("mine"), _DEPOSIT.alias("others")

_BY_ID = Statement(CUSTOMERS.select(_CUSTOMER.customer_id == text_param("id")))
_OF_WALLETS = Statement(
    CUSTOMERS.select(
        _CUSTOMER.customer_id.in_(
            select(_WALLET.customer_id).where(_WALLET.tenant_id == the_tenant(), among(_WALLET.wallet_id, "ids"))
        )
    )
)
_SAME_PAYMENT_ACCOUNT = Statement(
    select(_OTHERS.c.customer_id)
    .join(_MINE, (_MINE.c.tenant_id == _OTHERS.c.tenant_id) & (_MINE.c.fingerprint == _OTHERS.c.fingerprint))
    .where(
        _MINE.c.tenant_id == the_tenant(),
        _OTHERS.c.tenant_id == the_tenant(),
        _MINE.c.customer_id == text_param("customer"),
        _OTHERS.c.customer_id != text_param("customer"),
        _OTHERS.c.fingerprint.is_not(None),
    )
    .distinct()
    .order_by(_OTHERS.c.customer_id)
)


class CustomerChapter(Chapter):
    """Customers of one transaction."""

    _customers_of_wallets = _OF_WALLETS

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        # Customers of locked wallets, read behind the lock: whoever changes a customer holds the wallets' locks.
        self._customers: dict[str, Customer] = {}

    def find_customer(self, customer_id: str) -> Customer | None:
        """The customer, None when nothing was ever heard of them."""
        return self._customers.get(customer_id) or self._find(CUSTOMERS, _BY_ID, id=customer_id)

    def get_customer(self, customer_id: str) -> Customer:
        """The customer; Refused ``not_found``."""
        found = self.find_customer(customer_id)
        if found is None:
            raise Refused("not_found", f"There is no customer {customer_id[:60]}.", field="customer")
        return found

    def save_customer(self, customer: Customer) -> None:
        """Write a customer, new or changed."""
        self._save(CUSTOMERS, customer)
        if customer.customer_id in self._customers:
            self._customers[customer.customer_id] = customer

    def shared_payment_accounts(self, customer_id: str) -> tuple[str, ...]:
        """Other customers of the tenant with a deposit from the same payment account."""
        return tuple(row[0] for row in self._rows(_SAME_PAYMENT_ACCOUNT, customer=customer_id))

    def _ensure_customer(self, customer_id: str, at: datetime) -> None:
        self._add_if_absent(CUSTOMERS, Customer(customer_id, "open", at))

    def _keep_customers(self, rows: Rows) -> None:
        for row in rows:
            customer = CUSTOMERS.read(row, self._link.dialect)
            self._customers[customer.customer_id] = customer
