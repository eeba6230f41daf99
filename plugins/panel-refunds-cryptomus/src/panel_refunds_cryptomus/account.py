"""One merchant's account: the one question that is ever asked of it, and what the vendor's refusals say.

There is no list of refunds and none of events. Everything that is known of a payment stands on its invoice, and an
invoice is asked for by its UUID: a merchant's own order number may stand on several (a static wallet has one for all
its payments).
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, ask
from panel_refunds.ports.said import Said
from panel_refunds_cryptomus.settings import Settings, is_uuid
from panel_refunds_cryptomus.signing import sign

INFO = "/v1/payment/info"
_NO_INVOICE = re.compile(r"\b(?:payment|invoice)s? (?:was |is )?not found\b|\bnot found (?:payment|invoice)\b")
_NO_MERCHANT = re.compile(r"\binvalid sign|\bmerchant (?:was |is )?not found\b|\bunauthorized\b")


class Account:
    """A connection to one account; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._merchant, self._key = settings.merchant, settings.key
        self._client = surroundings.http_client(base_url=settings.address, timeout=settings.timeout)

    def get_invoice(self, ref: str) -> Said:
        """The invoice of this UUID; LookupError when there is none, else as the contract says of reads."""
        if not is_uuid(ref):
            raise LookupError("An invoice is named by its UUID, and this is none.")
        body = json.dumps({"uuid": ref}, separators=(",", ":")).encode()
        headers = {"content-type": "application/json", "merchant": self._merchant, "sign": sign(body, self._key)}
        answer = ask(self._client, "POST", INFO, content=body, headers=headers)
        message = find_message(answer)
        if message is None:
            return _result(answer).named(ref, "uuid")
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) or _NO_MERCHANT.search(message):
            raise MisconfiguredError("The vendor does not accept the merchant or the key.")
        if answer.status < HTTPStatus.INTERNAL_SERVER_ERROR and _NO_INVOICE.search(message):
            raise LookupError("The merchant has no such invoice.")
        raise NoAnswerError(f"The vendor refuses the question (HTTP {answer.status}).")


def find_message(answer: Answer) -> str | None:
    """What the vendor says is wrong, in lower case; None when the answer is none of its refusals."""
    try:
        said = answer.said()
        return (said.find_text("message") or "").lower() if said.whole("state") == 1 else None
    except NoAnswerError:
        return None


def _result(answer: Answer) -> Said:
    if answer.status != HTTPStatus.OK:
        raise NoAnswerError(f"The vendor answered with HTTP {answer.status}.")
    said = answer.said("answer")
    if said.whole("state") != 0:
        raise NoAnswerError("The vendor's answer has a state that is not known here.")
    return said.inside("result")
