"""Every kind of damage that books can take, as SQL past everything that guards them, and the code it is found by."""

from __future__ import annotations

from dataclasses import dataclass

from panel_refunds.store.tables import METADATA


@dataclass(frozen=True)
class Damage:
    """SQL that does it (``{name}`` stands for an id of ``lived_in``), and the code it is found by.

    ``forged``: all hashes are made anew afterwards, as somebody would who knows how. ``first`` takes away what the
    database itself would stop it with.
    """

    code: str
    what: str
    sql: tuple[str, ...]
    forged: bool = False
    first: tuple[str, ...] = ()


def damage(code: str, what: str, *sql: str, forged: bool = False, without: tuple[str, ...] = ()) -> Damage:
    return Damage(code, what, sql, forged, without)


AN_ENTRY = "wallet_id = '{w3}' AND number = 1"
THE_CHARGE = "wallet_id = '{w1}' AND kind = 'order_charged' AND about = '{done}' AND number < 99"
ITS_POSTINGS = f"wallet_id = '{{w1}}' AND number = (SELECT number FROM journal_entry WHERE {THE_CHARGE})"
THE_FORFEITURE = "wallet_id = '{w2}' AND kind = 'forfeited'"
UNIQUE_PAYMENT, UNIQUE_KEY, UNIQUE_OPEN = "uq_deposit_payment", "uq_attempt_key", "uq_attempt_open"
UNIQUE_DISPUTE = "uq_dispute_open"


def copied(table: str, where: str, **changes: str) -> str:
    """SQL that puts a changed copy of one row beside it; the changes are SQL, by column."""
    names = [column.name for column in METADATA.tables[table].columns]
    given = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changes.get(name, f'"{name}"') for name in names)
    return f"INSERT INTO {table} ({given}) SELECT {values} FROM {table} WHERE {where}"


JOURNAL = (
    damage("entry_unbalanced", "a posting grew", f"UPDATE posting SET amount = amount + 1 WHERE {AN_ENTRY} AND seq = 1"),
    damage("entry_altered", "a posting grew", f"UPDATE posting SET amount = amount + 1 WHERE {AN_ENTRY} AND seq = 1"),
    damage("entry_altered", "an entry is about something else", f"UPDATE journal_entry SET about = 'x' WHERE {AN_ENTRY}"),
    damage("entry_altered", "an entry was moved in time", "UPDATE journal_entry SET at = (SELECT max(at) FROM journal_entry) WHERE wallet_id = '{w1}' AND number = 1"),
    damage("entry_altered", "the postings of an entry are gone", "DELETE FROM posting WHERE wallet_id = '{w1}' AND number = 3"),
    damage("entry_altered", "two legs changed places", f"UPDATE posting SET seq = 7 WHERE {AN_ENTRY} AND seq = 0"),
    damage("entry_missing", "an entry in the middle is gone", "DELETE FROM journal_entry WHERE wallet_id = '{w1}' AND number = 3"),
    damage("posting_orphaned", "an entry in the middle is gone", "DELETE FROM journal_entry WHERE wallet_id = '{w1}' AND number = 3"),
    damage("posting_orphaned", "there is a posting behind the last entry", copied("posting", f"{AN_ENTRY} AND seq = 0", number="99")),
    damage("posting_orphaned", "there is a posting of no wallet", copied("posting", f"{AN_ENTRY} AND seq = 0", wallet_id="'wal_zzz'")),
    damage("chain_broken", "an entry has another hash", "UPDATE journal_entry SET hash = previous_hash WHERE wallet_id = '{w1}' AND number = 3"),
    damage("head_differs", "the last entry is gone", "DELETE FROM journal_entry WHERE wallet_id = '{w3}' AND number = 1", "DELETE FROM posting WHERE wallet_id = '{w3}'"),
    damage("head_differs", "the wallet has another hash", "UPDATE wallet SET head_hash = 'f' WHERE wallet_id = '{w3}'"),
    damage("head_differs", "the wallet counts another number", "UPDATE wallet SET entries = 0 WHERE wallet_id = '{w1}'"),
    damage("entry_kind_unknown", "an entry is of a kind nobody writes", f"UPDATE journal_entry SET kind = 'gift' WHERE {AN_ENTRY}", forged=True),
    damage("entry_about_nothing", "an entry is about another wallet's deposit", f"UPDATE journal_entry SET about = '{{paid}}' WHERE {AN_ENTRY}", forged=True),
    damage("entry_about_nothing", "an entry charges no order", f"UPDATE journal_entry SET about = 'ord_x' WHERE {THE_CHARGE}", forged=True),
    damage("entry_orphaned", "a wallet is gone", "DELETE FROM wallet WHERE wallet_id = '{w3}'"),
    damage("entry_orphaned", "the last wallet is gone", "UPDATE journal_entry SET wallet_id = 'wal_zzz' WHERE wallet_id = '{w3}'"),
    damage("posting_misplaced", "a posting names no account", f"UPDATE posting SET account = 'petty' WHERE {ITS_POSTINGS} AND account = 'sales'", forged=True),
    damage("posting_misplaced", "a gateway has no name", f"UPDATE posting SET account = 'gateway:' WHERE {AN_ENTRY} AND seq = 0", forged=True),
    damage("posting_misplaced", "own money moved without a lot", f"UPDATE posting SET lot_id = NULL WHERE {AN_ENTRY} AND seq = 1", forged=True),
    damage("posting_misplaced", "the house has a lot", f"UPDATE posting SET lot_id = '{{quiet_lot}}' WHERE {AN_ENTRY} AND seq = 0", forged=True),
    damage("posting_misplaced", "own money moved as bonus", f"UPDATE posting SET account = 'bonus' WHERE {AN_ENTRY} AND seq = 1", forged=True),
)  # fmt: skip

