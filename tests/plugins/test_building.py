"""What one tenant gets of the plugins: built objects of what it enables, or all that is wrong, with places."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from panel_refunds.plugins.bounded import PluginCallError
from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.ports import Letterhead, Message
from panel_refunds.tenants.brand import Brand
from panel_refunds.tenants.tenant import Place, SecretRef

CHECK = "def evaluate(self, context, deadline): return Verdict('allow')"


@pytest.fixture
def faults_of(now):
    def faults(tenant, environ=None):
        with pytest.raises(PluginSettingsError) as error:
            PluginHost.load_for([tenant]).for_tenant(tenant, now=now, environ=environ or {})
        return error.value.faults

    return faults


def test_a_tenant_gets_its_objects_under_its_own_words(make_tenant, now):
    tenant = make_tenant(
        gateways={"till": {"use": "manual"}, "safe": {"use": "manual", "destination": "told_by_customer"}},
        rules={"review_above": {"amount": "100.00"}},
        notifiers={"log": {}},
        fraud_checks={"shared_account": {}},
    )

    plugins = PluginHost.load(installed=()).for_tenant(tenant, now=now)

    assert set(plugins.gateways) == {"till", "safe"}
    assert plugins.get_gateway("safe").capabilities("cash").destination == "caller_supplied"
    assert (set(plugins.rules), set(plugins.notifiers), set(plugins.fraud_checks)) == (
        {"review_above"},
        {"log"},
        {"shared_account"},
    )


def test_a_tenant_sees_only_the_plugins_its_file_enables(make_tenant, install, plugin_source, now, faults_of):
    install("acme", plugin_source("fraud_checks", "acme_check", CHECK))
    tables = {"fraud_checks": {"fresh": {"use": "acme_check"}}}

    enabled = PluginHost.load().for_tenant(make_tenant(plugins=("acme",), **tables), now=now)
    assert set(enabled.fraud_checks) == {"fresh"}

    (fault,) = faults_of(make_tenant(**tables))
    assert (fault.code, fault.plugin, fault.key, fault.place.line) == (
        "plugin_not_enabled",
        "acme",
        "fraud_checks.fresh",
        11,
    )
    assert 'add "acme" to plugins' in fault.text


def test_a_plugin_by_dotted_name_is_enabled_like_any_other(make_tenant, tmp_path, install, plugin_source, now):
    package = tmp_path / "site" / "house_of_rules"
    package.mkdir()
    (package / "checks.py").write_text(plugin_source("fraud_checks", "house_check", CHECK))
    tenant = make_tenant(plugins=("house_of_rules.checks",), fraud_checks={"house_check": {}})

    assert set(PluginHost.load_for([tenant]).for_tenant(tenant, now=now).fraud_checks) == {"house_check"}


def test_a_plugin_that_is_not_installed_is_named_with_the_nearest(make_tenant, tmp_path, faults_of):
    (fault,) = faults_of(make_tenant(plugins=("shared_acount",)))

    assert (fault.code, fault.key, fault.place) == ("plugin_unknown", "plugins", Place(tmp_path / "tenant.toml"))
    assert 'did you mean "shared_account"?' in fault.text


def test_a_failed_plugin_is_a_fault_for_those_who_enable_it_and_for_nobody_else(make_tenant, install, now, faults_of):
    install("acme", "raise RuntimeError('no licence')")
    host = PluginHost.load()

    assert host.for_tenant(make_tenant(gateways={"till": {"use": "manual"}}), now=now).find_gateway("till") is not None
    (fault,) = faults_of(make_tenant(plugins=("acme",)))
    assert (fault.code, fault.plugin, fault.key) == ("plugin_failed", "acme", "plugins")
    assert "RuntimeError: no licence" in fault.text


def test_a_word_that_no_plugin_knows_is_a_fault_with_the_nearest(make_tenant, faults_of):
    (fault,) = faults_of(make_tenant(gateways={"till": {"use": "manuel"}}))

    assert (fault.code, fault.key) == ("factory_unknown", "gateways.till")
    assert 'did you mean "manual"?' in fault.text


def test_a_factory_of_another_kind_does_not_count(make_tenant, faults_of):
    (fault,) = faults_of(make_tenant(gateways={"log": {}}))

    assert fault.code == "factory_unknown"


def test_faults_of_all_objects_are_told_at_once(make_tenant, faults_of):
    tenant = make_tenant(
        plugins=("nowhere",),
        gateways={"till": {"use": "manual", "destinatoin": "original"}},
        rules={"review_above": {}, "second": {"use": "review_above", "amount": 100}},
    )

    assert [fault.code for fault in faults_of(tenant)] == [
        *("plugin_unknown", "setting_unknown", "setting_missing", "setting_invalid")
    ]


SECRET = "{'key': Setting(secret=True, required=True)}"


def test_a_builder_that_raises_is_a_fault_that_keeps_its_secrets(make_tenant, install, plugin_source, faults_of):
    body = "def __init__(self, settings, around): raise ValueError('bad key ' + settings['key'])"
    install("acme", plugin_source("notifiers", "acme_mail", body, SECRET))
    tenant = make_tenant(plugins=("acme",), notifiers={"mail": {"use": "acme_mail", "key": SecretRef("env", "KEY")}})

    (fault,) = faults_of(tenant, {"KEY": "hunter2"})

    assert (fault.code, fault.key) == ("build_failed", "notifiers.mail")
    assert "ValueError: bad key [secret]" in fault.text


def test_a_setting_that_the_builder_refuses_is_named_with_its_line(make_tenant, install, plugin_source, faults_of):
    body = (
        "def __init__(self, settings, around):\n"
        "    from panel_refunds.errors import Refused\n"
        "    raise Refused('field_invalid', 'no such region', field='region')"
    )
    install("acme", plugin_source("notifiers", "acme_mail", body, "{'region': Setting()}"))
    tenant = make_tenant(plugins=("acme",), notifiers={"mail": {"use": "acme_mail", "region": "mars"}})

    (fault,) = faults_of(tenant)

    assert (fault.code, fault.key, fault.place.line) == ("build_failed", "notifiers.mail.region", 12)
    assert fault.text == "no such region"


def test_a_built_object_without_its_methods_is_a_fault(make_tenant, install, plugin_source, faults_of):
    install("acme", plugin_source("notifiers", "acme_mail", "def deliver_all(self): pass"))

    (fault,) = faults_of(make_tenant(plugins=("acme",), notifiers={"mail": {"use": "acme_mail"}}))

    assert "what it built has no deliver" in fault.text


def test_a_secret_reaches_the_object_and_neither_log_nor_repr(make_tenant, install, plugin_source, now):
    body = "def deliver(self, message, key): self.around.log.info('with ' + self.settings['key'])"
    install("acme", plugin_source("notifiers", "acme_mail", body, SECRET))
    tenant = make_tenant(plugins=("acme",), notifiers={"mail": {"use": "acme_mail", "key": SecretRef("env", "KEY")}})

    plugins = PluginHost.load().for_tenant(tenant, now=now, environ={"KEY": "hunter2"})
    with capture_logs() as lines:
        plugins.notifiers["mail"].deliver(None, "k")

    assert plugins.notifiers["mail"].notifier.settings["key"] == "hunter2"
    assert lines[0]["event"] == "with [secret]"
    assert "hunter2" not in repr(plugins) + repr(plugins.notifiers["mail"].notifier.settings)
    assert plugins.redact("hunter2!") == "[secret]!"


def test_without_reading_secrets_objects_are_built_all_the_same(make_tenant, install, plugin_source, now):
    install("acme", plugin_source("notifiers", "acme_mail", "def deliver(self, message, key): pass", SECRET))
    tenant = make_tenant(plugins=("acme",), notifiers={"mail": {"use": "acme_mail", "key": SecretRef("env", "KEY")}})
    host = PluginHost.load()

    assert [fault.code for fault in host.check_tenant(tenant, environ={})] == ["secret_missing"]
    assert host.check_tenant(tenant, environ={}, read_secrets=False) == ()
    assert "mail" in host.for_tenant(tenant, now=now, environ={}, read_secrets=False).notifiers


def test_only_the_kinds_asked_for_are_built(make_tenant, now):
    tenant = make_tenant(gateways={"till": {"use": "manual"}}, notifiers={"log": {}})

    plugins = PluginHost.load(installed=()).for_tenant(tenant, now=now, kinds=("notifiers",))

    assert (set(plugins.gateways), set(plugins.notifiers)) == (set(), {"log"})


def test_an_object_is_told_the_folder_of_its_tenant(make_tenant, install, plugin_source, now):
    build = "def evaluate(self, context, deadline): return Verdict('allow', (str(self.around.folder),))"
    install("acme", plugin_source("fraud_checks", "acme_check", build))
    tenant = make_tenant(plugins=("acme",), fraud_checks={"fresh": {"use": "acme_check"}})

    plugins = PluginHost.load().for_tenant(tenant, now=now)

    assert plugins.fraud_checks["fresh"].around.folder == tenant.folder


def test_notifiers_are_told_the_brand_of_their_tenant_and_nobody_else_is(make_tenant, install, plugin_source, now):
    shows = "raise ValueError(self.around.letterhead.name + '!')"
    install("acme", plugin_source("notifiers", "acme_note", f"def deliver(self, message, key): {shows}"))
    install("other", plugin_source("fraud_checks", "acme_check", "def evaluate(self, context, deadline): pass"))
    tables = {"notifiers": {"acme_note": {}}, "fraud_checks": {"acme_check": {}}}
    tenant = replace(make_tenant(plugins=("acme", "other"), **tables), brand=Brand("Harbour"))

    plugins = PluginHost.load().for_tenant(tenant, now=now)

    with pytest.raises(PluginCallError, match="Harbour!"):
        plugins.notifiers["acme_note"].deliver(Message("overdue", "shop", None, None, "text"), "out_1:acme_note")
    assert plugins.fraud_checks["acme_check"].around.letterhead == Letterhead()


LIVE_GATEWAY = """
from panel_refunds.default_plugins.manual import ManualGateway
from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory

