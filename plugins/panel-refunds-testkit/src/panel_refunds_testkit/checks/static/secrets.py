"""Secrets: seen by the vendor, and by nobody else."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from panel_refunds_testkit.demand import demand
from panel_refunds_testkit.stand import AnyStand, Built

_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_LEAST = 12


class SecretChecks:
    """Logs, representations, errors."""

    def test_no_secret_can_be_seen(self, stand: AnyStand) -> None:
        """A key, a token or a webhook's secret stood in a log, a repr, an answer, or an exception with its causes.

        The host takes out what it knows; do not rely on it. Log our own words, raise errors ``from None`` where a
        library's text may quote the request, and leave secrets out of reprs (``field(repr=False)``).
        """
        built = stand.build()
        for secret in built.secrets:
            demand(len(secret) >= _LEAST, "The peer's secrets have to be long, so that they cannot be seen by chance.")
        with built.heard.listening():
            stand.live_through(built, "first")
        _nothing_seen(built)

    def test_no_secret_is_seen_when_the_vendor_cannot_be_reached(self, stand: AnyStand) -> None:
        """The error of a connection that failed quotes the address with its parameters, or the headers."""
        given = stand.peer.settings("http://127.0.0.1:9")
        built = stand.build(given=given)
        with built.heard.listening():
            stand.live_through(built, "first")
        _nothing_seen(built)

    def test_no_secret_is_seen_when_it_is_wrong(self, stand: AnyStand) -> None:
        """The error about a key that the vendor refused quotes the key."""
        built = stand.build(given=stand.peer.wrong_settings(stand.peer.url))
        with built.heard.listening():
            stand.live_through(built, "first")
        _nothing_seen(built)


def _nothing_seen(built: Built) -> None:
    for text in built.heard.texts:
        for spelt in (text, *_decoded(text)):
            for secret in built.secrets:
                demand(secret not in spelt, f"A secret can be seen:\n{built.redact(text)[:2000]}")


def _decoded(text: str) -> Iterator[str]:
    """What stands in it in base 64, as in the header of a password."""
    for found in _ENCODED.findall(text):
        bare = found.rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield base64.b64decode(bare + "=" * (-len(bare) % 4)).decode("latin-1")
        except binascii.Error:
            continue