LOTS = (
    damage("lot_missing", "a lot is gone", "DELETE FROM lot WHERE lot_id = '{quiet_lot}'"),
    damage("lot_missing", "a lot went to another wallet", "UPDATE lot SET wallet_id = '{w1}' WHERE lot_id = '{quiet_lot}'"),
    damage("lot_unposted", "a lot came from nowhere", copied("lot", "lot_id = '{quiet_lot}'", lot_id="'lot_x'")),
    damage("lot_unposted", "a used-up bonus came from nowhere", copied("lot", "lot_id = '{untied}'", lot_id="'lot_x'", left="0", is_open="false")),
    damage("lot_amount_differs", "a lot says it was larger", "UPDATE lot SET amount = amount + 1 WHERE lot_id = '{quiet_lot}'"),
    damage("lot_left_differs", "a lot has more left", 'UPDATE lot SET "left" = "left" + 1 WHERE lot_id = \'{quiet_lot}\''),
    damage("lot_left_differs", "money moved between lots of a wallet", 'UPDATE lot SET "left" = "left" - 1 WHERE lot_id = \'{paid_lot}\'', 'UPDATE lot SET "left" = "left" + 1 WHERE lot_id = \'{untied}\''),
    damage("lot_held_differs", "a lot has more set aside", "UPDATE lot SET held = held + 1 WHERE lot_id = '{waiting_lot}'"),
    damage("lot_negative", "a lot is below zero", 'UPDATE lot SET "left" = -1 WHERE lot_id = \'{quiet_lot}\''),
    damage("lot_flag_wrong", "an open lot counts as used up", "UPDATE lot SET is_open = false WHERE lot_id = '{quiet_lot}'"),
    damage("lot_flag_wrong", "a used-up lot counts as open", "UPDATE lot SET is_open = true WHERE deposit_id = '{taken}'"),
    damage("lot_origin_missing", "a lot remembers another wallet's deposit", "UPDATE lot SET deposit_id = '{paid}' WHERE lot_id = '{quiet_lot}'"),
    damage("lot_origin_missing", "own money remembers no deposit", "UPDATE lot SET deposit_id = NULL WHERE lot_id = '{quiet_lot}'"),
    damage("lot_origin_missing", "an order refund remembers no order", "UPDATE lot SET order_id = NULL WHERE kind = 'order_refund'"),
    damage("lot_origin_missing", "an order refund remembers an order that is not there", "UPDATE lot SET order_id = 'ord_x' WHERE kind = 'order_refund'"),
    damage("lot_origin_differs", "own money goes back to another deposit", "UPDATE lot SET deposit_id = '{waiting}' WHERE lot_id = '{paid_lot}'"),
    damage("lot_origin_differs", "own money is younger than it was", "UPDATE lot SET credited_at = (SELECT max(at) FROM journal_entry) WHERE lot_id = '{paid_lot}'"),
    damage("lot_origin_differs", "an order refund goes back to another deposit", "UPDATE lot SET deposit_id = '{waiting}' WHERE kind = 'order_refund'"),
    damage("lot_origin_differs", "a failed refund goes back to another deposit", "UPDATE lot SET deposit_id = '{waiting}' WHERE asked_at IS NOT NULL"),
    damage("lot_origin_differs", "money counts as asked for in time", "UPDATE lot SET asked_at = credited_at WHERE lot_id = '{paid_lot}'"),
    damage("lot_origin_differs", "a bonus counts as own money", "UPDATE lot SET kind = 'deposit', deposit_id = '{quiet}' WHERE lot_id = '{untied}'"),
    damage("void_bonus_with_money", "a bonus in use is void", "UPDATE lot SET void = true WHERE lot_id = '{untied}'"),
    damage("balance_differs", "the kept cash grew", "UPDATE wallet SET cash = cash + 1 WHERE wallet_id = '{w3}'"),
    damage("balance_differs", "the kept bonus grew", "UPDATE wallet SET bonus = bonus + 1 WHERE wallet_id = '{w3}'"),
    damage("balance_differs", "less counts as held", "UPDATE wallet SET held = held - 1 WHERE wallet_id = '{w1}'"),
    damage("hold_sum_differs", "a hold is gone", "DELETE FROM hold WHERE holder = '{waiting_refund}'"),
    damage("hold_sum_differs", "a hold grew", "UPDATE hold SET amount = amount + 1 WHERE holder = '{open_dispute}'"),
    damage("hold_negative", "a hold is below zero", "UPDATE hold SET amount = -1 WHERE holder = '{open_dispute}'"),
    damage("hold_misplaced", "a hold is of another wallet", "UPDATE hold SET wallet_id = '{w3}' WHERE holder = '{open_dispute}'"),
    damage("hold_misplaced", "a hold is on another wallet's lot", "UPDATE hold SET lot_id = '{quiet_lot}' WHERE holder = '{open_dispute}'"),
    damage("hold_misplaced", "a hold is on a lot that is not there", "UPDATE hold SET lot_id = 'lot_x' WHERE holder = '{open_dispute}'"),
    damage("hold_misplaced", "own money is held as a bonus", "UPDATE hold SET purpose = 'bonus' WHERE holder = '{waiting_refund}'"),
    damage("hold_misplaced", "a refund holds for a dispute", "UPDATE hold SET purpose = 'dispute' WHERE holder = '{waiting_refund}'"),
    damage("hold_misplaced", "a dispute holds for a refund", "UPDATE hold SET purpose = 'refund' WHERE holder = '{open_dispute}'"),
    damage("hold_orphaned", "a hold is for nothing", "UPDATE hold SET holder = 'rf_x' WHERE holder = '{waiting_refund}'"),
    damage("owner_missing", "a customer is gone", "DELETE FROM customer WHERE customer_id = 'c3'"),
    damage("forfeiture_unrecorded", "an account was forfeited by nobody", "UPDATE customer SET state = 'forfeited', changed_at = '2030-01-01T00:00:00+00:00' WHERE customer_id = 'c3'"),
    damage("forfeiture_unrecorded", "an account without money was forfeited by nobody", "UPDATE customer SET state = 'forfeited', changed_at = first_seen_at WHERE customer_id = 'c4'"),
    damage("forfeiture_unrecorded", "an account without a wallet was forfeited by nobody", copied("customer", "customer_id = 'c4'", customer_id="'c9'", state="'forfeited'")),
    damage("forfeiture_unrecorded", "who forfeited an account was struck out", "DELETE FROM action WHERE action = 'forfeit' AND about = 'c5'"),
    damage("forfeiture_unrecorded", "a terminated account was forfeited by nobody", "UPDATE customer SET state = 'forfeited' WHERE customer_id = 'c6'"),
    damage("termination_unrecorded", "an account was terminated by nobody", "UPDATE customer SET state = 'terminated' WHERE customer_id = 'c4'"),
    damage("termination_unrecorded", "who terminated an account was struck out", "DELETE FROM action WHERE action = 'terminate'"),
    damage("account_reopened", "a forfeited account counts as open", "UPDATE customer SET state = 'open' WHERE customer_id = 'c5'"),
    damage("account_reopened", "a terminated account counts as open", "UPDATE customer SET state = 'open' WHERE customer_id = 'c6'"),
    damage("forfeited_with_money", "a forfeiture was struck out of the journal", f"DELETE FROM posting WHERE wallet_id = '{{w2}}' AND number = (SELECT number FROM journal_entry WHERE {THE_FORFEITURE})", f"DELETE FROM journal_entry WHERE {THE_FORFEITURE}", "UPDATE lot SET \"left\" = amount, is_open = true WHERE deposit_id = '{taken}'", "UPDATE wallet SET cash = (SELECT amount FROM deposit WHERE deposit_id = '{taken}') WHERE wallet_id = '{w2}'", forged=True),
)  # fmt: skip

