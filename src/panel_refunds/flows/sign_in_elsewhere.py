"""The sign-in service of a tenant's staff, as flows see it. What speaks OpenID Connect to it is made elsewhere.

Both questions may go over the network, so no transaction is open when they are asked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SignInTry:
    """What one try of one browser is bound to: where the service sends it back, and three words that only fit it."""

    back: str
    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Account:
    """Who the service says it is: its own id of the person, the claim by which we know people, and their groups.

    ``member`` is None where the claim is not there, or is an e-mail address that the service does not vouch for.
    """

    issuer: str
    subject: str = field(repr=False)
    member: str | None = field(repr=False)
    groups: tuple[str, ...] = ()


class ServiceSilentError(Exception):
    """It did not answer, or with what nobody can read."""


class ServiceRefusedError(Exception):
    """It answered and signed nobody in, or said something that is not to be believed."""


class SignInService(Protocol):
    """One service."""

    def address_for(self, sign_in: SignInTry) -> str:
        """Where to send the browser; ServiceSilentError."""
        ...

    def find_account(self, sign_in: SignInTry, code: str) -> Account:
        """Who came back with this code; ServiceSilentError, ServiceRefusedError."""
        ...
