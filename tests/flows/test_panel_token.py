"""A panel's token opens what it says while it is right, and nothing when anything about it is not."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from joserfc.jwk import OctKey
from structlog.testing import capture_logs
from tests.flows.panel_signer import SECRET, SITE, PanelSigner, new_key, public, trust
from tests.flows.shop import Shop
from tests.flows.staffed import refused

from panel_refunds.flows.panel_token import may_be_token, read_panel_token
from panel_refunds.store import Store
from panel_refunds.tenants.tenant import Portal, TokenAlgorithm

NOON = int(Shop.at.timestamp())


@pytest.fixture
def shop() -> Iterator[Shop]:
    """Nothing of this is in the books: one database is enough."""
    store = Store("sqlite://")
    yield Shop(store)
    store.close()


@pytest.fixture
def signer(shop: Shop) -> PanelSigner:
    trust(shop)
    return PanelSigner(shop.at)


@pytest.mark.parametrize("algorithm", ["HS256", "EdDSA", "RS256", "ES256"])
def test_a_right_token_is_read_with_the_public_key_alone(shop: Shop, algorithm: TokenAlgorithm) -> None:
    key = new_key(algorithm)
    trust(shop, public(key), algorithm=algorithm)
    told = read_panel_token(shop.desk, PanelSigner(shop.at, algorithm, key).token(), SITE)
    assert (told.customer_id, told.jti, told.framed_by) == ("c1", "click-0001", None)
    assert (told.made_at, (told.ends_at - told.made_at).total_seconds()) == (shop.at, 300)

    other = PanelSigner(
        shop.at, algorithm, OctKey.import_key(b"x" * 32) if algorithm == "HS256" else new_key(algorithm)
    )
    with refused("token_refused"):
        read_panel_token(shop.desk, other.token(), SITE)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://elsewhere.example"}, "iss"),
        ({"aud": "lumenreach.example"}, "aud"),
        ({"aud": [SITE, 7]}, "aud"),
        ({"sub": "a/b"}, "sub"),
        ({"sub": "c" * 121}, "sub"),
        ({"sub": 7}, "sub"),
        ({"jti": "short"}, "jti"),
        ({"jti": 12345678}, "jti"),
        ({"exp": NOON + 301}, "exp"),
        ({"iat": NOON + 20, "exp": NOON + 10}, "exp"),
        ({"iat": NOON + 31, "exp": NOON + 200}, "future"),
        ({"nbf": NOON + 31}, "not yet valid"),
        ({"iat": "now"}, "iat"),
        ({"exp": True}, "exp"),
        ({"exp": 1e400}, "exp"),
        ({"framed_by": "https://elsewhere.example"}, "framed_by"),
        ({"framed_by": ["https://panel.example"]}, "framed_by"),
        *(({name: None}, name) for name in ("iss", "aud", "sub", "iat", "exp", "jti")),
    ],
)
def test_a_claim_that_is_wrong_or_missing_opens_nothing(
    shop: Shop, signer: PanelSigner, changed: dict[str, Any], why: str
) -> None:
    with capture_logs() as logged, refused("token_refused"):
        read_panel_token(shop.desk, signer.token(**changed), SITE)
    (line,) = logged
    assert (line["event"], why in line["why"]) == ("panel_token_refused", True), line


def test_its_time_is_over_to_the_second(shop: Shop, signer: PanelSigner) -> None:
    token = signer.token(exp=NOON + 60)
    shop.passes(seconds=59)
    assert read_panel_token(shop.desk, token, SITE).customer_id == "c1"
    shop.passes(seconds=1)
    with refused("link_used"):
        read_panel_token(shop.desk, token, SITE)
    shop.passes(days=1)
    with refused("link_used"):
        read_panel_token(shop.desk, token, SITE)


def test_the_panels_clock_may_be_a_little_ahead_and_several_hosts_may_be_meant(shop: Shop, signer: PanelSigner) -> None:
    token = signer.token(iat=NOON + 30, aud=["elsewhere.example", SITE])
    assert read_panel_token(shop.desk, token, SITE).customer_id == "c1"


def test_the_token_does_not_choose_its_algorithm_nor_its_key(shop: Shop) -> None:
    key = new_key("RS256")
    pem = public(key)
    trust(shop, pem, algorithm="RS256")
    right = PanelSigner(shop.at, "RS256", key)
    assert read_panel_token(shop.desk, right.token(), SITE).customer_id == "c1"

    by_public_key = OctKey(pem.encode(), pem.encode())  # the public key as if it were a shared secret
    own = new_key("RS256")
    bent = [
        right.as_written({"alg": "none"}),
        right.as_written({"alg": "None"}, "AAAA"),
        right.as_written({"alg": ["RS256"]}, "AAAA"),
        right.as_written({}, "AAAA"),
        PanelSigner(shop.at, "HS256", by_public_key).token(),
        PanelSigner(shop.at, "RS256", own).token({"jwk": own.as_dict(private=False)}),
        PanelSigner(shop.at, "RS256", own).token({"jku": "https://evil.example/jwks"}),
        right.token().rpartition(".")[0] + ".",
        right.token() + "A" * 6,
    ]
    for token in bent:
        with refused("token_refused"):
            read_panel_token(shop.desk, token, SITE)


@pytest.mark.parametrize(
    "token",
    [".", "..", "a.b.c", "é.é.é", "\udcff.a.b", "." * 5000, "e30.e30.e30", f"{'A' * 3000}.{'B' * 900}.C", "a.b.c.d.e"],
)
def test_what_is_no_token_opens_nothing(shop: Shop, signer: PanelSigner, token: str) -> None:
    assert may_be_token(shop.desk, token)
    with refused("token_refused"):
        read_panel_token(shop.desk, token, SITE)


def test_deep_and_critical_things_in_it_open_nothing(shop: Shop, signer: PanelSigner) -> None:
    deep = urlsafe_b64encode(b"[" * 2500).decode().rstrip("=")
    for token in (f"{deep}.e30.AAAA", signer.as_written({"alg": "HS256", "crit": ["exp"], "exp": 1}, "AAAA")):
        with refused("token_refused"):
            read_panel_token(shop.desk, token, SITE)


def test_a_huge_token_is_not_even_looked_at(shop: Shop, signer: PanelSigner) -> None:
    with refused("token_refused"):
        read_panel_token(shop.desk, signer.token(more="x" * 4000), SITE)


def test_the_old_key_opens_beside_the_new_one_until_it_is_taken_away(shop: Shop, signer: PanelSigner) -> None:
    old, new = signer.token(), "the next secret, which is just as long as the other"
    trust(shop, new, SECRET)
    assert read_panel_token(shop.desk, old, SITE).customer_id == "c1"
    assert (
        read_panel_token(shop.desk, PanelSigner(shop.at, key=OctKey.import_key(new)).token(), SITE).customer_id == "c1"
    )
    trust(shop, new)
    with refused("token_refused"):
        read_panel_token(shop.desk, old, SITE)


def test_a_frame_has_to_be_one_of_the_tenants_file(shop: Shop, signer: PanelSigner) -> None:
    allowed = "https://panel.example"
    shop.desk = replace(shop.desk, tenant=replace(shop.desk.tenant, portal=Portal(framed_by=(allowed,))))
    assert read_panel_token(shop.desk, signer.token(framed_by=allowed), SITE).framed_by == allowed


def test_where_the_file_names_no_keys_there_are_no_tokens(shop: Shop, signer: PanelSigner) -> None:
    shop.desk = replace(shop.desk, token_keys=None)
    assert not may_be_token(shop.desk, signer.token())
    with refused("token_refused"):
        read_panel_token(shop.desk, signer.token(), SITE)
