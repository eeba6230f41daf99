"""The books: customers, wallets, lots, the journal, deposits and orders."""

from __future__ import annotations

from alembic import op

from panel_refunds.store.migrations.columns import check, create_table, flag, index, number, refer, text, time

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "customer",
    "wallet",
    "lot",
    "hold",
    "journal_entry",
    "posting",
    "deposit",
    "orders",
    "order_slice",
)
"""In the order in which they are made: parents first."""


def upgrade() -> None:
    """Make the tables."""
    _make_customer()
    _make_wallet()
    _make_lot()
    _make_hold()
    _make_journal_entry()
    _make_posting()
    _make_deposit()
    _make_orders()
    _make_order_slice()


def downgrade() -> None:
    """Take the tables away, with what is in them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _make_customer() -> None:
    create_table(
        "customer",
        text("customer_id"),
        text("state"),
        time("first_seen_at"),
        time("changed_at", null=True),
        text("cause", null=True),
        check("ck_customer_state", "state IN ('open', 'suspended', 'closed', 'terminated', 'forfeited')"),
        key=("customer_id",),
    )


def _make_wallet() -> None:
    create_table(
        "wallet",
        text("wallet_id"),
        text("customer_id"),
        text("currency"),
        number("cash"),
        number("bonus"),
        number("held"),
        number("entries"),
        text("head_hash"),
        time("opened_at"),
        refer("wallet", "customer", customer_id="customer_id"),
        check("ck_wallet_balances", "cash >= 0 AND bonus >= 0 AND held >= 0"),
        check("ck_wallet_entries", "entries >= 0"),
        key=("wallet_id",),
        clustered=True,
    )
    index("uq_wallet_customer", "wallet", "customer_id", "currency", unique=True)


def _make_lot() -> None:
    create_table(
        "lot",
        text("lot_id"),
        text("kind"),
        time("credited_at"),
        number("amount"),
        number("left"),
        number("held"),
        text("deposit_id", null=True),
        text("order_id", null=True),
        time("returned_at", null=True),
        time("asked_at", null=True),
        flag("void"),
        number("deducted"),
        text("wallet_id"),
        flag("is_open"),
        check("ck_lot_amount", "amount > 0"),
        check("ck_lot_deducted", "deducted >= 0"),
        check("ck_lot_kind", "kind IN ('deposit', 'order_refund', 'bonus')"),
        check("ck_lot_left", '"left" >= 0 AND held >= 0'),
        check("ck_lot_open", 'is_open = ("left" > 0 OR held > 0)'),
        key=("lot_id",),
        clustered=True,
    )
    index("ix_lot_deposit_id", "lot", "deposit_id", where="deposit_id IS NOT NULL")
    index("ix_lot_open", "lot", "wallet_id", where="is_open")
    index("ix_lot_wallet", "lot", "wallet_id")


def _make_hold() -> None:
    create_table(
        "hold",
        text("hold_id"),
        text("lot_id"),
        text("holder"),
        text("purpose"),
        number("amount"),
        text("state"),
        text("wallet_id"),
        refer("hold", "lot", lot_id="lot_id"),
        check("ck_hold_amount", "amount >= 0"),
        check("ck_hold_purpose", "purpose IN ('refund', 'bonus', 'dispute')"),
        check("ck_hold_state", "state IN ('open', 'settled', 'released')"),
        key=("hold_id",),
    )
    index("ix_hold_holder", "hold", "holder")
    index("ix_hold_open", "hold", "wallet_id", where="state = 'open'")
    index("ix_hold_wallet", "hold", "wallet_id")


def _make_journal_entry() -> None:
    create_table(
        "journal_entry",
        text("wallet_id"),
        number("number"),
        text("entry_id"),
        text("kind"),
        text("about"),
        time("at"),
        text("previous_hash"),
        text("hash"),
        check("ck_journal_entry_number", "number > 0"),
        key=("wallet_id", "number"),
        clustered=True,
    )


def _make_posting() -> None:
    create_table(
        "posting",
        text("wallet_id"),
        number("number"),
        number("seq"),
        text("account"),
        number("amount"),
        text("lot_id", null=True),
        check("ck_posting_amount", "amount <> 0"),
        key=("wallet_id", "number", "seq"),
        clustered=True,
    )


def _make_deposit() -> None:
    create_table(
        "deposit",
        text("deposit_id"),
        text("wallet_id"),
        text("customer_id"),
        text("currency"),
        text("gateway"),
        text("payment"),
        text("method"),
        number("amount"),
        time("credited_at"),
        text("policy"),
        number("fee", null=True),
        text("dispute"),
        number("external_refunded"),
        text("fingerprint", null=True),
        text("display", null=True),
        refer("deposit", "wallet", wallet_id="wallet_id"),
        check("ck_deposit_amount", "amount > 0"),
        check("ck_deposit_dispute", "dispute IN ('none', 'inquiry', 'open', 'won', 'lost')"),
        check("ck_deposit_external", "external_refunded >= 0 AND external_refunded <= amount"),
        check("ck_deposit_fee", "fee >= 0"),
        key=("deposit_id",),
    )
    index("ix_deposit_customer", "deposit", "customer_id", "deposit_id")
    index("ix_deposit_fingerprint", "deposit", "fingerprint", where="fingerprint IS NOT NULL")
    index("ix_deposit_wallet", "deposit", "wallet_id", "credited_at")
    index("uq_deposit_payment", "deposit", "gateway", "payment", unique=True)


def _make_orders() -> None:
    create_table(
        "orders",
        text("order_id"),
        text("wallet_id"),
        text("customer_id"),
        text("currency"),
        text("provider"),
        text("provider_ref", null=True),
        text("service"),
        number("quantity"),
        number("runs"),
        number("charge"),
        time("placed_at"),
        text("status"),
        text("raw_status"),
        number("remains", null=True),
        text("reason", null=True),
        number("refunded"),
        text("review", null=True),
        number("refill_days"),
        time("completed_at", null=True),
        time("cancel_asked_at", null=True),
        time("refill_asked_at", null=True),
        text("refill_ref", null=True),
        text("policy"),
        number("misses"),
        time("poll_at", null=True),
        check("ck_orders_charge", "charge > 0"),
        check("ck_orders_quantity", "quantity > 0"),
        check("ck_orders_refunded", "refunded >= 0 AND refunded <= charge"),
        check("ck_orders_remains", "remains >= 0"),
        key=("order_id",),
        clustered=True,
    )
    index("ix_orders_customer", "orders", "customer_id", "placed_at")
    index("ix_orders_poll", "orders", "provider", "poll_at", where="poll_at IS NOT NULL")
    index("ix_orders_review", "orders", "order_id", where="review IS NOT NULL")
    index("uq_orders_ref", "orders", "provider", "provider_ref", unique=True, where="provider_ref IS NOT NULL")


def _make_order_slice() -> None:
    create_table(
        "order_slice",
        text("order_id"),
        number("seq"),
        text("lot_id"),
        text("kind"),
        number("amount"),
        number("returned"),
        text("deposit_id", null=True),
        time("credited_at", null=True),
        check("ck_order_slice_amount", "amount > 0"),
        check("ck_order_slice_kind", "kind IN ('deposit', 'order_refund', 'bonus')"),
        check("ck_order_slice_returned", "returned >= 0 AND returned <= amount"),
        key=("order_id", "seq"),
        clustered=True,
    )
