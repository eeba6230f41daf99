"""The schema: one class a table, tenant first in every key. Rows of these classes never leave the store."""

from panel_refunds.store.tables.deliveries import ContactRow, DeliveryRow
from panel_refunds.store.tables.deposits import AttemptRow, DepositRow, DisputeRow, RefundRow
from panel_refunds.store.tables.money import CustomerRow, EntryRow, HoldRow, LotRow, PostingRow, WalletRow
from panel_refunds.store.tables.orders import OrderRow, SliceRow, StatusWordRow, UnknownWordRow
from panel_refunds.store.tables.reconciling import DifferenceRow, ReconciliationRow
from panel_refunds.store.tables.requests import (
    ActionPersonRow,
    ActionRow,
    ApprovalRow,
    AttachmentRow,
    DecisionRow,
    MessageRow,
    RequestRow,
)
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
    PollRow,
    ReplyRow,
    WorkRow,
)
from panel_refunds.store.tables.verdicts import ToldFactsRow, VerdictRow

__all__ = [
    "METADATA",
    "ActionPersonRow",
    "ActionRow",
    "ApiKeyRow",
    "ApprovalRow",
    "AttachmentRow",
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
    "PollRow",
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
