"""Plugins: the objects a tenant's file configures, and how each failed the last time."""

from __future__ import annotations

from panel_refunds.web.answers.plugins import PluginObjectsView, show_plugins
from panel_refunds.web.fields import Given
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call


def show_all(call: Call, _asked: Given) -> PluginObjectsView:
    """The objects of the tenant's plugins, and the last failure of each that had one."""
    return show_plugins(call)


OPERATIONS = (Read("/plugins", "list_plugins", "read", show_all, PluginObjectsView, tag="plugins"),)
