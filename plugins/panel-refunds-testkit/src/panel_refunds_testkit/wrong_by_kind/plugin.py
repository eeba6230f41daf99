"""A plugin around one wrong class: the good one's factory, which builds the wrong one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.plugins.kinds import Kind
from panel_refunds.ports import Factory
from panel_refunds_testkit import tinypanel


def plugin_of(kind: Kind, wrong: Any) -> object:
    """An object with the one hook; its source is the module of the wrong class."""
    (good,) = getattr(tinypanel, kind)()
    build = getattr(wrong, "of", wrong)

    def hook(_: object) -> Sequence[Factory[Any]]:
        return [replace(good, build=build)]

    hook.__name__ = kind
    return type("Plugin", (), {kind: hookimpl(hook), "__module__": wrong.__module__})()
