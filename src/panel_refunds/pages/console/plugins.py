"""The plugins that the tenant uses: which version, how it stands with the conformance kit, how it failed last."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.wording import KINDS
from panel_refunds.pages.visit import Visit
from panel_refunds.plugins.kinds import CERTIFIED_KINDS
from panel_refunds.web.answers.plugins import PluginObjectView, show_plugins


def show(visit: Visit) -> Answer:
    """All objects of the tenant's file by kind, and how many of them somebody should see to."""
    objects = show_plugins(visit).objects
    by_kind = {kind: [each for each in objects if each.name.startswith(f"{kind}.")] for kind in KINDS}
    given = {
        "by_kind": {kind: mine for kind, mine in by_kind.items() if mine},
        "asked": CERTIFIED_KINDS,
        "wanting": [each for each in objects if _wants(each)],
    }
    return console_page(visit, "plugins", given)


def _wants(each: PluginObjectView) -> bool:
    """Whether a certificate is missing where one is asked, or one is no longer true."""
    kind = each.name.partition(".")[0]
    return each.certificate == "stale" or (each.certificate == "none" and kind in CERTIFIED_KINDS)
