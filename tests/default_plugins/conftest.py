"""Builds a default plugin's object as the host does, with its schema's defaults."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


@pytest.fixture
def build() -> Callable[..., Any]:
    host = PluginHost.load(installed=())

    def built(kind: str, name: str, **settings: Any) -> Any:
        factory = host.get_factory(kind, name)
        defaults = {key: setting.default for key, setting in factory.settings.items()}
        around = make_surroundings("shop", name, now=lambda: NOW, http_clients=HttpClients(), redact=Redactor())
        return factory.build({**defaults, **settings}, around)

    return built
