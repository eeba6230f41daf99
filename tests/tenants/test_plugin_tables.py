"""Plugin tables: settings as written, secrets as references, places for every key."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.plugin_tables import is_secret, parse_plugin_uses, parse_secret
from panel_refunds.tenants.tenant import SecretRef


def test_a_table_is_read_as_written_with_a_place_for_every_key(written) -> None:
    uses = parse_plugin_uses(
        written(
            '[gateways.stripe_eu]\nuse = "stripe"\nmode = "test"\nretries = 2\n'
            "[gateways.stripe_eu.deep]\nkey = { env = 'K' }\nlist = [\n1,\n{ file = 'k.txt' }]\n[gateways.manual]\n"
        )
    )
    assert list(uses) == ["stripe_eu", "manual"]
    stripe = uses["stripe_eu"]
    assert (stripe.name, stripe.use, stripe.place.line) == ("stripe_eu", "stripe", 1)
    assert stripe.settings["mode"] == "test"
    assert stripe.settings["retries"] == 2
    assert stripe.settings["deep"]["key"] == SecretRef("env", "K")
    assert stripe.settings["deep"]["list"][1].kind == "file"
    assert {key: place.line for key, place in stripe.places.items()} == {
        "use": 2,
        "mode": 3,
        "retries": 4,
        "deep": 5,
        "deep.key": 6,
        "deep.list": 7,
        "deep.list[0]": 8,
        "deep.list[1]": 9,
    }
    assert (uses["manual"].use, dict(uses["manual"].settings)) == ("manual", {})


def test_a_secret_file_is_kept_as_it_is_written(written) -> None:
    assert parse_secret(written('x = { file = "keys/stripe" }')) == SecretRef("file", "keys/stripe")


@pytest.mark.parametrize(
    ("text", "key", "what"),
    [
        ("[gateways.Main]\n", "gateways.Main", "not allowed"),
        ("[gateways.x]\n", "gateways.x", "not allowed"),
        ("[gateways]\nmanual = 5", "gateways.manual", "is a whole number"),
        ("gateways = []", "gateways", "is a list"),
        ("[gateways.one]\nuse = 5", "gateways.one.use", "is a whole number"),
        ("[gateways.one]\nuse = 'S T'", "gateways.one.use", "not allowed"),
        ("[gateways.one]\nkey = { env = 'A', file = 'B' }", "gateways.one.key", "more than one thing"),
        ("[gateways.one]\nkey = { env = 'A B' }", "gateways.one.key.env", "not allowed"),
        ("[gateways.one]\nkey = { env = 5 }", "gateways.one.key.env", "is a whole number"),
        ("[gateways.one]\nkey = { file = '' }", "gateways.one.key.file", "is empty"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(written, faults_of, text, key, what) -> None:
    (fault,) = faults_of(parse_plugin_uses, written(text))
    assert fault.key == key
    assert fault.place.line == len(text.strip().splitlines())
    assert what in fault.text


def test_only_a_table_of_env_or_file_is_a_reference() -> None:
    assert is_secret({"env": "X"})
    assert is_secret({"file": "X"})
    assert not is_secret({})
    assert not is_secret({"env": "X", "default": "Y"})
    assert not is_secret("X")


def test_a_rule_may_be_in_dry_run_and_its_plugin_never_sees_that(written) -> None:
    uses = parse_plugin_uses(written('[rules.new]\nuse = "cel"\ndry_run = true\nwhen = "true"\n[rules.old]\n'))

    assert (uses["new"].dry_run, dict(uses["new"].settings), uses["new"].places["dry_run"].line) == (
        True,
        {"when": "true"},
        3,
    )
    assert uses["old"].dry_run is False


def test_only_a_rule_may(written, faults_of) -> None:
    uses = parse_plugin_uses(written("[fraud_checks.new]\ndry_run = true\n"))
    assert (uses["new"].dry_run, dict(uses["new"].settings)) == (False, {"dry_run": True})

    (fault,) = faults_of(parse_plugin_uses, written('[rules.new]\ndry_run = "yes"\n'))
    assert (fault.key, fault.place.line) == ("rules.new.dry_run", 2)
