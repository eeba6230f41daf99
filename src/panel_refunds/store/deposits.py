"""Deposits: payments that came in, found by id, by payment, or by whose they are."""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.ledger.deposit import Deposit
from panel_refunds.store.chapter import Chapter
from panel_refunds.store.shape import Shape
from panel_refunds.store.statement import Statement, among, number_param, text_param
from panel_refunds.store.tables import DepositRow

DEPOSITS = Shape(Deposit, DepositRow)

_DEPOSIT = DEPOSITS.table.c
_BY_ID = Statement(DEPOSITS.select(_DEPOSIT.deposit_id == text_param("id")))
_BY_IDS = Statement(
    DEPOSITS.select(among(_DEPOSIT.deposit_id, "ids")).order_by(_DEPOSIT.credited_at, _DEPOSIT.deposit_id)
)
_BY_PAYMENT = Statement(
    DEPOSITS.select(_DEPOSIT.gateway == text_param("gateway"), _DEPOSIT.payment == text_param("payment"))
)
_OF_WALLET = Statement(
    DEPOSITS.select(_DEPOSIT.wallet_id == text_param("wallet")).order_by(_DEPOSIT.credited_at, _DEPOSIT.deposit_id)
)
_NEWEST = Statement(
    DEPOSITS.select(_DEPOSIT.wallet_id == text_param("wallet"))
    .order_by(_DEPOSIT.credited_at.desc(), _DEPOSIT.deposit_id.desc())
    .limit(number_param("many"))
)
_PAGE = Statement(
    DEPOSITS.select(_DEPOSIT.deposit_id > text_param("after")).order_by(_DEPOSIT.deposit_id).limit(number_param("many"))
)
_PAGE_OF_CUSTOMER = Statement(
    DEPOSITS.select(_DEPOSIT.customer_id == text_param("customer"), _DEPOSIT.deposit_id > text_param("after"))
    .order_by(_DEPOSIT.deposit_id)
    .limit(number_param("many"))
)


class DepositChapter(Chapter):
    """Deposits of one transaction."""

    def add_deposit(self, deposit: Deposit) -> None:
        """Write a new deposit."""
        self._add(DEPOSITS, deposit)

    def save_deposit(self, deposit: Deposit) -> None:
        """Write a changed deposit."""
        self._save(DEPOSITS, deposit)

    def get_deposit(self, deposit_id: str) -> Deposit:
        """The deposit; Refused ``not_found``."""
        return self._get(DEPOSITS, _BY_ID, "deposit", deposit_id)

    def find_deposit_by_payment(self, gateway: str, payment: str) -> Deposit | None:
        """The deposit of a gateway's payment, None when it was never credited."""
        return self._find(DEPOSITS, _BY_PAYMENT, gateway=gateway, payment=payment)

    def deposits_by_id(self, deposit_ids: Iterable[str]) -> dict[str, Deposit]:
        """Those of the deposits that exist, by id, oldest first."""
        ids = sorted(set(deposit_ids))
        found = self._records(DEPOSITS, _BY_IDS, ids=ids) if ids else []
        return {deposit.deposit_id: deposit for deposit in found}

    def deposits_of(self, wallet_id: str) -> list[Deposit]:
        """All deposits of a wallet, oldest first."""
        return self._records(DEPOSITS, _OF_WALLET, wallet=wallet_id)

    def newest_deposits(self, wallet_id: str, limit: int) -> list[Deposit]:
        """The last deposits of a wallet, newest first."""
        return self._records(DEPOSITS, _NEWEST, wallet=wallet_id, many=limit)

    def list_deposits(
        self, *, customer_id: str | None = None, after: str | None = None, limit: int = 50
    ) -> list[Deposit]:
        """A page of deposits by id, oldest first; ``after`` is the last id of the page before."""
        if customer_id is None:
            return self._records(DEPOSITS, _PAGE, after=after or "", many=limit)
        return self._records(DEPOSITS, _PAGE_OF_CUSTOMER, customer=customer_id, after=after or "", many=limit)
