"""One PayTR shop: its signature under every request, and what its errors say.

PayTR answers nearly everything with HTTP 200 and says in the body how it went. Its error numbers mean other things in
each of its services.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from http import HTTPStatus

from panel_refunds.ports import MisconfiguredError, Surroundings
from panel_refunds.ports.asking import Answer, NoAnswerError, ask
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paytr.reading import PaidOrder, read_order
from panel_refunds_paytr.references import is_order
from panel_refunds_paytr.settings import Settings

_NO_SUCH_SHOP = "001"
_NO_SUCH_PAYMENT = "004"


class Account:
    """A connection to one shop; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._client = surroundings.http_client(base_url=settings.address, timeout=settings.timeout)

    def get_order(self, name: str) -> PaidOrder:
        """A paid order with its refunds: LookupError where PayTR has none, else as the contract says of reads."""
        if not is_order(name):
            raise LookupError("No order of PayTR's has such a name.")
        answer = self._post("/odeme/durum-sorgu", {"merchant_oid": name}, signed=name)
        if answer.status != HTTPStatus.OK:
            raise NoAnswerError(f"PayTR answered with HTTP {answer.status}.")
        said = answer.said("order")
        status = said.text("status")
        if status == "success":
            if "merchant_oid" in said:
                said.named(name, "merchant_oid")
            return read_order(said, name)
        if status not in ("error", "failed"):
            raise UnreadableError("status is a word that is not known here")
        number, words = said.ref("err_no"), (said.find_text("err_msg") or "").lower()
        if number == _NO_SUCH_SHOP or "paytr_token" in words:
            raise MisconfiguredError("PayTR does not accept the shop's number, key or salt.")
        if number == _NO_SUCH_PAYMENT and "merchant_oid" in words:
            raise LookupError("PayTR has no paid order of that name.")
        raise NoAnswerError(f"PayTR does not show the order (error {number[:8]}).")

    def send(self, order: str, amount: str, reference: str) -> Answer:
        """Ask for a refund. The same request again is another refund."""
        said = {"merchant_oid": order, "return_amount": amount, "reference_no": reference}
        return self._post("/odeme/iade", said, signed=f"{order}{amount}")

    def _post(self, path: str, said: Mapping[str, str], *, signed: str) -> Answer:
        shop = self._settings
        text = f"{shop.merchant_id}{signed}{shop.merchant_salt}"
        signature = hmac.new(shop.merchant_key.encode(), text.encode(), hashlib.sha256).digest()
        form = {"merchant_id": shop.merchant_id, **said, "paytr_token": base64.b64encode(signature).decode()}
        return ask(self._client, "POST", path, data=form)


def find_error(said: Said) -> str | None:
    """The number of the error that an answer tells; None when it tells none."""
    return said.ref("err_no") if said.find_text("status") == "error" and "err_no" in said else None