@hookimpl
def gateways():
    return [Factory("acme", lambda settings, around: ManualGateway(original=True, now=around.now))]
"""


def test_a_gateway_for_real_money_without_a_certificate_is_a_warning_or_refused(make_tenant, install, now):
    install("acme", LIVE_GATEWAY)
    tenant = make_tenant(["acme"], gateways={"acme": {}, "till": {"use": "manual"}})

    host = PluginHost.load_for([tenant])
    (warning,) = host.for_tenant(tenant, now=now).warnings
    assert (warning.code, warning.key, warning.place.line) == ("not_certified", "gateways.acme", 10)
    assert "not certified. Nobody has shown that 'acme', as it is installed here, never pays twice" in str(warning)
    assert host.check_tenant(tenant) == ()
    assert host.warn_tenant(tenant) == (warning,)

    strict = PluginHost.load_for([tenant], uncertified="refuse")
    with pytest.raises(PluginSettingsError, match="not certified"):
        strict.for_tenant(tenant, now=now)
    assert [fault.code for fault in strict.check_tenant(tenant)] == ["not_certified"]


def test_play_money_needs_no_certificate(make_tenant, install, now):
    sandbox = LIVE_GATEWAY.replace("lambda settings, around: ManualGateway(original=True, now=around.now)", "build") + (
        "\nclass Sandbox(ManualGateway):\n"
        "    def capabilities(self, method):\n"
        "        from dataclasses import replace\n"
        "        return replace(ManualGateway.capabilities(self, method), sandbox=True)\n"
        "\ndef build(settings, around):\n    return Sandbox(original=True, now=around.now)\n"
    )
    install("acme", sandbox)
    tenant = make_tenant(["acme"], gateways={"acme": {}})

    assert PluginHost.load_for([tenant], uncertified="refuse").for_tenant(tenant, now=now).warnings == ()
