"""What a real OpenID Connect service says is believed when all of it is right; a silent one is not asked for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from tests.openid import SECRET, OpenIdService, Person, open_id_service

from panel_refunds.app import oidc
from panel_refunds.app.oidc import OidcService
from panel_refunds.flows.sign_in_elsewhere import Account, ServiceRefusedError, ServiceSilentError, SignInTry
from panel_refunds.tenants.tenant import Place, SecretRef, StaffOidc

BACK = "https://shop.example/staff/oidc/back"
TRY = SignInTry(BACK, state="a state", nonce="a nonce that fits", verifier="v" * 43)
NOW = int(datetime.now(UTC).timestamp())


@pytest.fixture(scope="module")
def running() -> Iterator[OpenIdService]:
    with open_id_service() as service:
        yield service


@pytest.fixture
def there(running: OpenIdService) -> OpenIdService:
    """The service in order, ana signed in at it."""
    running.person, running.client.redirects = Person("7", "Ana@shop.example"), [BACK]
    running.bent, running.about, running.signs_with = {}, {}, None
    running.down = running.in_userinfo = False
    running.asked.clear()
    running.codes.clear()
    return running


class Ours:
    """Our side, and a browser that goes there and back."""

    def __init__(self, there: OpenIdService, secret: str = SECRET, **changed: Any) -> None:
        settings = StaffOidc(there.issuer, "refunds", SecretRef("env", "X"), "House id", Place(Path("tenant.toml")))
        self.there = there
        self.service = OidcService(replace(settings, **changed), lambda: secret, lambda: datetime.now(UTC))

    def code(self) -> str:
        (code,) = parse_qs(urlsplit(self.there.comes_back(self.service.address_for(TRY))).query)["code"]
        return code

    def account(self, sign_in: SignInTry = TRY) -> Account:
        return self.service.find_account(sign_in, self.code())


@pytest.fixture
def make(there: OpenIdService) -> Iterator[Callable[..., Ours]]:
    """Makes our side, with another secret or other settings."""
    made: list[Ours] = []

    def make_one(**given: Any) -> Ours:
        made.append(Ours(there, **given))
        return made[-1]

    yield make_one
    for each in made:
        each.service.close()


@pytest.fixture
def ours(make: Callable[..., Ours]) -> Ours:
    return make()


def test_the_browser_is_sent_with_everything_that_binds_the_try(ours: Ours) -> None:
    address = urlsplit(ours.service.address_for(TRY))
    asked = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert address.path == "/authorize"
    assert (asked["state"], asked["nonce"], asked["redirect_uri"]) == (TRY.state, TRY.nonce, BACK)
    assert (asked["response_type"], asked["scope"], asked["client_id"]) == ("code", "openid email", "refunds")
    assert (asked["code_challenge_method"], "v" * 43 in address.query) == ("S256", False)


def test_who_comes_back_is_who_the_service_says(ours: Ours) -> None:
    account = ours.account()
    assert account == Account(ours.there.issuer, "7", "Ana@shop.example")
    assert "Ana" not in repr(account)
    assert "/userinfo" not in ours.there.asked


def test_what_the_service_says_of_itself_is_asked_once(ours: Ours) -> None:
    for _ in range(2):
        ours.account()
    assert [ours.there.asked.count(path) for path in ("/.well-known/openid-configuration", "/jwks")] == [1, 1]


@pytest.mark.parametrize(
    "bent",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": ["refunds", "another"]},
        {"azp": "another"},
        {"nonce": "another one's"},
        {"nonce": None},
        {"exp": NOW - 61},
        {"iat": NOW + 3600},
        {"nbf": NOW + 3600},
        {"exp": None},
        {"sub": None},
        {"sub": 7},
        {"at_hash": "AAAA"},
    ],
)
def test_an_id_token_that_is_not_all_right_is_not_believed(ours: Ours, bent: dict[str, Any]) -> None:
    ours.there.bent = bent
    with pytest.raises(ServiceRefusedError, match="ID token"):
        ours.account()


def test_a_signature_of_another_key_is_nothing(ours: Ours) -> None:
    for kid in ("one", "unheard of"):
        ours.there.signs_with = RSAKey.generate_key(2048, {"kid": kid})
        with pytest.raises(ServiceRefusedError, match="ID token"):
            ours.account()


def test_a_new_key_of_the_service_is_found(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    ours.account()
    old = list(ours.there.keys)
    ours.there.keys.append(RSAKey.generate_key(2048, {"kid": "two"}))
    try:
        with pytest.raises(ServiceRefusedError):  # asked for a moment ago
            ours.account()
        monkeypatch.setattr(oidc, "KEYS_AT_LEAST", 0.0)
        assert ours.account().subject == "7"
    finally:
        ours.there.keys = old


def test_an_address_counts_only_where_the_service_has_verified_it(ours: Ours) -> None:
    ours.there.person = Person("7", "ana@shop.example", verified=False)
    assert ours.account().member is None
    ours.there.bent = {"email_verified": "true"}
    assert ours.account().member is None


def test_any_other_claim_can_be_the_word(there: OpenIdService, make: Callable[..., Ours]) -> None:
    there.person = Person("7", "ana@shop.example", verified=False, groups=("money", "desk"))
    assert make(member="sub").account().member == "7"
    told = make(member="preferred_username", roles={"money": "finance"}).account()
    assert (told.member, told.groups) == (None, ("money", "desk"))
    there.bent = {"preferred_username": ["ana"], "groups": ["money", 7]}
    told = make(member="preferred_username", roles={"money": "finance"}).account()
    assert (told.member, told.groups) == (None, ("money",))


def test_what_the_id_token_leaves_out_is_asked_for(ours: Ours) -> None:
    ours.there.in_userinfo = True
    assert ours.account().member == "Ana@shop.example"
    assert "/userinfo" in ours.there.asked


def test_what_is_told_of_somebody_else_is_not_believed(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    ours.there.in_userinfo = True
    code = ours.code()
    monkeypatch.setattr(ours.service, "_fetch", _of_somebody_else(ours.service._fetch))
    with pytest.raises(ServiceRefusedError, match="somebody else"):
        ours.service.find_account(TRY, code)


def _of_somebody_else(fetch: Any) -> Any:
    return lambda address, headers=None: {**fetch(address, headers), **({"sub": "8"} if "userinfo" in address else {})}


def test_a_code_is_good_once_with_its_verifier_and_our_secret(ours: Ours, make: Callable[..., Ours]) -> None:
    code = ours.code()
    with pytest.raises(ServiceRefusedError, match="invalid_grant"):
        ours.service.find_account(replace(TRY, verifier="w" * 43), code)
    ours.there.codes.clear()
    code = ours.code()
    assert ours.service.find_account(TRY, code).subject == "7"
    for again in (code, "made up"):
        with pytest.raises(ServiceRefusedError, match="invalid_grant"):
            ours.service.find_account(TRY, again)
    with pytest.raises(ServiceRefusedError, match="invalid_client"):
        make(secret="another secret").account()


def test_a_silent_service_is_left_alone_for_a_while(ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    ours.there.down = True
    for _ in range(3):
        with pytest.raises(ServiceSilentError):
            ours.service.address_for(TRY)
    assert len(ours.there.asked) == 1
    ours.there.down = False
    with pytest.raises(ServiceSilentError, match="a moment ago"):
        ours.service.address_for(TRY)
    monkeypatch.setattr(oidc, "monotonic", lambda: 1e12)
    assert ours.service.address_for(TRY)


def test_a_service_that_falls_silent_halfway_says_so(ours: Ours) -> None:
    code = ours.code()
    ours.there.down = True
    with pytest.raises(ServiceSilentError):
        ours.service.find_account(TRY, code)


def test_nobody_listens_there_at_all(make: Callable[..., Ours]) -> None:
    with pytest.raises(ServiceSilentError):
        make(issuer="http://localhost:9").service.address_for(TRY)


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "file:///etc/passwd"},
        {"jwks_uri": None},
        {"userinfo_endpoint": "javascript:alert(1)"},
    ],
)
def test_what_it_says_of_itself_has_to_fit(ours: Ours, about: dict[str, Any]) -> None:
    ours.there.about = about
    with pytest.raises(ServiceSilentError):
        ours.service.address_for(TRY)


def test_only_the_secret_is_looked_at_when_the_service_starts(ours: Ours) -> None:
    ours.service.check()
    assert not ours.there.asked
