"""Keys are random, kept as a digest only, and may do what their scopes say."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tests.web.panel import Installed, Panel

from panel_refunds.errors import Refused
from panel_refunds.store import ApiKey
from panel_refunds.web.api_keys import CHILD, SCOPES, KeyRing, new_api_key

AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_secret_is_random_and_only_its_digest_is_kept() -> None:
    tenant = uuid4()
    secret, key = new_api_key(tenant, "panel", ["orders", "read"], key_id="key_1", at=AT)
    another, _ = new_api_key(tenant, "panel", ["read"], key_id="key_2", at=AT)

    assert secret.startswith("pr_live_")
    assert len(secret) > 48
    assert secret != another
    assert key == ApiKey(hashlib.sha256(secret.encode()).hexdigest(), "key_1", tenant, "panel", ("orders", "read"), AT)
    assert secret not in repr(key)


@pytest.mark.parametrize("scopes", [[], ["everything"], ["read", "Read"]])
def test_a_scope_that_does_not_exist_is_refused(scopes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        new_api_key(uuid4(), "panel", scopes, key_id="key_1", at=AT)

    assert refused.value.field == "scopes"
    assert "accounts" in refused.value.text


@pytest.mark.parametrize("secret", ["", "pr_live_", "pr_live_nobody", "Bearer", "é" * 20, "x" * 5000])
def test_a_key_nobody_made_is_not_signed_in(installed: Installed, secret: str) -> None:
    panel = Panel(installed, "smmpanelus", "x")
    answer = panel.call("GET", "/deposits", headers={"authorization": f"Bearer {secret}".encode()})

    assert (answer.status, answer.code) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", [None, "Basic dTpw", "pr_live_x", "Bearer"])
def test_without_a_bearer_key_nobody_is_signed_in(panel: Panel, header: str | None) -> None:
    assert panel.call("GET", "/deposits", headers={"authorization": header}).code == "not_signed_in"


def test_a_revoked_key_is_not_signed_in(installed: Installed, panel: Panel) -> None:
    assert panel.get("/deposits").status == 200
    store = installed.service.store
    tenant = installed.service.desk("smmpanelus").tenant.id
    (key,) = store.list_api_keys(tenant)
    assert store.revoke_api_key(tenant, key.key_id, installed.at)

    with pytest.raises(Refused, match="not_signed_in"):
        KeyRing(store.find_api_key).get_key(panel.secret)


def test_a_key_is_looked_up_once_for_many_calls_and_the_memory_is_bounded() -> None:
    asked: list[str] = []

    def find(digest: str) -> ApiKey:
        asked.append(digest)
        return ApiKey(digest, "key_1", uuid4(), "x", ("read",), AT)

    ring = KeyRing(find)
    for _ in range(5):
        ring.get_key("pr_live_a")
    assert len(asked) == 1

    for number in range(2500):
        ring.get_key(f"pr_live_{number}")
    assert len(ring._known) <= 1000


def test_what_is_no_key_is_not_even_looked_up() -> None:
    ring = KeyRing(lambda _: pytest.fail("asked the database"))

    with pytest.raises(Refused, match="not_signed_in"):
        ring.get_key("sk_live_something_else")


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("GET", "/deposits", "read"),
        ("GET", "/customers/c1/quote", "read"),
        ("GET", "/actions", "review"),
        ("GET", "/audit", "admin"),
        ("POST", "/deposits", "money"),
        ("POST", "/bonuses", "money"),
        ("POST", "/orders", "orders"),
        ("POST", "/statuses", "orders"),
        ("POST", "/requests", "requests"),
        ("POST", "/requests/rr_x/approve", "review"),
        ("POST", "/requests/rr_x/decline", "review"),
        ("POST", "/refunds/rf_x/payout", "review"),
        ("POST", "/accounts/c1/forfeit", "accounts"),
        ("POST", "/accounts/c1/terminate", "accounts"),
        ("POST", "/reload", "admin"),
    ],
)
def test_a_key_without_the_scope_may_not(installed: Installed, method: str, path: str, scope: str) -> None:
    without = installed.panel("smmpanelus", *(set(SCOPES) - {scope}))
    answer = without.get(path) if method == "GET" else without.post(path)
    assert (answer.status, answer.code) == (403, "not_allowed")
    assert answer["facts"] == {"scope": scope}

    only = installed.panel("smmpanelus", scope)
    answer = only.get(path) if method == "GET" else only.post(path)
    assert answer.code != "not_allowed"


def test_the_key_of_a_customer_has_a_scope_of_customers_and_no_other() -> None:
    made = [
        (scopes, customer)
        for scopes in ([CHILD], ["read"], [CHILD, "read"], [])
        for customer in ("c1", None, "", "a\nb")
        if _can_be_made(scopes, customer)
    ]

    assert made == [([CHILD], "c1"), (["read"], None)]


def _can_be_made(scopes: list[str], customer: str | None) -> bool:
    try:
        _, key = new_api_key(uuid4(), "child", scopes, key_id="key_1", at=AT, customer=customer)
    except Refused:
        return False
    return key.customer == customer


def test_a_key_of_a_customer_with_a_scope_that_no_customer_has_may_do_nothing_with_it(installed: Installed) -> None:
    tenant = installed.service.desk("smmpanelus").tenant.id
    secret = "pr_live_by_hand"
    key = ApiKey(hashlib.sha256(secret.encode()).hexdigest(), "key_9", tenant, "x", tuple(SCOPES), AT, customer="c1")
    installed.service.store.add_api_key(key)

    assert Panel(installed, "smmpanelus", secret).get("/orders").code == "not_allowed"
