"""A sign-in service over OpenID Connect: authlib speaks OAuth 2 to it, joserfc reads what it signed.

What the service says of itself (discovery) and its keys are kept for an hour. While it is silent it is not asked again
for some seconds, so that people who press a button do not all wait for it. Nothing that comes from it is shown or
written down, but a word of its own for why it said no.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from panel_refunds.flows.sign_in_elsewhere import Account, ServiceRefusedError, ServiceSilentError, SignInTry
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.tenants.tenant import StaffOidc

ALGORITHMS = ("RS256", "ES256", "PS256", "RS384", "ES384", "PS384", "RS512", "ES512", "PS512", "Ed25519")
"""Those with a public key. What the client's secret signs anybody can sign who has the secret."""
KEPT_SECONDS = 3600.0
KEYS_AT_LEAST = 60.0
"""An unknown key is looked for again, but not more often."""
SILENT_SECONDS = 10.0
READ_SECONDS = 5.0
CLOCKS_APART = 60
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_WORD = re.compile(r"[a-z_]{1,40}")


@dataclass(slots=True)
class _Known:
    """What was learned of the service, and until when it holds; ``silent_until``: it is not asked before."""

    about: Mapping[str, Any] | None = None
    about_until: float = 0.0
    keys: KeySet | None = None
    keys_at: float = 0.0
    silent_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class OidcService:
    """One tenant's service; ``load_secret`` gives the client's secret when it is needed."""

    def __init__(self, settings: StaffOidc, load_secret: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._load_secret = load_secret
        self._now = now
        self._clients = HttpClients()
        self._http: Any = None
        self._known = _Known()

    def check(self) -> None:
        """Read the secret, and ask nobody."""
        self._load_secret()

    def close(self) -> None:
        """Close the connections."""
        self._clients.close()

    def address_for(self, sign_in: SignInTry) -> str:
        """Where to send the browser; ServiceSilentError."""
        address: str
        address, _ = self._client(sign_in).create_authorization_url(
            self._about()["authorization_endpoint"],
            state=sign_in.state,
            nonce=sign_in.nonce,
            code_verifier=sign_in.verifier,
        )
        return address

    def find_account(self, sign_in: SignInTry, code: str) -> Account:
        """Who came back with this code; ServiceSilentError, ServiceRefusedError."""
        token = self._exchange(sign_in, code)
        claims = self._claims_of(token, sign_in.nonce)
        wanted = {self._settings.member, *([self._settings.groups] if self._settings.roles else [])}
        if not wanted <= claims.keys() and "userinfo_endpoint" in self._about():
            claims = {**self._asked_again(token, claims["sub"]), **claims}
        return self._account_of(claims)

    # ------------------------------------------------------------ steps

    def _client(self, sign_in: SignInTry) -> Any:
        # It takes a while, and most processes never need it.
        from authlib.integrations.httpx_client import OAuth2Client  # type: ignore[import-untyped]  # it has no types

        about = self._about()
        methods = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        return OAuth2Client(
            self._settings.client_id,
            self._load_secret(),
            token_endpoint_auth_method=(
                "client_secret_basic" if "client_secret_basic" in methods else "client_secret_post"
            ),
            scope=" ".join(self._settings.scopes),
            redirect_uri=sign_in.back,
            code_challenge_method="S256",
            timeout=READ_SECONDS,
            follow_redirects=False,
            trust_env=False,
            transport=self._transport(),
        )

    def _transport(self) -> Any:
        """The one of all clients of this service; it stays open when a client goes."""
        return self._connection()._transport  # noqa: SLF001 - httpx has no other word for it

    def _connection(self) -> Any:
        if self._http is None:
            self._http = self._clients(timeout=READ_SECONDS)
        return self._http

    def _exchange(self, sign_in: SignInTry, code: str) -> Mapping[str, Any]:
        import httpx2
        from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]  # it has no types

        try:
            told: Mapping[str, Any] = self._client(sign_in).fetch_token(
                self._about()["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                redirect_uri=sign_in.back,
                code_verifier=sign_in.verifier,
            )
        except OAuthError as error:
            word = str(error.error or "")
            raise ServiceRefusedError(word if _WORD.fullmatch(word) else "it did not take the code") from None
        except (httpx2.HTTPError, ValueError, TypeError) as error:
            raise ServiceSilentError(type(error).__name__) from None
        return told

    def _claims_of(self, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """The claims of the ID token, once signature and claims are known to be right (OpenID Connect Core 3.1.3.7)."""
        from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # it has no types

        given = token.get("id_token")
        if not isinstance(given, str):
            raise ServiceRefusedError("it sent no ID token")
        try:
            read = self._verified(given)
            issuer, client = self._settings.issuer, self._settings.client_id
            claims = CodeIDToken(
                read.claims,
                read.header,
                {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client}},
                {"nonce": nonce, "client_id": client, "access_token": token.get("access_token")},
            )
            claims.validate(int(self._now().timestamp()), CLOCKS_APART)
        except JoseError as error:
            raise ServiceRefusedError(f"its ID token is not right: {error.error}") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise ServiceRefusedError("its ID token cannot be read") from None
        return dict(claims)

    def _verified(self, given: str) -> jwt.Token:
        """The token; a key that nobody has seen yet is looked for once more."""
        try:
            return jwt.decode(given, self._keys(), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            return jwt.decode(given, self._keys(KEYS_AT_LEAST), algorithms=ALGORITHMS)

    def _asked_again(self, token: Mapping[str, Any], subject: str) -> dict[str, Any]:
        """What the service tells of the person who has this token, if it is the same person."""
        authorization = {"authorization": f"Bearer {token.get('access_token')}"}
        told = self._fetch(self._about()["userinfo_endpoint"], authorization)
        if told.get("sub") != subject:
            raise ServiceRefusedError("it tells of somebody else")
        return dict(told)

    def _account_of(self, claims: Mapping[str, Any]) -> Account:
        member = claims.get(self._settings.member)
        if self._settings.member == "email" and claims.get("email_verified") is not True:
            member = None
        groups = claims.get(self._settings.groups)
        groups = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
        return Account(
            self._settings.issuer,
            claims["sub"],
            member if isinstance(member, str) else None,
            tuple(group for group in groups if isinstance(group, str)),
        )

    # ------------------------------------------------------------ what is kept

    def _about(self) -> Mapping[str, Any]:
        """What the service says of itself."""
        known = self._known
        with known.lock:
            if known.about is None or known.about_until <= monotonic():
                known.about = self._checked(
                    self._fetch(f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration")
                )
                known.about_until = monotonic() + KEPT_SECONDS
            return known.about

    def _keys(self, oldest: float = KEPT_SECONDS) -> KeySet:
        """Its keys, asked for not longer ago than ``oldest`` seconds."""
        address, known = self._about()["jwks_uri"], self._known
        with known.lock:
            if known.keys is None or known.keys_at + oldest <= monotonic():
                try:
                    known.keys = KeySet.import_key_set(self._fetch(address))  # type: ignore[arg-type]  # a dict of JSON
                except (JoseError, ValueError, TypeError, KeyError) as error:
                    raise ServiceSilentError(f"its keys cannot be read: {type(error).__name__}") from None
                known.keys_at = monotonic()
            return known.keys

    def _checked(self, told: dict[str, Any]) -> dict[str, Any]:
        if told.get("issuer") != self._settings.issuer:
            raise ServiceSilentError("it calls itself another issuer")
        plain = urlsplit(self._settings.issuer).scheme == "http"
        for name in (*_ENDPOINTS, *(["userinfo_endpoint"] if "userinfo_endpoint" in told else [])):
            address = told.get(name)
            if not isinstance(address, str) or not address.startswith(("https://", "http://") if plain else "https://"):
                raise ServiceSilentError(f"its {name} is no address")
        return told

    def _fetch(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """The JSON at an address of the service."""
        import httpx2

        if self._known.silent_until > monotonic():
            raise ServiceSilentError("it was silent a moment ago")
        try:
            answer = self._connection().get(address, headers=headers)
            answer.raise_for_status()
            told = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            self._known.silent_until = monotonic() + SILENT_SECONDS
            raise ServiceSilentError(type(error).__name__) from None
        if not isinstance(told, dict):
            raise ServiceSilentError("what it says is no JSON object")
        return told
