"""A tenant's settings against a factory's schema: defaults, kinds, limits, secrets, and every mistake with its place."""

from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.plugins.secrets import Redactor, SecretReader
from panel_refunds.plugins.settings import check_settings, public_settings
from panel_refunds.ports import Factory, Setting
from panel_refunds.tenants.tenant import Place, PluginUse, SecretRef

FILE = Path("tenants/shop/tenant.toml")


def check(schema, settings, environ=None, folder=Path()):
    use = PluginUse(
        "main", "acme", settings, Place(FILE, 10), {key: Place(FILE, 11 + n) for n, key in enumerate(settings)}
    )
    reader = SecretReader(environ or {}, folder, Redactor())
    return check_settings("order_providers", use, "acme_plugin", Factory("acme", dict, schema), reader)


def test_defaults_fill_what_is_not_given():
    values, faults = check(
        {"poll_seconds": Setting("integer", default=60), "url": Setting(required=True)}, {"url": "x"}
    )

    assert faults == ()
    assert values == {"poll_seconds": 60, "url": "x"}


def test_a_setting_without_default_that_need_not_be_given_is_none():
    assert check({"region": Setting()}, {})[0] == {"region": None}


def test_an_unknown_key_is_named_with_file_line_and_the_nearest_known_key():
    _, (fault,) = check({"poll_seconds": Setting("integer", default=60)}, {"poll_second": 5})

    assert str(fault) == (
        "tenants/shop/tenant.toml:11: order_providers.main.poll_second: plugin 'acme_plugin': "
        "order_providers 'acme' has no such setting; did you mean \"poll_seconds\"?"
    )


def test_a_missing_setting_is_named_with_what_it_must_be():
    _, (fault,) = check({"url": Setting(required=True, help="The address of the API.")}, {})

    assert (fault.code, fault.place) == ("setting_missing", Place(FILE, 10))
    assert fault.text == "it must be given: a text in quotes. The address of the API."


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting("text"), "x"),
        (Setting("text", choices=("a", "b")), "b"),
        (Setting("integer", minimum=5), 5),
        (Setting("boolean"), False),
        (Setting("decimal", minimum=0), "12.50"),
        (Setting("texts", choices=("a", "b")), ("a", "b")),
        (Setting("table"), {"done": "completed"}),
    ],
)
def test_a_value_of_its_kind_is_taken(setting, value):
    values, faults = check({"key": setting}, {"key": value})

    assert faults == ()
    assert values["key"] == value


def test_lists_and_tables_can_no_longer_be_changed():
    values, _ = check({"words": Setting("texts"), "map": Setting("table")}, {"words": ["a"], "map": {"a": "b"}})

    assert values["words"] == ("a",)
    assert isinstance(values["map"], MappingProxyType)


@pytest.mark.parametrize(
    ("setting", "value", "text"),
    [
        (Setting("text"), 5, "a text in quotes"),
        (Setting("text", choices=("review", "deny")), "denny", 'did you mean "deny"?'),
        (Setting("integer"), "60", "a whole number"),
        (Setting("integer"), True, "a whole number"),
        (Setting("integer"), 1.5, "a whole number"),
        (Setting("integer", minimum=5), 4, "at least 5"),
        (Setting("boolean"), 1, "true or false"),
        (Setting("decimal"), 12.5, "a decimal number in quotes"),
        (Setting("decimal"), "1e5", "a decimal number in quotes"),
        (Setting("decimal"), "0.123456789", "8 digits"),
        (Setting("decimal", minimum=0), "-0.01", "at least 0"),
        (Setting("texts"), "a", "a list of texts"),
        (Setting("texts"), ["a", 5], "a list of texts"),
        (Setting("texts", choices=("a", "b")), ["a", "c"], "'c' is not one of a, b"),
        (Setting("table"), "a", "a table"),
    ],
)
def test_a_value_of_another_kind_is_a_fault_that_says_what_it_must_be(setting, value, text):
    _, (fault,) = check({"key": setting}, {"key": value})

    assert fault.code == "setting_invalid"
    assert fault.key == "order_providers.main.key"
    assert text in fault.text


def test_all_faults_are_told_at_once():
    schema = {"url": Setting(required=True), "poll": Setting("integer", default=1), "key": Setting(secret=True)}

    _, faults = check(schema, {"poll": "x", "key": "plain", "typo": 1})

    assert [fault.code for fault in faults] == [
        "setting_unknown",
        "setting_missing",
        "setting_invalid",
        "secret_in_plain",
    ]


@pytest.mark.parametrize("kind", ["text", "texts", "table"])
def test_a_secret_written_down_is_refused_without_repeating_it(kind):
    value = {"text": "hunter2", "texts": [SecretRef("env", "A"), "hunter2"], "table": {"a": "hunter2"}}[kind]

    _, (fault,) = check({"key": Setting(kind, secret=True)}, {"key": value}, {"A": "x"})

    assert fault.code == "secret_in_plain"
    assert '{ env = "NAME" }' in fault.text
    assert "hunter2" not in str(fault)


def test_secrets_are_read_where_references_stand_in_texts_lists_and_tables(tmp_path):
    (tmp_path / "token").write_text("from-file\n")
    schema = {key: Setting(kind, secret=True) for key, kind in (("key", "text"), ("hooks", "texts"), ("more", "table"))}
    file, env = SecretRef("file", "token"), SecretRef("env", "KEY")

    values, faults = check(
        schema, {"key": env, "hooks": [env, file], "more": {"a": file}}, {"KEY": "from-env"}, tmp_path
    )

    assert faults == ()
    assert values == {"key": "from-env", "hooks": ("from-env", "from-file"), "more": {"a": "from-file"}}
    assert "from" not in repr(values)


@pytest.mark.parametrize("environ", [{}, {"SHOP_KEY": ""}])
def test_a_missing_secret_names_its_variable(environ):
    _, (fault,) = check({"key": Setting(secret=True, required=True)}, {"key": SecretRef("env", "SHOP_KEY")}, environ)

    assert fault.code == "secret_missing"
    assert fault.text == "the environment variable SHOP_KEY is not set"


def test_what_is_no_secret_may_be_given_by_reference_too_and_is_not_shown_when_it_is_wrong():
    schema = {"mode": Setting(choices=("test", "live"))}

    values, faults = check(schema, {"mode": SecretRef("env", "MODE")}, {"MODE": "live"})
    assert (values["mode"], faults) == ("live", ())

    _, (fault,) = check(schema, {"mode": SecretRef("env", "MODE")}, {"MODE": "hunter2"})
    assert "hunter2" not in str(fault)


def test_public_settings_leave_secrets_out():
    schema = {"key": Setting(secret=True), "poll_seconds": Setting("integer", default=60)}
    values, _ = check(schema, {"key": SecretRef("env", "KEY")}, {"KEY": "x"})

    assert public_settings(Factory("acme", dict, schema), values) == {"poll_seconds": 60}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(kind=st.sampled_from(["text", "integer", "boolean", "decimal", "texts", "table"]), value=ANYTHING)
def test_whatever_a_file_says_is_taken_or_a_fault_and_never_an_exception(kind, value):
    values, faults = check({"key": Setting(kind)}, {"key": value})

    types = {"text": str, "integer": int, "boolean": bool, "decimal": str, "texts": tuple, "table": MappingProxyType}
    assert bool(faults) != isinstance(values["key"], types[kind]) or faults
