"""How webhooks are believed is said completely, or refused."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_rest_orders.hook_settings import HOOK_SETTINGS, parse_hook_settings

DEFAULTS = {name: setting.default for name, setting in HOOK_SETTINGS.items()}


def test_header_names_are_compared_in_lower_case():
    known = parse_hook_settings(
        {**DEFAULTS, "webhooks": "hmac", "signature_header": "X-Sig", "webhook_secrets": ("s",)}
    )

    assert (known.signature_header, known.timestamp_header, known.secrets) == ("x-sig", "x-timestamp", ("s",))
    assert "'s'" not in repr(known)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"webhooks": "standard", "webhook_secrets": ("whsec_",)}, "webhook_secrets"),
        ({"webhook_secrets": (" ",)}, "webhook_secrets"),
        ({"event_order_field": ""}, "event_order_field"),
        ({"event_order_field": "a..b"}, "event_order_field"),
        ({"event_word_field": "a.*"}, "event_word_field"),
        ({"webhooks": "hmac", "signed_text": "{body}"}, "signed_text"),
        ({"webhooks": "hmac", "timestamp_header": ""}, "signed_text"),
        ({"webhooks": "hmac", "signed_text": "{timestamp}{body}{body}"}, "signed_text"),
        ({"webhooks": "hmac", "event_id_field": ""}, "event_id_field"),
        ({"signature_header": ""}, "signature_header"),
        ({"timestamp_header": "a b"}, "timestamp_header"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_name(change, field):
    with pytest.raises(Refused) as refused:
        parse_hook_settings({**DEFAULTS, **change})
    assert refused.value.field == field


def test_without_a_timestamp_the_body_alone_is_signed():
    known = parse_hook_settings({**DEFAULTS, "webhooks": "hmac", "timestamp_header": "", "signed_text": "{body}"})

    assert known.timestamp_header == ""