DEPOSITS = (
    damage("deposit_misplaced", "a deposit is another customer's", "UPDATE deposit SET customer_id = 'c1' WHERE deposit_id = '{quiet}'"),
    damage("deposit_misplaced", "a deposit is in another currency", "UPDATE deposit SET currency = 'EUR' WHERE deposit_id = '{quiet}'"),
    damage("deposit_misplaced", "a deposit is in no wallet", "UPDATE deposit SET wallet_id = 'wal_x' WHERE deposit_id = '{quiet}'"),
    damage("deposit_not_credited", "a deposit grew", "UPDATE deposit SET amount = amount + 1 WHERE deposit_id = '{quiet}'"),
    damage("deposit_not_credited", "a deposit is younger than it was", "UPDATE deposit SET credited_at = (SELECT max(at) FROM journal_entry) WHERE deposit_id = '{paid}'"),
    damage("deposit_not_credited", "a deposit is of another gateway", "UPDATE deposit SET gateway = 'stripe' WHERE deposit_id = '{quiet}'"),
    damage("deposit_not_credited", "a deposit came from nowhere", copied("deposit", "deposit_id = '{quiet}'", deposit_id="'dep_x'", payment="'pay_x'")),
    damage("deposit_not_credited", "a deposit was credited twice", copied("journal_entry", AN_ENTRY, number="2", entry_id="'je_x'"), copied("posting", AN_ENTRY, number="2"), forged=True),
    damage("deposit_fee_differs", "a fee grew", "UPDATE deposit SET fee = fee + 1 WHERE deposit_id = '{paid}'"),
    damage("deposit_fee_differs", "a fee was forgotten", "UPDATE deposit SET fee = NULL WHERE deposit_id = '{paid}'"),
    damage("deposit_overpaid", "more goes back than came in", "UPDATE refund SET gross = 5000000001 WHERE refund_id = '{waiting_refund}'"),
    damage("deposit_overpaid", "more went back outside", "UPDATE deposit SET external_refunded = amount WHERE deposit_id = '{paid}'"),
    damage("payment_credited_twice", "a payment stands twice", copied("deposit", "deposit_id = '{quiet}'", deposit_id="'dep_x'"), without=(UNIQUE_PAYMENT,)),
    damage("clearing_differs", "a gateway has more, by a forged entry", f"UPDATE posting SET amount = amount - 1 WHERE {AN_ENTRY} AND seq = 0", f"UPDATE posting SET amount = amount + 1 WHERE {AN_ENTRY} AND seq = 1", forged=True),
    damage("fees_differ", "a deposit's fee grew", "UPDATE deposit SET fee = fee + 1 WHERE deposit_id = '{paid}'"),
    damage("fees_differ", "a house fee was never booked", "UPDATE refund SET own_fee = own_fee + 1 WHERE refund_id = '{paid_refund}'"),
)  # fmt: skip

