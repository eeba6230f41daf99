"""Every endpoint there is: its method and path, the name of its parameters, the permission it needs, what it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from panel_refunds.testing.fake_stripe import intents, refunds, settlement
from panel_refunds.testing.fake_stripe.books import NOUNS, Books, Json
from panel_refunds.testing.fake_stripe.charges import charge_of
from panel_refunds.testing.fake_stripe.form import read_integer, read_metadata, read_text
from panel_refunds.testing.fake_stripe.pages import make_page
from panel_refunds.testing.fake_stripe.refusal import RefusalError, bad_value, missing_parameter, not_found

DAYS_EVENTS_ARE_KEPT = 30


@dataclass(frozen=True, slots=True)
class Call:
    """One call that got so far: whose books, which path, the id in it, the parameters, and who else may have an id."""

    books: Books
    path: str
    ref: str
    params: dict[str, Any]
    is_in_other_mode: Callable[[str], bool]

    def get(self, prefix: str, ref: str, param: str = "id") -> Json:
        """The object with this id, which has to be of this kind; refused with 404 and a hint at the other mode."""
        found = self.books.objects[prefix].get(ref)
        if found is None:
            other = ("test" if self.books.livemode else "live") if self.is_in_other_mode(ref) else None
            raise not_found(NOUNS[prefix], ref, param=param, other_mode=other)
        return found

    def page(self, prefix: str, things: Iterable[Json]) -> Json:
        """One page of ``things``, of those with the ``charge`` or ``payment_intent`` that was asked for."""
        for name in ("charge", "payment_intent", "customer", "source", "type"):
            wanted = read_text(self.params, name)
            if wanted is not None:
                things = [thing for thing in things if _is(thing, name, wanted)]
        return make_page(things, self.params, self.path, NOUNS[prefix])


def _is(thing: Json, name: str, wanted: str) -> bool:
    said = str(thing.get(name))
    return said.startswith(wanted[:-1]) if wanted.endswith("*") else said == wanted


# ---------------------------------------------------------------- refunds


def _create_refund(call: Call) -> Json:
    charge_ref, intent_ref = read_text(call.params, "charge"), read_text(call.params, "payment_intent")
    amount, reason = read_integer(call.params, "amount"), read_text(call.params, "reason")
    metadata = read_metadata(call.params)
    if charge_ref and intent_ref:
        raise bad_value("charge", "You may only specify one of charge and payment_intent.", "parameters_exclusive")
    if charge_ref:
        charge = call.get("ch", charge_ref)
    elif intent_ref:
        intent = call.get("pi", intent_ref, "payment_intent")
        if intent["status"] != "succeeded":
            raise RefusalError(f"This PaymentIntent ({intent_ref}) does not have a successful charge to refund.")
        charge = charge_of(call.books, intent_ref)
    else:
        raise missing_parameter("One of the following params should be provided: payment_intent or charge.")
    currency = read_text(call.params, "currency")
    if currency is not None and currency.lower() != charge["currency"]:
        raise bad_value("currency", f"The charge is in {charge['currency']}, not in {currency}.")
    return refunds.make_refund(call.books, charge, amount, metadata=metadata, reason=reason)


def _update_refund(call: Call) -> Json:
    refund = call.get("re", call.ref)
    before = dict(refund["metadata"])
    given = call.params.get("metadata")
    merged = {} if given == "" else {**before, **read_metadata(call.params)}
    refund["metadata"] = {name: value for name, value in merged.items() if value != ""}
    call.books.announce("refund.updated", refund, {"metadata": before})
    return refund


def _cancel_refund(call: Call) -> Json:
    refund = call.get("re", call.ref)
    if refund["status"] != "requires_action":
        raise RefusalError(f"Refund {call.ref} is {refund['status']} and cannot be canceled.")
    return refunds.set_status(call.books, refund, "canceled")


def _list_refunds(call: Call) -> Json:
    charge = read_text(call.params, "charge")
    if charge is not None:
        call.get("ch", charge, "charge")
        return call.page("re", call.books.refunds_of(charge))
    intent = read_text(call.params, "payment_intent")
    if intent is not None:
        latest = call.get("pi", intent, "payment_intent")["latest_charge"]
        return call.page("re", call.books.refunds_of(latest))
    return call.page("re", call.books.all_of("re"))


# ---------------------------------------------------------------- everything else


def _list_events(call: Call) -> Json:
    oldest = call.books.moment() - DAYS_EVENTS_ARE_KEPT * 24 * 3600
    events: Iterable[Json] = (event for event in call.books.all_of("evt") if event["created"] >= oldest)
    kinds = call.params.get("types")
    if kinds is not None:
        if not isinstance(kinds, list) or "type" in call.params:
            raise bad_value("types", "Invalid array: types has to be a list, and only one of type and types be given.")
        events = [event for event in events if any(_is(event, "type", kind) for kind in kinds)]
    delivered = read_text(call.params, "delivery_success")
    if delivered is not None:
        events = [event for event in events if (event["pending_webhooks"] == 0) == (delivered == "true")]
    return call.page("evt", events)


def _account(call: Call) -> Json:
    if call.ref and call.ref != call.books.account:
        raise not_found("account", call.ref, param="account")
    return {
        "id": call.books.account,
        "object": "account",
        "charges_enabled": True,
        "country": "US",
        "default_currency": "usd",
        "details_submitted": True,
        "payouts_enabled": True,
        "type": "standard",
    }


def _get(prefix: str, param: str = "id") -> Callable[[Call], Json]:
    return lambda call: call.get(prefix, call.ref, param)


def _list(prefix: str) -> Callable[[Call], Json]:
    return lambda call: call.page(prefix, call.books.all_of(prefix))


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint. ``params`` is the library's name for its parameters."""

    method: str
    path: str
    params: str
    permission: str
    run: Callable[[Call], Json]


