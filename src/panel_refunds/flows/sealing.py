"""Secrets that have to be read again are kept sealed: whoever has the database and not the key has nothing.

A password is compared and can be kept as a hash. The secret behind one-time codes has to be known to check a code, so
it is encrypted with a key of the installation, which is not in the database. Several keys may be there: the first one
seals, all of them open, so a key can be changed while people sign in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from panel_refunds.errors import Refused

HOW = (
    "This installation has no key to keep the secrets of one-time codes. Make one (`python -c 'from cryptography.fernet"
    " import Fernet; print(Fernet.generate_key().decode())'`), put it into a file or a variable that only the service"
    ' can read, and name it in panel-refunds.toml: secrets_key = { env = "PANEL_REFUNDS_SECRETS_KEY" }.'
)


class Sealing:
    """Seals and opens texts; ``load_keys`` is asked when the first one is needed."""

    def __init__(self, load_keys: Callable[[], Sequence[str]]) -> None:
        self._load_keys = load_keys
        self._box: MultiFernet | None = None

    def check(self) -> None:
        """Read the keys now; ValueError, without a word of the keys, when one is none."""
        keys = self._load_keys()
        try:
            self._box = MultiFernet([Fernet(key) for key in keys]) if keys else None
        except ValueError:
            raise ValueError(
                "A key behind secrets_key is no Fernet key: 32 random bytes as URL-safe base64, 44 characters."
            ) from None

    def seal(self, secret: str) -> str:
        """The secret, for the database; refused with ``code_not_possible`` where there is no key."""
        return self._get_box().encrypt(secret.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """The secret again; refused with ``code_not_possible`` where the key is gone or is another one."""
        try:
            return self._get_box().decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise Refused("code_not_possible", "The key that sealed this secret is not here any more.") from None

    def _get_box(self) -> MultiFernet:
        if self._box is None:
            self.check()
        if self._box is None:
            raise Refused("code_not_possible", HOW)
        return self._box


NO_KEY = Sealing(tuple)
"""Where no key is named."""
