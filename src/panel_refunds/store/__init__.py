"""The store: the only SQL of the product."""

from panel_refunds.store.books import Books, Owner
from panel_refunds.store.records import (
    Action,
    ApiKey,
    Approval,
    Balance,
    Contact,
    Delivery,
    GatewayStop,
    Notice,
    OutboxMessage,
    Reconciliation,
    Session,
    SignInLink,
    StatusWord,
    StoredReply,
    ToldDifference,
    UnknownWord,
    Work,
)
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
    "GatewayStop",
    "Notice",
    "OutboxMessage",
    "Owner",
    "Reconciliation",
    "SchemaError",
    "Session",
    "SignInLink",
    "StatusWord",
    "Store",
    "StoredReply",
    "ToldDifference",
    "TryAgain",
    "UnknownWord",
    "Work",
]
