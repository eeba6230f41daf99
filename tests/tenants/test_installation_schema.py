"""Bad values in ``panel-refunds.toml`` are refused at their line."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.installation_schema import INSTALLATION, Listen
from panel_refunds.tenants.page import load_page


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ('database = "mysql://x/y"', "database", "no database we know"),
        ('database = "postgresql://me:hunter2@x/y"', "database", "holds a password"),
        ('database = "postgresql://[x/y"', "database", "is no URL"),
        ("database = 5", "database", "is a whole number"),
        ('database = { env = "A", file = "B" }', "database", "more than one thing"),
        ("tenants = []", "tenants", "is a list"),
        ("listen = { port = 65536 }", "listen.port", "out of range"),
        ('listen = { host = "a b" }', "listen.host", "not allowed"),
        ('listen = { prot = "http" }', "listen.prot", "not a known key"),
        ('trusted_proxies = ["10.0.0.1/8"]', "trusted_proxies[0]", "has host bits set"),
        ('trusted_proxies = ["proxy.example"]', "trusted_proxies[0]", "does not appear to be"),
        ("currencies = { ZZX = 9 }", "currencies.ZZX", "0 to 8 digits"),
        ("currencies = { zzx = 2 }", "currencies.zzx", "3 to 8 capitals"),
        ("currencies = { USD = 3 }", "currencies.USD", "ISO 4217 says 2"),
        ('currencies = { ZZX = "2" }', "currencies.ZZX", "is text"),
        ("payouts_at_once = 0", "payouts_at_once", "out of range"),
        ("payouts_at_once = 17", "payouts_at_once", "out of range"),
        ('plugins_apart = "acme"', "plugins_apart", "is text"),
        ('plugins_apart = ["a b"]', "plugins_apart[0]", "not allowed"),
        ('plugins_memory = "256MB"', "plugins_memory", "no amount of memory"),
        ('plugins_memory = "64 MiB"', "plugins_memory", "too little"),
        ('secrets_key = "hunter2"', "secrets_key", "no reference to a secret"),
        ('secrets_key = { env = "A", file = "B" }', "secrets_key", "more than one thing"),
        ("databse = 1", "databse", "not a known key"),
    ],
)
def test_a_bad_value_is_refused(tmp_path, faults_of, text, key, what) -> None:
    file = tmp_path / "panel-refunds.toml"
    file.write_text(f"\n{text}\n", encoding="utf-8")
    (fault,) = faults_of(INSTALLATION.values, load_page(file).root)
    assert (fault.key, fault.place.line) == (key, 2)
    assert what in fault.text
    assert "hunter2" not in str(fault)


def test_half_of_listen_leaves_the_other_half_at_its_default(written) -> None:
    kind = INSTALLATION.keys["listen"].holds
    assert kind.read(written("listen = { port = 9000 }")) == Listen(port=9000)
    assert kind.read(written(f"listen = {kind.shows(Listen('::1', 1))}")) == Listen("::1", 1)


def test_plugins_apart_are_named_or_all_and_their_memory_is_in_mebibytes(written) -> None:
    names, memory = (INSTALLATION.keys[key].holds for key in ("plugins_apart", "plugins_memory"))

    assert names.read(written('plugins_apart = ["*"]')) == ("*",)
    assert names.read(written('plugins_apart = ["acme", "house.rules:refunds"]')) == ("acme", "house.rules:refunds")
    assert memory.read(written('plugins_memory = "1 GiB"')) == 1024 * 1024 * 1024
    assert memory.shows(memory.read(written('plugins_memory = "300 MiB"'))) == '"300 MiB"'