ORDERS = (
    damage("order_misplaced", "an order is another customer's", "UPDATE orders SET customer_id = 'c3' WHERE order_id = '{done}'"),
    damage("order_misplaced", "an order is another wallet's", "UPDATE orders SET wallet_id = '{w3}' WHERE order_id = '{done}'"),
    damage("order_not_charged", "an order is another wallet's", "UPDATE orders SET wallet_id = '{w3}' WHERE order_id = '{done}'"),
    damage("order_not_charged", "an order came from nowhere", copied("orders", "order_id = '{done}'", order_id="'ord_x'", provider_ref="NULL")),
    damage("order_not_charged", "an order was charged twice", copied("journal_entry", THE_CHARGE, number="99", entry_id="'je_x'"), copied("posting", ITS_POSTINGS, number="99"), forged=True),
    damage("order_charge_differs", "a charge grew", "UPDATE orders SET charge = charge + 1 WHERE order_id = '{done}'"),
    damage("order_slices_differ", "a charge grew", "UPDATE orders SET charge = charge + 1 WHERE order_id = '{done}'"),
    damage("order_slices_differ", "a slice grew", "UPDATE order_slice SET amount = amount + 1 WHERE order_id = '{done}'"),
    damage("order_slices_differ", "a slice is gone", "DELETE FROM order_slice WHERE order_id = '{done}'"),
    damage("order_slices_differ", "a slice names another lot", "UPDATE order_slice SET lot_id = '{untied}' WHERE order_id = '{done}'"),
    damage("order_slices_differ", "a slice would go back to another deposit", "UPDATE order_slice SET deposit_id = '{lost}' WHERE order_id = '{done}' AND seq = 0"),
    damage("order_returned_differs", "an order says it gave back more", "UPDATE orders SET refunded = refunded + 1 WHERE order_id = '{partial}'"),
    damage("order_returned_differs", "an order says it gave back nothing", "UPDATE orders SET refunded = 0 WHERE order_id = '{partial}'", "UPDATE order_slice SET returned = 0 WHERE order_id = '{partial}'"),
    damage("order_returned_differs", "an order gave back more than it cost", "UPDATE orders SET refunded = charge + 1 WHERE order_id = '{done}'", "UPDATE order_slice SET returned = amount + 1 WHERE order_id = '{done}'"),
    damage("order_returned_differs", "a slice gave back less than nothing", "UPDATE order_slice SET returned = -1 WHERE order_id = '{done}'"),
    damage("slice_orphaned", "an order is gone", "DELETE FROM orders WHERE order_id = '{done}'"),
    damage("entry_about_nothing", "an order is gone", "DELETE FROM orders WHERE order_id = '{done}'"),
    damage("sales_differ", "an order says it gave back more", "UPDATE orders SET refunded = refunded + 1 WHERE order_id = '{partial}'"),
)  # fmt: skip

