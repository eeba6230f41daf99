"""The store: the only SQL of the product."""

from panel_refunds.store.books import Books, Owner
from panel_refunds.store.records import (
    Action,
    ApiKey,
    Approval,
    Balance,
    GatewayStop,
    Notice,
    OutboxMessage,
    StatusWord,
    StoredReply,
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
    "GatewayStop",
    "Notice",
    "OutboxMessage",
    "Owner",
    "SchemaError",
    "StatusWord",
    "Store",
    "StoredReply",
    "TryAgain",
    "UnknownWord",
    "Work",
]
