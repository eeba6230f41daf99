"""A sign-in service as companies run one: OpenID Connect by authlib's server side, over HTTP, with real keys.

Whoever comes to its first page is signed in there already, as ``person``; a button is all it shows. It checks what a
service has to check: the client's secret, the redirect address, the code and its PKCE verifier, each code once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from authlib.oauth2.rfc6749 import (
    AuthorizationCodeMixin,
    AuthorizationServer,
    ClientMixin,
    OAuth2Error,
    OAuth2Request,
)
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import Key, KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from tests.pages.served import listening

SECRET = "the client's own secret"


@dataclass
class Person:
    """Somebody with an account there."""

    sub: str
    email: str
    verified: bool = True
    groups: tuple[str, ...] = ()

    def get_user_id(self) -> str:
        return self.sub


@dataclass
class Client(ClientMixin):
    """The installation, as the service knows it."""

    redirects: list[str]

    def get_client_id(self) -> str:
        return "refunds"

    def get_default_redirect_uri(self) -> str:
        return self.redirects[0]

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in self.redirects

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):
    """A code, and what it was given out for."""

    code: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    person: Person

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:  # type: ignore[override]  # it says nothing of how
        return None

    def get_amr(self) -> None:  # type: ignore[override]  # nor by what
        return None


@dataclass
class OpenIdService:
    """The service; ``bent`` are claims that it says otherwise than it should, ``down`` makes it fail."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    issuer: str = ""
    person: Person | None = None
    client: Client = field(default_factory=lambda: Client([]))
    keys: list[Key] = field(default_factory=lambda: [RSAKey.generate_key(2048, {"kid": "one"})])
    signs_with: Key | None = None
    bent: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    in_userinfo: bool = False
    down: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server = _Server(self)
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/jwks", self.jwks),
                Route("/authorize", self.authorize, methods=["GET", "POST"]),
                Route("/token", self.token, methods=["POST"]),
                Route("/userinfo", self.userinfo),
            ]
        )

    def _heard(self, request: Request) -> Response | None:
        self.asked.append(request.url.path)
        return Response("out of order", 503) if self.down else None

    async def discovery(self, request: Request) -> Response:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }
        return self._heard(request) or JSONResponse({**told, **self.about})

    async def jwks(self, request: Request) -> Response:
        return self._heard(request) or JSONResponse(KeySet(self.keys).as_dict(private=False))

    async def authorize(self, request: Request) -> Response:
        """A page with a button, and what the button does."""
        if heard := self._heard(request):
            return heard
        asked = _Asked(request, dict(request.query_params))
        try:
            grant = self.server.get_consent_grant(asked, self.person)
        except OAuth2Error as error:
            return HTMLResponse(f"<h1>{error.error}</h1>", 400)
        if request.method == "GET" and "at_once" not in request.query_params:
            return HTMLResponse(
                '<!doctype html><title>House id</title><form method="post"><button>I am myself</button></form>'
            )
        answer: Response = self.server.create_authorization_response(asked, self.person, grant)
        return answer

    async def token(self, request: Request) -> Response:
        if heard := self._heard(request):
            return heard
        answer: Response = self.server.create_token_response(_Asked(request, dict(await request.form())))
        return answer

    async def userinfo(self, request: Request) -> Response:
        person = self.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))
        if self._heard(request) or person is None:
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({**_claims_of(person), **self.bent})

    def comes_back(self, address: str) -> str:
        """What a browser that is signed in there and presses the button is sent to."""
        import httpx2

        answer = httpx2.post(address, follow_redirects=False)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])


class _Server(AuthorizationServer):
    """authlib's server in front of Starlette's requests."""

    def __init__(self, service: OpenIdService) -> None:
        super().__init__(scopes_supported=["openid", "email", "groups"])
        self.service = service
        self.register_grant(_CodeGrant, [CodeChallenge(required=True), _IdToken(require_nonce=True)])
        self.register_token_generator("default", BearerTokenGenerator(lambda *_, **__: f"at-{time.monotonic_ns()}"))

    def query_client(self, client_id: str) -> Client | None:
        return self.service.client if client_id == "refunds" else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        self.service.tokens[token["access_token"]] = request.user

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Response:
        text = json.dumps(body) if isinstance(body, dict) else body
        return Response(text, status, dict(headers))


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS: ClassVar = ["client_secret_basic"]

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        asked = request.payload.data
        self.server.service.codes[code] = Code(
            code,
            asked["redirect_uri"],
            asked["scope"],
            asked.get("nonce"),
            asked.get("code_challenge"),
            asked.get("code_challenge_method"),
            request.user,
        )

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        found: Code | None = self.server.service.codes.get(code)
        return found

    def delete_authorization_code(self, authorization_code: Code) -> None:
        self.server.service.codes.pop(authorization_code.code)

    def authenticate_user(self, authorization_code: Code) -> Person:
        return authorization_code.person


class _IdToken(OpenIDCode):
    """Is made anew for each request; the service is the grant's."""

    service: OpenIdService

    def __call__(self, grant: Any) -> None:
        self.service = grant.server.service
        super().__call__(grant)

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:
        return any(code.nonce == nonce for code in self.service.codes.values())

    def resolve_client_private_key(self, client: Client) -> Key:
        return self.service.signs_with or self.service.keys[-1]

    def get_encode_header(self, client: Client) -> dict[str, Any]:
        return {"alg": "RS256", "kid": self.resolve_client_private_key(client).kid}

    def get_client_algorithm(self, client: Client) -> str:
        return "RS256"

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        at = int(self.service.now().timestamp())
        return {
            "iss": self.service.issuer,
            "aud": [client.get_client_id()],
            "iat": at,
            "exp": at + 300,
            "auth_time": at,
        }

    def get_compatible_claims(self, request: OAuth2Request) -> dict[str, Any]:
        return self.get_client_claims(request.client)

    def generate_user_info(self, user: Person, scope: str) -> UserInfo:
        claims = {"sub": user.sub} if self.service.in_userinfo else _claims_of(user)
        return UserInfo({**claims, **self.service.bent})

    def encode_id_token(self, token: Any, request: OAuth2Request) -> str:
        made: str = super().encode_id_token(token, request)
        return made


def _claims_of(person: Person) -> dict[str, Any]:
    return {
        "sub": person.sub,
        "email": person.email,
        "email_verified": person.verified,
        "groups": list(person.groups),
    }


class _Asked(OAuth2Request):
    """A request of Starlette's as authlib reads one."""

    def __init__(self, request: Request, values: dict[str, Any]) -> None:
        super().__init__(request.method, str(request.url), headers=request.headers)
        self.payload = BasicOAuth2Payload(values)

    @property
    def args(self) -> dict[str, Any]:
        values: dict[str, Any] = self.payload.data
        return values

    form = args


@contextmanager
def open_id_service(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Iterator[OpenIdService]:
    """The service, at ``http://localhost:PORT``."""
    service = OpenIdService(now)
    with listening(service.app) as port:
        service.issuer = f"http://localhost:{port}"
        yield service
