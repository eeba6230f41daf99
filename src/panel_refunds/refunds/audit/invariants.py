"""The invariants of the books: what always holds, each with the faults that say it does not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

INVARIANTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "entries_balance": ("entry_unbalanced", "posting_orphaned", "posting_misplaced"),
        "chain_unbroken": (
            *("entry_missing", "entry_altered", "chain_broken", "head_differs"),
            *("entry_from_future", "entry_kind_unknown", "entry_about_nothing", "entry_orphaned"),
        ),
        "lots_agree": (
            *("lot_missing", "lot_unposted", "lot_amount_differs", "lot_left_differs", "lot_held_differs"),
            *("lot_flag_wrong", "lot_origin_missing", "lot_origin_differs", "void_bonus_with_money"),
        ),
        "never_below_zero": ("lot_negative", "hold_negative"),
        "balances_agree": ("balance_differs", "owner_missing"),
        "holds_agree": ("hold_sum_differs", "hold_misplaced", "hold_orphaned"),
        "accounts_on_record": (
            *("forfeiture_unrecorded", "termination_unrecorded", "account_reopened", "forfeited_with_money"),
        ),
        "deposits_credited_once": (
            *("deposit_misplaced", "deposit_not_credited", "deposit_fee_differs", "payment_credited_twice"),
        ),
        "never_too_much_back": ("deposit_overpaid", "bonus_deducted_differs"),
        "house_accounts_agree": ("clearing_differs", "fees_differ", "sales_differ"),
        "orders_charged_once": (
            *("order_misplaced", "order_not_charged", "order_charge_differs", "order_slices_differ"),
            *("order_returned_differs", "slice_orphaned"),
        ),
        "refunds_booked_once": (
            *("refund_misplaced", "refund_not_booked", "refund_figures_differ", "refund_holds_differ"),
            *("refund_unproven", "refund_attempt_differs"),
        ),
        "one_attempt_at_a_time": (
            *("attempt_misplaced", "attempt_figures_differ", "attempts_open_twice", "attempt_key_reused"),
        ),
        "requests_decided": (*("request_misplaced", "request_state_differs", "decision_missing", "decision_orphaned"),),
        "disputes_set_aside": (
            *("dispute_misplaced", "dispute_state_differs", "disputes_open_twice", "disputed_money_free"),
            *("dispute_not_booked", "dispute_loss_differs", "dispute_holds_differ", "refund_after_loss"),
        ),
        "rows_readable": ("row_unreadable",),
    }
)
"""Invariant → the codes of ``ledger.audit.fault`` that break it; every code breaks one."""

INVARIANT_OF: Final[Mapping[str, str]] = MappingProxyType(
    {code: invariant for invariant, codes in INVARIANTS.items() for code in codes}
)
"""Code → the invariant that it breaks."""
