"""Whom a certificate has to lead to before it counts as PayPal's, and the proof that it does.

The proof is the one that a browser asks of a web site: unbroken signatures up to a root that is trusted here, every
certificate valid now, and the name of PayPal's signing host in the first.
"""

from __future__ import annotations

import contextlib
import re
import ssl
import warnings
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from panel_refunds.errors import Refused
from panel_refunds.ports import WebhookRefusedError

LIVE_NAME = re.compile(r"messageverificationcerts\.paypal\.com")
TEST_NAME = re.compile(r"messageverificationcerts(\.sandbox)?\.paypal\.com")
_MOST_ABOVE = 5


class Roots:
    """The roots of one account: those of the file ``named``, below ``folder``; without a name this machine's own."""

    def __init__(self, named: str, folder: Path | None, *, live: bool) -> None:
        self._name = LIVE_NAME if live else TEST_NAME
        self._given = _load_roots((folder or Path()) / named) if named else ()

    def get_key(self, chain: Sequence[x509.Certificate], now: datetime) -> RSAPublicKey:
        """The key of the first certificate, if the chain proves now that it is PayPal's."""
        if self._store is None:
            raise WebhookRefusedError("signature", "This machine has no roots; name a file of them in webhook_roots.")
        try:
            leaf, *above = chain
            names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            (own, *_) = (name for name in names.get_values_for_type(x509.DNSName) if self._name.fullmatch(name))
            policy = PolicyBuilder().store(self._store).time(now).max_chain_depth(_MOST_ABOVE)
            policy.build_server_verifier(x509.DNSName(own)).verify(leaf, above)
            key = leaf.public_key()
        except (VerificationError, ValueError, TypeError, x509.ExtensionNotFound, x509.DuplicateExtension):
            raise WebhookRefusedError("signature", "The certificate is not proved to be PayPal's.") from None
        if not isinstance(key, RSAPublicKey):
            raise WebhookRefusedError("signature", "The certificate has another kind of key than PayPal's.")
        return key

    @cached_property
    def _store(self) -> Store | None:
        roots = self._given or _system_roots()
        return Store(list(roots)) if roots else None


def _load_roots(path: Path) -> Sequence[x509.Certificate]:
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError):
        text = "There is no file of certificates (PEM) of that name, below the tenant's folder."
        raise Refused("field_invalid", text, field="webhook_roots") from None


def _system_roots() -> Sequence[x509.Certificate]:
    """This machine's roots, without those that cannot be read: there are odd old ones in every list."""
    read: list[x509.Certificate] = []
    for each in ssl.create_default_context().get_ca_certs(binary_form=True):
        with contextlib.suppress(ValueError), warnings.catch_warnings(action="ignore"):
            read.append(x509.load_der_x509_certificate(each))
    return tuple(read)
