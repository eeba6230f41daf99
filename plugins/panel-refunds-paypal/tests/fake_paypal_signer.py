"""A certificate authority of one's own, and the certificate with which the stand-in signs its webhooks."""

from __future__ import annotations

import atexit
import base64
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

FIRST, LAST = datetime(2025, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)
HOST = "messageverificationcerts.paypal.com"


@dataclass(frozen=True, slots=True)
class Signer:
    """A key with its certificate (``chain``: it, and the one above it); ``roots`` is the file of the authority."""

    name: str
    key: rsa.RSAPrivateKey
    chain: bytes
    roots: Path

    def sign(self, text: str) -> str:
        return base64.b64encode(self.key.sign(text.encode(), PKCS1v15(), SHA256())).decode()


@cache
def signer(host: str = HOST, first: datetime = FIRST, last: datetime = LAST, name: str = "CERT-360caa42") -> Signer:
    """A signer with an authority of its own."""
    root_key, middle_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    key = rsa.generate_private_key(65537, 2048)
    root = _issued(_named("root"), root_key, _named("root"), root_key, above=1)
    middle = _issued(_named("middle"), middle_key, root.subject, root_key, above=0)
    leaf = _issued(_named(host), key, middle.subject, middle_key, host=host, first=first, last=last)
    folder = Path(tempfile.mkdtemp(prefix="fake-paypal-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "roots.pem").write_bytes(root.public_bytes(Encoding.PEM))
    chain = b"".join(each.public_bytes(Encoding.PEM) for each in (leaf, middle))
    return Signer(f"{name}-fca2a594-90621ecd", key, chain, folder / "roots.pem")


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _issued(
    subject: x509.Name,
    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey,
    issuer: x509.Name,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    above: int | None = None,
    host: str | None = None,
    first: datetime = FIRST,
    last: datetime = LAST,
) -> x509.Certificate:
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .add_extension(x509.BasicConstraints(ca=above is not None, path_length=above), critical=True)
    )
    if above is not None:
        usage = x509.KeyUsage(
            digital_signature=False,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=True,
            crl_sign=True,
            encipher_only=False,
            decipher_only=False,
        )
        made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        made = made.add_extension(usage, critical=True)
    if host is not None:
        made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return made.sign(issuer_key, SHA256())
