"""``panel-refunds statement``: a customer's journal, every movement of every cent, for a person to read.

Nothing is worked out that the journal does not say: the figures behind each entry are the sums of the postings so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from panel_refunds.cli.opening import open_desk
from panel_refunds.cli.options import AsJson, Database, Root, TenantName
from panel_refunds.cli.output import print_json
from panel_refunds.cli.telling import local

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.ledger.journal import Entry
    from panel_refunds.store import Books


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, and what the customer had after it, in units; ``aside`` is own money, bonus out of use is in none."""

    entry: Entry
    cash: int
    bonus: int
    aside: int


def statement(
    customer: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The panel's own id of the customer.")],
    root: Root = Path(),
    database: Database = None,
    tenant: TenantName = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CODE", help="Only this wallet; without it all of them.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a customer's journal: every entry with its postings, and what the customer had after it.

    Plus means that the house owes it or has earned it: a deposit is minus at the gateway and plus in cash.
    """
    with open_desk(root, database, tenant, calls_out=False) as desk, desk.read() as books:
        wallets = {books.currency_of(wallet_id): wallet_id for wallet_id in books.wallets_of(customer)}
        if currency is not None:
            wallets = {code: wallet_id for code, wallet_id in wallets.items() if code == currency}
        _must_be_some(wallets, currency)
        if as_json:
            print_json([_as_json(books, customer, code, wallet_id) for code, wallet_id in wallets.items()])
            return
        for code, wallet_id in wallets.items():
            typer.echo(f"{customer} at {desk.tenant.name}, in {code}:")
            for line in _lines(books, wallet_id):
                typer.echo("\n".join(_told(desk, line, code)))


def _must_be_some(wallets: dict[str, str], currency: str | None) -> None:
    from panel_refunds.errors import Refused

    if not wallets:
        where = f" in {currency[:12]}" if currency else ""
        raise Refused("not_found", f"This customer has no balance{where}.", field="customer")


def _lines(books: Books, wallet_id: str) -> Iterator[Line]:
    from panel_refunds.ledger.account import BONUS, CASH, HELD

    sums: Counter[str] = Counter()
    after = 0
    while page := books.journal_of(wallet_id, after=after):
        after = page[-1].number
        for entry in page:
            for posting in entry.postings:
                sums[posting.account] += posting.amount
            yield Line(entry, sums[CASH], sums[BONUS], sums[HELD])


def _told(desk: Desk, line: Line, currency: str) -> Iterator[str]:
    from panel_refunds.money import format_units

    def amount(units: int) -> str:
        return format_units(units, currency)

    entry = line.entry
    moved = (f"{leg.account} {'−' if leg.amount < 0 else '+'}{amount(abs(leg.amount))}" for leg in entry.postings)
    yield f"{entry.number:>4}  {local(desk, entry.at)}  {entry.kind}  {entry.about}"
    yield f"      {', '.join(moved) or 'moves nothing'}"
    yield f"      → cash {amount(line.cash)}, bonus {amount(line.bonus)}, set aside {amount(line.aside)}"


def _as_json(books: Books, customer: str, currency: str, wallet_id: str) -> dict[str, Any]:
    from panel_refunds.money import format_units

    return {
        "customer": customer,
        "currency": currency,
        "wallet": wallet_id,
        "entries": [
            {
                "number": line.entry.number,
                "id": line.entry.entry_id,
                "at": line.entry.at.isoformat(),
                "kind": line.entry.kind,
                "about": line.entry.about,
                "postings": [
                    {"account": leg.account, "amount": format_units(leg.amount, currency), "lot": leg.lot_id}
                    for leg in line.entry.postings
                ],
                "cash": format_units(line.cash, currency),
                "bonus": format_units(line.bonus, currency),
                "set_aside": format_units(line.aside, currency),
                "hash": line.entry.hash,
            }
            for line in _lines(books, wallet_id)
        ],
    }