REFUNDS = (
    damage("refund_misplaced", "a refund is to another wallet's deposit", "UPDATE refund SET deposit_id = '{quiet}' WHERE refund_id = '{paid_refund}'"),
    damage("refund_misplaced", "a refund is of no request", "UPDATE refund SET request_id = 'rr_x' WHERE refund_id = '{paid_refund}'"),
    damage("refund_misplaced", "a refund is in no wallet", "UPDATE refund SET wallet_id = 'wal_x' WHERE refund_id = '{waiting_refund}'"),
    damage("refund_not_booked", "a refund counts as paid", "UPDATE refund SET state = 'paid' WHERE refund_id = '{waiting_refund}'"),
    damage("refund_not_booked", "a paid refund counts as failed", "UPDATE refund SET state = 'failed' WHERE refund_id = '{paid_refund}'"),
    damage("refund_not_booked", "a reversed refund counts as paid", "UPDATE refund SET state = 'paid' WHERE refund_id = '{failed_refund}'"),
    damage("refund_figures_differ", "a paid refund grew", "UPDATE refund SET gross = gross + 1 WHERE refund_id = '{paid_refund}'"),
    damage("refund_figures_differ", "a kept fee shrank", "UPDATE refund SET processor_fee = processor_fee - 1 WHERE refund_id = '{paid_refund}'"),
    damage("refund_figures_differ", "a reversed refund grew", "UPDATE refund SET gross = gross + 1 WHERE refund_id = '{failed_refund}'"),
    damage("refund_figures_differ", "more came back than went", "UPDATE posting SET amount = amount - 1 WHERE wallet_id = '{w1}' AND account LIKE 'gateway:%' AND number = (SELECT number FROM journal_entry WHERE wallet_id = '{w1}' AND kind = 'refund_reversed')", forged=True),
    damage("refund_holds_differ", "a refund wants more than is set aside", "UPDATE refund SET gross = gross + 1 WHERE refund_id = '{waiting_refund}'"),
    damage("refund_holds_differ", "a stopped refund still holds", "UPDATE refund SET state = 'stopped' WHERE refund_id = '{waiting_refund}'"),
    damage("refund_holds_differ", "a paid refund was settled with less", "UPDATE hold SET amount = amount - 1 WHERE holder = '{paid_refund}' AND purpose = 'refund'"),
    damage("refund_unproven", "a paid refund has no attempt and no reference", "DELETE FROM attempt WHERE refund_id = '{paid_refund}'", "UPDATE refund SET reference = ' ' WHERE refund_id = '{paid_refund}'"),
    damage("refund_attempt_differs", "an attempt succeeded, its refund is sent", "UPDATE attempt SET state = 'succeeded' WHERE attempt_id = '{sent_attempt}'"),
    damage("refund_attempt_differs", "a refund is sent without an attempt", "DELETE FROM attempt WHERE attempt_id = '{sent_attempt}'"),
    damage("refund_after_loss", "a refund was sent after the dispute was lost", "UPDATE dispute SET deposit_id = '{paid}', closed_at = opened_at WHERE dispute_id = '{lost_dispute}'", "UPDATE attempt SET first_sent_at = (SELECT max(at) FROM journal_entry) WHERE attempt_id = '{paid_attempt}'", "UPDATE dispute SET closed_at = (SELECT min(at) FROM journal_entry) WHERE dispute_id = '{lost_dispute}'"),
    damage("attempt_misplaced", "an attempt is of another deposit", "UPDATE attempt SET deposit_id = '{quiet}' WHERE attempt_id = '{paid_attempt}'"),
    damage("attempt_misplaced", "an attempt is of another wallet", "UPDATE attempt SET wallet_id = '{w3}' WHERE attempt_id = '{paid_attempt}'"),
    damage("attempt_misplaced", "an attempt sends to another payment", "UPDATE attempt SET payment = 'pay_x' WHERE attempt_id = '{paid_attempt}'"),
    damage("attempt_misplaced", "an attempt is of no refund", "UPDATE attempt SET refund_id = 'rf_x' WHERE attempt_id = '{paid_attempt}'"),
    damage("attempt_figures_differ", "an attempt sends more", "UPDATE attempt SET amount = amount + 1 WHERE attempt_id = '{paid_attempt}'"),
    damage("attempt_figures_differ", "an attempt sends another currency", "UPDATE attempt SET currency = 'EUR' WHERE attempt_id = '{paid_attempt}'"),
    damage("attempts_open_twice", "a second attempt is open", copied("attempt", "attempt_id = '{sent_attempt}'", attempt_id="'att_x'", key="'x'"), without=(UNIQUE_OPEN,)),
    damage("attempt_key_reused", "two attempts have one key", "UPDATE attempt SET key = '{sent_attempt}' WHERE attempt_id = '{paid_attempt}'", without=(UNIQUE_KEY,)),
    damage("bonus_deducted_differs", "a bonus counts as paid for", "UPDATE lot SET deducted = 1 WHERE lot_id = '{tied}'"),
)  # fmt: skip

