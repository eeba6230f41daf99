"""The fraud check ``http_check``: a service of the tenant's own is asked, and its answer counts.

    what the core knows  →  JSON, signed  →  POST  →  {"answer": …, "reasons": […]}  →  a verdict

The service has until the deadline and not a second longer, and its answer is taken only as a whole: anything that is
late, cut, too long, or not exactly what was agreed raises, and that means a person looks. It is asked once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.ports import Factory, FraudCheck, Surroundings
from panel_refunds_http_check.settings import SETTINGS, parse_settings

__all__ = ["fraud_checks"]


def _build(given: Mapping[str, Any], surroundings: Surroundings) -> FraudCheck:
    """The check of one tenant; opens no connection. ``Refused`` names the setting that is wrong."""
    from panel_refunds_http_check.check import HttpCheck

    return HttpCheck(parse_settings(given), surroundings)


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    """The one factory of this plugin: ``use = "http_check"``."""
    return [
        Factory(
            "http_check", _build, settings=SETTINGS, contract="1.1", title="A service of your own, asked over HTTPS"
        )
    ]
