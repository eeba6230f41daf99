"""Every hook is explained, and some real plugin of ours uses it."""

import inspect

import pytest

from panel_refunds import hookspecs
from panel_refunds.plugins.host import PluginHost

HOOKS = [
    name for name, value in inspect.getmembers(hookspecs, inspect.isfunction) if hasattr(value, "panel_refunds_spec")
]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_says_when_it_is_called_and_how_a_tenant_uses_it(hook):
    text = inspect.getdoc(getattr(hookspecs, hook))

    assert text.startswith("Called when")
    assert f"[{hook}." in text


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_used_by_a_real_plugin(hook):
    users = [plugin.name for plugin in PluginHost.load().plugins.values() if hook in plugin.hooks]

    assert users, "a hook without a plugin that uses it is a guess"