REQUESTS = (
    damage("request_misplaced", "a request is another customer's", "UPDATE refund_request SET customer_id = 'c3' WHERE request_id = '{paid_request}'"),
    damage("request_misplaced", "a request is in another currency", "UPDATE refund_request SET currency = 'EUR' WHERE request_id = '{paid_request}'"),
    damage("request_state_differs", "a paid request counts as failed", "UPDATE refund_request SET state = 'failed' WHERE request_id = '{paid_request}'"),
    damage("request_state_differs", "a request in review counts as declined", "UPDATE refund_request SET state = 'declined' WHERE request_id = '{waiting_request}'"),
    damage("request_state_differs", "a paid request is in review", "UPDATE refund_request SET state = 'in_review' WHERE request_id = '{paid_request}'"),
    damage("request_state_differs", "an undecided request counts as approved", "UPDATE refund_request SET state = 'approved' WHERE request_id = '{waiting_request}'"),
    damage("decision_missing", "a decision is gone", "DELETE FROM decision WHERE request_id = '{waiting_request}'"),
    damage("decision_missing", "a request has another one's decision", "UPDATE refund_request SET decision_id = (SELECT min(decision_id) FROM decision WHERE request_id = '{paid_request}') WHERE request_id = '{waiting_request}'"),
    damage("decision_orphaned", "a decision is about nothing", "UPDATE decision SET request_id = 'rr_x' WHERE request_id = '{waiting_request}'"),
    damage("dispute_misplaced", "a dispute is about another wallet's deposit", "UPDATE dispute SET deposit_id = '{quiet}' WHERE dispute_id = '{open_dispute}'"),
    damage("dispute_misplaced", "a dispute is in no wallet", "UPDATE dispute SET wallet_id = 'wal_x' WHERE dispute_id = '{open_dispute}'"),
    damage("dispute_state_differs", "a deposit forgot its dispute", "UPDATE deposit SET dispute = 'none' WHERE deposit_id = '{disputed}'"),
    damage("dispute_state_differs", "a deposit is disputed by nobody", "UPDATE deposit SET dispute = 'open' WHERE deposit_id = '{quiet}'"),
    damage("dispute_state_differs", "a dispute was decided behind its deposit", "UPDATE dispute SET state = 'won' WHERE dispute_id = '{open_dispute}'"),
    damage("disputes_open_twice", "a second dispute is open", copied("dispute", "dispute_id = '{open_dispute}'", dispute_id="'dsp_x'"), without=(UNIQUE_DISPUTE,)),
    damage("disputed_money_free", "a dispute was opened behind the books", "UPDATE deposit SET dispute = 'open' WHERE deposit_id = '{quiet}'"),
    damage("dispute_holds_differ", "a dispute was decided behind its deposit", "UPDATE dispute SET state = 'won' WHERE dispute_id = '{open_dispute}'"),
    damage("disputed_money_free", "a lost dispute grew behind the customer's back", "UPDATE dispute SET amount = amount + 10000000 WHERE dispute_id = '{part_dispute}'"),
    damage("dispute_loss_differs", "what was settled for a lost dispute shrank", "UPDATE hold SET amount = amount - 1 WHERE holder = '{part_dispute}' AND state = 'settled'"),
    damage("dispute_loss_differs", "what covered a loss was forgotten", "DELETE FROM hold WHERE holder = '{part_dispute}' AND lot_id = '{covering_lot}'"),
    damage("dispute_not_booked", "a lost dispute grew", "UPDATE dispute SET amount = amount + 1 WHERE dispute_id = '{lost_dispute}'"),
    damage("dispute_not_booked", "a dispute counts as lost", "UPDATE dispute SET state = 'lost' WHERE dispute_id = '{open_dispute}'"),
)  # fmt: skip

DAMAGES = (*JOURNAL, *LOTS, *DEPOSITS, *ORDERS, *REFUNDS, *REQUESTS)
