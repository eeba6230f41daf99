"""Every way the product says no, in one table.

A *refusal* is an answer, not an accident: somebody asked for something that may not be done, nothing was
changed, and the answer carries a stable code, a sentence a person understands, and where it helps the
field and the figures. ``CODES`` is the only place where a code is defined; the web maps it to a status,
the reference page is generated from it.

Anything else that goes wrong is an ordinary exception and a bug, or the weather (a database that is gone).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Code:
    """One refusal: its HTTP status and the sentence that explains it when nothing better is said."""

    status: int
    title: str


CODES: Mapping[str, Code] = MappingProxyType(
    {
        # what was sent cannot be read
        "invalid_request": Code(400, "The request cannot be read."),
        "body_too_large": Code(413, "The request is larger than this address takes."),
        "webhook_refused": Code(400, "This event was not taken."),
        "media_type_unknown": Code(415, "A body has to be JSON, sent as application/json."),
        "method_unknown": Code(405, "This address does not take that method."),
        "field_missing": Code(422, "A field that is needed is missing."),
        "field_unknown": Code(422, "A field is not known here."),
        "field_invalid": Code(422, "A field has a value that is not allowed."),
        "amount_invalid": Code(422, "The amount is not a positive decimal number this currency allows."),
        "currency_unknown": Code(422, "This currency is not known here."),
        "currency_mismatch": Code(422, "The currencies differ."),
        # who asks, and where
        "not_signed_in": Code(401, "No valid API key came with the request."),
        "link_used": Code(410, "This link was used before, or its time is over."),
        "token_refused": Code(401, "This token is not one that this panel's keys and rules let in."),
        "frame_not_allowed": Code(422, "The tenant's file does not let that origin show these pages in a frame."),
        "sign_in_refused": Code(401, "That is not right. Check the login name, the password and the code."),
        "passwords_off": Code(403, "Passwords are not taken here: people sign in with the tenant's sign-in service."),
        "account_unknown": Code(403, "That account of the sign-in service opens nothing here."),
        "sign_in_service_refused": Code(401, "The sign-in service did not sign anybody in."),
        "sign_in_service_silent": Code(503, "The sign-in service does not answer at the moment; try again."),
        "too_many_tries": Code(429, "That was tried too often; please wait."),
        "password_unfit": Code(422, "That password cannot be used."),
        "code_wrong": Code(422, "That code is not right, or was used before."),
        "code_not_possible": Code(409, "One-time codes cannot be set up here yet."),
        "form_expired": Code(403, "The form is not from a page of this session; please send it again."),
        "not_allowed": Code(403, "This API key may not do that."),
        "site_excluded": Code(421, "This host is not governed by this refund policy."),
        "not_found": Code(404, "There is nothing of that name here."),
        # the same thing asked twice
        "idempotency_key_missing": Code(400, "Every write needs an Idempotency-Key header."),
        "idempotency_key_reused": Code(422, "This Idempotency-Key was used for another request."),
        "in_progress": Code(409, "The same request is being worked on at this moment."),
        "already_exists": Code(409, "There is one already, and it differs."),
        # state forbids it
        "request_open": Code(409, "A request is open on that deposit already."),
        "request_closed": Code(409, "That request is closed."),
        "request_not_waiting": Code(409, "That request is not waiting for the customer."),
        "request_not_in_review": Code(409, "That request is not waiting for a decision."),
        "too_late": Code(409, "It was sent already and cannot be taken back."),
        "payment_unknown": Code(422, "The gateway has no such payment."),
        "payment_not_captured": Code(409, "The gateway has not taken that payment yet."),
        "payment_differs": Code(422, "The gateway took another amount."),
        "payment_given_back": Code(409, "That payment went back already."),
        "gateway_silent": Code(503, "The gateway cannot be asked at the moment; try again with the same key."),
        "fee_known_already": Code(409, "The fee of that deposit is known already, and it differs."),
        "already_forfeited": Code(409, "That account was forfeited already."),
        "dispute_closed": Code(409, "That dispute is decided already."),
        "no_dispute": Code(409, "There is no open dispute on that deposit."),
        "word_builtin": Code(409, "That word is built in and cannot be mapped."),
        "word_cannot_pay": Code(422, "An unknown word can never be configured to pay."),
        "cancel_not_possible": Code(409, "That order can no longer be cancelled by the customer."),
        "cancel_not_offered": Code(409, "The provider does not take cancellations."),
        "gateway_not_stopped": Code(409, "That gateway is not stopped."),
        "not_a_dead_letter": Code(409, "That delivery is no dead letter."),
        "not_an_operator_task": Code(409, "That refund is not paid by hand."),
        "no_receipt": Code(409, "There is no receipt: nothing of that request goes out."),
        # files with a message
        "too_many_files": Code(422, "That are more files than one message takes."),
        "file_too_large": Code(422, "A file is larger than is taken here."),
        "file_refused": Code(422, "A file of that kind is not taken here."),
        # the policy says no (also reason codes of findings)
        "wrong_channel": Code(422, "Refund requests are taken only as a ticket of the signed-in customer."),
        "subject_missing": Code(422, "The subject of the ticket is missing."),
        "amount_missing": Code(422, "The amount is missing."),
        "deposit_missing": Code(422, "The deposit is missing."),
        "order_missing": Code(422, "The order is missing."),
        "reason_missing": Code(422, "The reason is missing."),
        "window_closed": Code(422, "The time to ask for that money is over."),
        "window_not_open": Code(422, "The time to ask for that money has not come."),
        "exceeds_unspent": Code(422, "That is more than what is unspent."),
        "nothing_unspent": Code(422, "Nothing of it is unspent."),
        "refunded_elsewhere": Code(422, "A part of that payment was paid back at the gateway already."),
        "bonus_not_refundable": Code(422, "Bonus money is never paid out."),
        "fee_exceeds_amount": Code(422, "The fees would eat the whole refund."),
        "fee_unknown": Code(422, "The processor's fee is not known yet."),
        "order_in_progress": Code(422, "The order is being worked on; its money is spent."),
        "order_not_started": Code(422, "The order has not started; the provider was asked to cancel it."),
        "order_completed": Code(422, "The order is completed; its money is spent."),
        "order_in_review": Code(422, "The order waits for a person."),
        "user_error": Code(422, "The order failed for a reason on the customer's side."),
        "account_terminated": Code(422, "The account was terminated."),
        "account_forfeited": Code(422, "The balance of the account was forfeited."),
        "account_suspended": Code(422, "The account is suspended."),
        "payment_disputed": Code(422, "The payment is disputed."),
        "payment_inquiry": Code(422, "The bank asks questions about the payment."),
        "destination_not_original": Code(422, "Money goes back only to the payment it came from."),
        "insufficient_funds": Code(422, "The balance is too low."),
        "second_person_needed": Code(422, "A second, different person is needed."),
        "reason_needed": Code(422, "This needs a reason in words."),
        "evidence_needed": Code(422, "This needs evidence."),
        "role_needed": Code(403, "Somebody with another role has to do that."),
        "too_early": Code(422, "The time for that has not come."),
        "deposits_not_refundable": Code(422, "Deposits are not refundable under this policy."),
        "at_discretion": Code(422, "A person decides on this deposit."),
        "cause_not_covered": Code(422, "The policy does not cover that cause."),
        "identity_missing": Code(422, "The identity was not shown."),
        "below_minimum": Code(422, "That is below the least amount."),
        "minimum_unknown": Code(422, "No least amount is set for this currency; a person decides."),
        "order_refunds_not_withdrawable": Code(422, "Order refunds stay on the balance."),
        "fraud_suspected": Code(422, "A fraud check asks for a person."),
        "fraud_denied": Code(422, "A fraud check refused it."),
        "check_failed": Code(422, "A fraud check gave no answer; a person decides."),
        "rule_denied": Code(422, "A rule of this installation refused it."),
        "rule_failed": Code(422, "A rule gave no answer; a person decides."),
        "above_limit": Code(422, "Above this amount a person decides."),
        "used_too_much": Code(422, "Too much of that deposit is used."),
        # the weather
        "plugin_broken": Code(503, "A plugin of this tenant does not work; the operator is told. Try again later."),
        "files_not_kept": Code(503, "Files cannot be kept at the moment; try again later, or without them."),
        "locked": Code(503, "The database is busy; try again with the same key."),
    }
)


class Refused(Exception):  # noqa: N818 - a refusal is an answer; "Error" would say that something broke
    """The asked thing may not be done; nothing was changed.

    ``code`` is one of ``CODES``; ``text`` a sentence for a person; ``field`` the input it is about;
    ``facts`` figures as decimal strings, dates or ids, safe to show to whoever asked.
    """

    def __init__(self, code: str, text: str | None = None, *, field: str | None = None, **facts: str) -> None:
        if code not in CODES:
            raise LookupError(f"{code!r} is not a known refusal code")
        self.code = code
        self.text = text or CODES[code].title
        self.field = field
        self.facts: Mapping[str, str] = MappingProxyType(dict(facts))
        super().__init__(f"{code}: {self.text}")

    @property
    def status(self) -> int:
        """The HTTP status that carries this refusal."""
        return CODES[self.code].status


class BooksDamagedError(Exception):
    """The books contradict themselves; nothing may be written until a person has looked."""
