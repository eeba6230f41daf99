"""The store: the only SQL of the product."""

from panel_refunds.store.books import Books, Owner
from panel_refunds.store.files import Files
from panel_refunds.store.kept_words import KeptWords
from panel_refunds.store.records import (
    Action,
    ApiKey,
    Approval,
    Balance,
    Contact,
    Delivery,
    FailedTries,
    GatewayStop,
    Notice,
    OutboxMessage,
    Reconciliation,
    RecoveryCode,
    Session,
    SignInLink,
    Staff,
    StaffPass,
    StaffRole,
    StaffState,
    StatusWord,
    StoredReply,
    ToldDifference,
    UnknownWord,
    Work,
)
from panel_refunds.store.staff_identities import StaffIdentity
from panel_refunds.store.store import Store
from panel_refunds.store.weather import CommitUnknownError, SchemaError, TryAgain

__all__ = [
    "Action",
    "ApiKey",
    "Approval",
    "Balance",
    "Books",
    "CommitUnknownError",
    "Contact",
    "Delivery",
    "FailedTries",
    "Files",
    "GatewayStop",
    "KeptWords",
    "Notice",
    "OutboxMessage",
    "Owner",
    "Reconciliation",
    "RecoveryCode",
    "SchemaError",
    "Session",
    "SignInLink",
    "Staff",
    "StaffIdentity",
    "StaffPass",
    "StaffRole",
    "StaffState",
    "StatusWord",
    "Store",
    "StoredReply",
    "ToldDifference",
    "TryAgain",
    "UnknownWord",
    "Work",
]
