"""How people sign in, as a tenant's file says it: every key arrives, and a wrong one names its line."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.tenants.tenant import Portal, SecretRef, StaffRules
from panel_refunds.tenants.tenant_file import load_tenant

TOKENS = '[portal.tokens]\nalgorithm = "ES256"\nissuer = "shop"\nkeys = [{ file = "new.pem" }, { env = "OLD" }]\n'
OIDC = '[staff.oidc]\nissuer = "https://id.example/realm"\nclient_id = "refunds"\nclient_secret = { env = "OIDC_SECRET" }\n'


def faults_of(write_tenant, more: str) -> list[str]:
    with pytest.raises(TenantFileError) as told:
        load_tenant(write_tenant(more=more))
    return [f"{fault.key}: {fault.text}" for fault in told.value.faults]


def test_without_a_word_there_are_links_and_passwords_only(write_tenant) -> None:
    tenant = load_tenant(write_tenant())
    assert (tenant.portal, tenant.staff) == (Portal(), StaffRules())


def test_the_tokens_of_the_panel(write_tenant) -> None:
    portal = load_tenant(write_tenant(more='[portal]\nframed_by = ["https://shop.example"]\n' + TOKENS)).portal
    assert portal.framed_by == ("https://shop.example",)
    assert portal.tokens is not None
    assert (portal.tokens.algorithm, portal.tokens.issuer) == ("ES256", "shop")
    assert portal.tokens.keys == (SecretRef("file", "new.pem"), SecretRef("env", "OLD"))
    assert str(portal.tokens.place).endswith("tenant.toml:9")


def test_the_staffs_service_and_its_defaults(write_tenant) -> None:
    staff = load_tenant(write_tenant(more='[staff]\ncodes = "required"\n' + OIDC)).staff
    assert (staff.codes, staff.oidc is not None) == ("required", True)
    assert staff.oidc is not None
    assert (staff.oidc.name, staff.oidc.member, staff.oidc.only) == ("id.example", "email", False)
    assert (staff.oidc.scopes, dict(staff.oidc.roles)) == (("openid", "email"), {})


def test_the_staffs_service_with_everything(write_tenant) -> None:
    more = 'name = "House id"\nmember = "sub"\nonly = true\ngroups = "teams"\nroles = { money = "finance" }\n'
    oidc = load_tenant(write_tenant(more=OIDC + more)).staff.oidc
    assert oidc is not None
    assert (oidc.name, oidc.member, oidc.only, oidc.groups) == ("House id", "sub", True, "teams")
    assert dict(oidc.roles) == {"money": "finance"}


def test_what_is_wrong_is_told_at_its_key(write_tenant) -> None:
    wrong = TOKENS.replace("ES256", "none").replace('{ env = "OLD" }', '"the secret itself"')
    assert faults_of(write_tenant, wrong) == [
        'portal.tokens.algorithm: "none" is not known here.',
        "portal.tokens.keys[1]: is no reference to a secret.",
    ]
    third = TOKENS.replace('"OLD" }', '"OLD" }, { env = "OLDER" }')
    assert faults_of(write_tenant, third) == ["portal.tokens.keys: has 3 keys."]
    assert faults_of(write_tenant, '[staff]\ncodes = "require"\n') == ['staff.codes: "require" is not known here.']
    assert faults_of(write_tenant, "[staff.oidc]\n") == [
        f'staff.oidc: "{key}" is missing.' for key in ("issuer", "client_id", "client_secret")
    ]
    assert faults_of(write_tenant, OIDC + 'roles = { money = "finanse" }\n') == [
        'staff.oidc.roles.money: "finanse" is not known here.'
    ]


@pytest.mark.parametrize("issuer", ["http://id.example", "https://id.example/?x=1", "https://me@id.example", "id"])
def test_an_issuer_is_an_https_address(write_tenant, issuer: str) -> None:
    (fault,) = faults_of(write_tenant, OIDC.replace("https://id.example/realm", issuer))
    assert fault.startswith("staff.oidc.issuer: ")


def test_on_this_machine_an_issuer_may_do_without(write_tenant) -> None:
    oidc = load_tenant(write_tenant(more=OIDC.replace("https://id.example/realm", "http://localhost:9"))).staff.oidc
    assert oidc is not None
    assert oidc.issuer == "http://localhost:9"
