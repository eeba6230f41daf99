"""Who a tenant is: every key reaches the tenant, and a wrong one suggests the right one."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.tenant import FileRules
from panel_refunds.tenants.tenant_file import load_tenant


def _toml(**changed: str | None) -> str:
    keys = {
        "name": '"Shop"',
        "currency": '"EUR"',
        "time_zone": '"Europe/Berlin"',
        "calendar": '"DE"',
        **changed,
    }
    lines = [f"{key} = {value}\n" for key, value in keys.items() if value is not None]
    return "".join(lines) + '[[sites]]\nhosts = ["shop.example"]\n'


def test_what_is_not_said_has_its_default(write_tenant) -> None:
    tenant = load_tenant(write_tenant(toml=_toml()))
    assert (tenant.name, tenant.currency, tenant.calendar.zone.key) == ("Shop", "EUR", "Europe/Berlin")
    assert tenant.languages == ("en",)
    assert tenant.governing == "at_deposit"
    assert tenant.plugins == ()
    assert tenant.calendar.weekend == {5, 6}


def test_everything_that_is_said_reaches_the_tenant(write_tenant) -> None:
    tenant = load_tenant(
        write_tenant(
            toml=_toml(
                languages='["de", "pt-BR"]',
                governing='"at_request"',
                plugins='["smm_v2", "my_panel.plugin:hooks"]',
                weekend='["fri", "sat"]',
                currency='"USDT"',
            )
        )
    )
    assert tenant.languages == ("de", "pt-BR")
    assert tenant.governing == "at_request"
    assert tenant.plugins == ("smm_v2", "my_panel.plugin:hooks")
    assert tenant.calendar.weekend == {4, 5}
    assert tenant.currency == "USDT"


@pytest.mark.parametrize(
    ("key", "value", "what", "near"),
    [
        ("currency", '"EURO"', "not a known currency", None),
        ("currency", '"eur"', "not a known currency", "EUR"),
        ("currency", "5", "is a whole number", None),
        ("time_zone", '"Europe/Berln"', "not a known time zone", "Europe/Berlin"),
        ("time_zone", '"../etc/passwd"', "not a known time zone", None),
        ("time_zone", '"Europe"', "not a known time zone", None),
        ("calendar", '"XX"', "not a known calendar", None),
        ("calendar", '"DE-XX"', "not a known calendar", None),
        ("calendar", '"de"', "not a known calendar", "DE"),
        ("name", '""', "is empty", None),
        ("languages", "[]", "too short", None),
        ("languages", '["english"]', "not allowed", None),
        ("languages", '["en", "en"]', "twice", None),
        ("governing", '"at_deposits"', "not known here", "at_deposit"),
        ("plugins", '["smm_v2", "smm_v2"]', "twice", None),
        ("weekend", '["saturday"]', "not known here", None),
        ("office_hours", '["00:00", "24:00"]', "not a known key", None),
        ("curency", '"EUR"', "not a known key", "currency"),
    ],
)
def test_a_bad_value_is_refused_at_its_line_with_the_nearest(write_tenant, faults_of, key, value, what, near) -> None:
    text = _toml(**{key: value})
    (fault,) = faults_of(load_tenant, write_tenant(toml=text))
    line = next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key} ="))
    assert (fault.key or "").partition("[")[0] == key
    assert fault.place.line == line
    assert what in fault.text
    if near:
        assert fault.nearest == near


@pytest.mark.parametrize("key", ["name", "currency", "time_zone", "calendar"])
def test_what_nobody_can_guess_must_be_said(write_tenant, faults_of, key) -> None:
    (fault,) = faults_of(load_tenant, write_tenant(toml=_toml(**{key: None})))
    assert fault.text == f'"{key}" is missing.'
    assert fault.advice.startswith(f"Add {key} = ")


def test_which_files_come_with_messages_is_the_tenants_to_say(write_tenant) -> None:
    assert load_tenant(write_tenant()).attachments == FileRules(5, 5, ("png", "jpeg", "webp", "pdf", "text"))
    more = '[attachments]\nfiles = 2\nmegabytes = 10\nkinds = ["pdf"]\n'
    assert load_tenant(write_tenant(more=more)).attachments == FileRules(2, 10, ("pdf",))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("files = 11", "from 0 to 10"),
        ("megabytes = 0", "from 1 to 10"),
        ('kinds = ["svg"]', '"svg" is not known here'),
        ('kind = ["pdf"]', 'Did you mean "kinds"'),
    ],
)
def test_a_wrong_key_of_the_files_names_its_place(write_tenant, faults_of, line, told) -> None:
    (fault,) = faults_of(lambda: load_tenant(write_tenant(more=f"[attachments]\n{line}\n")))
    assert "tenant.toml" in str(fault)
    assert told in str(fault)
