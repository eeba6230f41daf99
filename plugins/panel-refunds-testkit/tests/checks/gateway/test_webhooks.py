"""The checks of webhooks catch what they are there for."""

from dataclasses import replace

import pytest

from panel_refunds.ports import WebhookRefusedError
from panel_refunds.ports.said import Said
from panel_refunds_testkit.checks.gateway.webhooks import WebhookChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.tinypay.hooks import HEADER, read_event

CHECKS = WebhookChecks()


def unverified(self, raw, headers):
    return (read_event(Said.read(raw)),)


def any_signature(self, raw, headers):
    if HEADER not in headers:
        raise WebhookRefusedError("signature", "none")
    return unverified(self, raw, headers)


def any_time(self, raw, headers):
    said = headers.get(HEADER, headers.get(HEADER.upper(), ""))
    moment = said.partition(",")[0]
    if moment.isdigit() and len(moment) == 10:
        from datetime import UTC, datetime

        from panel_refunds_testkit.tinypay.hooks import parse_hook

        return (parse_hook(raw, headers, self._secrets, datetime.fromtimestamp(int(moment), UTC)),)
    return TinyGateway.parse_webhook(self, raw, headers)


def newest_secret_only(self, raw, headers):
    self._secrets = self._secrets[-1:]
    return TinyGateway.parse_webhook(self, raw, headers)


def without_payment(self, raw, headers):
    return tuple(replace(hint, kind="refund", payments=()) for hint in TinyGateway.parse_webhook(self, raw, headers))


def remembering(self, raw, headers):
    hints = TinyGateway.parse_webhook(self, raw, headers)
    self.count = getattr(self, "count", 0) + 1
    return tuple(replace(hint, word=str(self.count)) for hint in hints)


@pytest.mark.parametrize(
    ("parse_webhook", "check", "told"),
    [
        (unverified, "what_is_not_signed_is_refused", "no headers at all"),
        (any_signature, "an_altered_byte_is_refused", "altered|UnreadableError"),
        (any_signature, "a_wrong_secret_is_refused", "another one"),
        (any_signature, "what_is_no_event_is_refused", "no event"),
        (any_time, "a_delivery_is_fresh_where_its_moment_is_signed", "too long ago"),
        (newest_secret_only, "while_a_secret_is_rolled_both_are_right", "refused as signature"),
        (without_payment, "a_delivery_is_a_hint_that_names_the_payment", "names the payment"),
        (without_payment, "a_dispute_is_told", "tells of a dispute"),
        (without_payment, "a_delivery_may_come_before_the_answer", "names the payment"),
        (remembering, "every_order_with_duplicates_is_the_same_set_of_hints", "order"),
    ],
)
def test_a_careless_reader_is_caught(spoilt, parse_webhook, check, told):
    with pytest.raises(BrokenContractError, match=told):
        getattr(CHECKS, f"test_{check}")(spoilt(parse_webhook=parse_webhook))


def test_headers_looked_for_in_one_spelling_are_caught(spoilt):
    def parse_webhook(self, raw, headers):
        return TinyGateway.parse_webhook(self, raw, {name: headers[name] for name in headers if name == HEADER})

    with pytest.raises(BrokenContractError, match="refused as signature"):
        CHECKS.test_names_of_headers_come_in_any_case(spoilt(parse_webhook=parse_webhook))


def test_asking_somebody_is_caught(spoilt):
    def parse_webhook(self, raw, headers):
        self.available_float("USD")
        return TinyGateway.parse_webhook(self, raw, headers)

    with pytest.raises(BrokenContractError, match="asked the vendor"):
        CHECKS.test_a_webhook_asks_nobody(spoilt(parse_webhook=parse_webhook))


def test_a_promise_without_events_is_caught(able):
    with pytest.raises(BrokenContractError, match="webhook_events"):
        CHECKS.test_webhooks_are_as_the_capabilities_say(able(webhook_events=()))