OPERATIONS: Final = (
    Operation("POST", "/v1/refunds", "RefundCreateParams", "charge_write", _create_refund),
    Operation("GET", "/v1/refunds", "RefundListParams", "charge_read", _list_refunds),
    Operation("GET", "/v1/refunds/{}", "RefundRetrieveParams", "charge_read", _get("re")),
    Operation("POST", "/v1/refunds/{}", "RefundUpdateParams", "charge_write", _update_refund),
    Operation("POST", "/v1/refunds/{}/cancel", "RefundCancelParams", "charge_write", _cancel_refund),
    Operation("GET", "/v1/charges", "ChargeListParams", "charge_read", _list("ch")),
    Operation("GET", "/v1/charges/{}", "ChargeRetrieveParams", "charge_read", _get("ch")),
    Operation(
        "POST",
        "/v1/payment_intents",
        "PaymentIntentCreateParams",
        "payment_intent_write",
        lambda call: intents.create_intent(call.books, call.params),
    ),
    Operation("GET", "/v1/payment_intents", "PaymentIntentListParams", "payment_intent_read", _list("pi")),
    Operation(
        "GET", "/v1/payment_intents/{}", "PaymentIntentRetrieveParams", "payment_intent_read", _get("pi", "intent")
    ),
    Operation(
        "POST",
        "/v1/payment_intents/{}/confirm",
        "PaymentIntentConfirmParams",
        "payment_intent_write",
        lambda call: intents.confirm_intent(call.books, call.get("pi", call.ref, "intent"), call.params),
    ),
    Operation(
        "POST",
        "/v1/payment_intents/{}/capture",
        "PaymentIntentCaptureParams",
        "payment_intent_write",
        lambda call: intents.capture_intent(call.books, call.get("pi", call.ref, "intent"), call.params),
    ),
    Operation(
        "GET", "/v1/balance", "BalanceRetrieveParams", "balance_read", lambda call: settlement.show_balance(call.books)
    ),
    Operation(
        "GET", "/v1/balance_transactions", "BalanceTransactionListParams", "balance_transaction_read", _list("txn")
    ),
    Operation(
        "GET",
        "/v1/balance_transactions/{}",
        "BalanceTransactionRetrieveParams",
        "balance_transaction_read",
        _get("txn"),
    ),
    Operation("GET", "/v1/disputes", "DisputeListParams", "dispute_read", _list("du")),
    Operation("GET", "/v1/disputes/{}", "DisputeRetrieveParams", "dispute_read", _get("du", "dispute")),
    Operation(
        "GET",
        "/v1/radar/early_fraud_warnings",
        "radar.EarlyFraudWarningListParams",
        "radar_read",
        _list("issfr"),
    ),
    Operation(
        "GET",
        "/v1/radar/early_fraud_warnings/{}",
        "radar.EarlyFraudWarningRetrieveParams",
        "radar_read",
        _get("issfr", "early_fraud_warning"),
    ),
    Operation("GET", "/v1/events", "EventListParams", "event_read", _list_events),
    Operation("GET", "/v1/events/{}", "EventRetrieveParams", "event_read", _get("evt")),
    Operation("GET", "/v1/account", "AccountRetrieveCurrentParams", "accounts_kyc_basic_read", _account),
    Operation("GET", "/v1/accounts/{}", "AccountRetrieveParams", "accounts_kyc_basic_read", _account),
)


_PATTERNS: Final = tuple(
    (operation, re.compile(operation.path.replace("{}", "([A-Za-z0-9_]+)"))) for operation in OPERATIONS
)


def find_operation(method: str, path: str) -> tuple[Operation, str] | None:
    """The endpoint and the id in its path (empty when it has none); None when there is no such endpoint."""
    for operation, pattern in _PATTERNS:
        if operation.method == method and (match := pattern.fullmatch(path)):
            return operation, match.group(1) if match.groups() else ""
    return None
