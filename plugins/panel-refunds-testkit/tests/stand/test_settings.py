"""A peer's settings become those of a tenant's file."""

from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import Setting
from panel_refunds.tenants.tenant import SecretRef
from panel_refunds_testkit.stand.settings import as_use, leaves, reader, secret_texts

SCHEMA = {
    "key": Setting(secret=True),
    "hooks": Setting("texts", secret=True),
    "url": Setting(),
    "map": Setting("table"),
}
GIVEN = {"key": "k-1", "hooks": ("h-1", "h-2"), "url": "http://here", "map": {"a": "b", "c": ["d", 1]}}


def test_secrets_are_referred_to_and_the_rest_is_written_down():
    use, environ = as_use("mine", "acme", SCHEMA, GIVEN)
    assert use.settings["url"] == "http://here"
    assert isinstance(use.settings["key"], SecretRef)
    assert [reader(environ, Redactor()).read(ref) for ref in use.settings["hooks"]] == ["h-1", "h-2"]
    assert set(environ.values()) == {"k-1", "h-1", "h-2"}


def test_the_secrets_of_all_marked_settings_are_known():
    assert secret_texts(SCHEMA, GIVEN) == {"k-1", "h-1", "h-2"}
    assert list(leaves(GIVEN["map"])) == ["b", "d"]
