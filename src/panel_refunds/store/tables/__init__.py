"""The schema: one class a table, tenant first in every key. Rows of these classes never leave the store."""

from panel_refunds.store.tables.deliveries import ContactRow, DeliveryRow
from panel_refunds.store.tables.deposits import AttemptRow, DepositRow, DisputeRow, RefundRow
from panel_refunds.store.tables.money import CustomerRow, EntryRow, HoldRow, LotRow, PostingRow, WalletRow
from panel_refunds.store.tables.orders import OrderRow, SliceRow, StatusWordRow, UnknownWordRow
from panel_refunds.store.tables.reconciling import DifferenceRow, ReconciliationRow
from panel_refunds.store.tables.requests import ActionRow, ApprovalRow, DecisionRow, MessageRow, RequestRow
from panel_refunds.store.tables.row import METADATA
from panel_refunds.store.tables.sessions import KeptWordsRow, SessionRow, SignInLinkRow
from panel_refunds.store.tables.staff import (
    FailedTriesRow,
    RecoveryCodeRow,
    StaffIdentityRow,
    StaffPassRow,
    StaffRow,
)
from panel_refunds.store.tables.upkeep import (
    ApiKeyRow,
    GatewayStopRow,
    NoticeRow,
    OutboxRow,
    PolicyVersionRow,
    ReplyRow,
    WorkRow,
)
from panel_refunds.store.tables.verdicts import ToldFactsRow, VerdictRow

__all__ = [
    "METADATA",
    "ActionRow",
    "ApiKeyRow",
    "ApprovalRow",
    "AttemptRow",
    "ContactRow",
    "CustomerRow",
    "DecisionRow",
    "DeliveryRow",
    "DepositRow",
    "DifferenceRow",
    "DisputeRow",
    "EntryRow",
    "FailedTriesRow",
    "GatewayStopRow",
    "HoldRow",
    "KeptWordsRow",
    "LotRow",
    "MessageRow",
    "NoticeRow",
    "OrderRow",
    "OutboxRow",
    "PolicyVersionRow",
    "PostingRow",
    "ReconciliationRow",
    "RecoveryCodeRow",
    "RefundRow",
    "ReplyRow",
    "RequestRow",
    "SessionRow",
    "SignInLinkRow",
    "SliceRow",
    "StaffIdentityRow",
    "StaffPassRow",
    "StaffRow",
    "StatusWordRow",
    "ToldFactsRow",
    "UnknownWordRow",
    "VerdictRow",
    "WalletRow",
    "WorkRow",
]
