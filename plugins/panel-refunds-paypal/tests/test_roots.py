"""A certificate is PayPal's when it leads to a trusted root, is valid now, and is made out to PayPal's signing host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from fake_paypal_signer import FIRST, LAST, Signer, signer
from panel_refunds.errors import Refused
from panel_refunds.ports import WebhookRefusedError
from panel_refunds_paypal.roots import Roots
from paypal_account import NINE

SANDBOX = "messageverificationcerts.sandbox.paypal.com"


def chain_of(made: Signer) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_pem_x509_certificates(made.chain))


def trusting(made: Signer, *, live: bool = True) -> Roots:
    return Roots(made.roots.name, made.roots.parent, live=live)


def test_a_chain_to_a_trusted_root_is_believed():
    made = signer()

    assert trusting(made).get_key(chain_of(made), NINE).public_numbers() == made.key.public_key().public_numbers()


@pytest.mark.parametrize("now", [FIRST - timedelta(seconds=1), LAST + timedelta(seconds=1)])
def test_it_has_to_be_valid_now(now):
    with pytest.raises(WebhookRefusedError, match="not proved"):
        trusting(signer()).get_key(chain_of(signer()), now)


def test_another_authority_proves_nothing():
    other = signer(name="CERT-other")

    with pytest.raises(WebhookRefusedError, match="not proved"):
        trusting(signer()).get_key(chain_of(other), NINE)
    with pytest.raises(WebhookRefusedError, match="not proved"):
        trusting(signer()).get_key((chain_of(other)[0], chain_of(signer())[1]), NINE)


def test_a_gap_in_the_chain_proves_nothing():
    for broken in (chain_of(signer())[:1], chain_of(signer())[::-1], ()):
        with pytest.raises(WebhookRefusedError, match="not proved"):
            trusting(signer()).get_key(broken, NINE)


@pytest.mark.parametrize(
    "host",
    ["www.paypal.com", "messageverificationcerts.paypal.com.evil.example", "evilmessageverificationcerts.paypal.com"],
)
def test_a_true_certificate_of_somebody_else_proves_nothing(host):
    made = signer(host)

    with pytest.raises(WebhookRefusedError, match="not proved"):
        trusting(made).get_key(chain_of(made), NINE)


def test_the_sandbox_signs_for_the_sandbox_only():
    made = signer(SANDBOX)

    trusting(made, live=False).get_key(chain_of(made), NINE)
    with pytest.raises(WebhookRefusedError):
        trusting(made, live=True).get_key(chain_of(made), NINE)


def test_without_a_file_this_machines_roots_count_and_ours_is_none_of_them():
    with pytest.raises(WebhookRefusedError):
        Roots("", None, live=True).get_key(chain_of(signer()), datetime(2026, 3, 2, tzinfo=UTC))


def test_a_file_that_holds_no_certificates_is_refused_at_start(tmp_path):
    (tmp_path / "roots.pem").write_text("nothing")
    for name in ("roots.pem", "elsewhere.pem"):
        with pytest.raises(Refused) as caught:
            Roots(name, tmp_path, live=True)
        assert caught.value.field == "webhook_roots"
