"""The operator console."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.browser.shown.shown import Shown, fill
from tests.browser.world import World

KIM = "operator-kim"


def _make_a_key(page: Page, world: World) -> None:
    page.check("input[name=scopes][value=read]")
    fill(name="cron")(page, world)


def _add(page: Page, world: World) -> None:
    count = world.count("added")
    page.select_option("#role", "support")
    fill(login=f"rita{count}", name="Rita")(page, world)


CONSOLE = (
    Shown(
        "console",
        "console",
        KIM,
        "/console",
        ("Health",),
        "How the tenant is: what is due, what is unknown, who answers",
    ),
    Shown("console-figures", "console_figures", KIM, "/console/figures", ("Figures",), "Charts, each with its table"),
    Shown(
        "console-invariants",
        "console_invariants",
        KIM,
        "/console/invariants",
        ("Invariants",),
        "Whether the books hold, looked at now",
    ),
    Shown(
        "console-trail", "console_trail", KIM, "/console/trail", ("Audit trail", "finance-ana"), "Every act of a person"
    ),
    Shown(
        "console-policies",
        "console_policies",
        KIM,
        "/console/policies",
        ("Policies", "To come"),
        "The policy's versions",
    ),
    Shown(
        "console-policy",
        "console_policy",
        KIM,
        "/console/policies/default@2026-12-01",
        ("30 days",),
        "What a version changes, in words",
    ),
    Shown(
        "console-sites",
        "console_sites",
        KIM,
        "/console/sites",
        ("smmpanelus.localhost",),
        "Sites and the policies that govern them",
    ),
    Shown(
        "console-plugins", "console_plugins", KIM, "/console/plugins", ("stripe",), "Plugins with their certificates"
    ),
    Shown("console-people", "console_people", KIM, "/console/people", ("Zoe",), "Who works here"),
    Shown(
        "console-invited",
        "console_people",
        KIM,
        "/console/people",
        ("/staff/invitation/",),
        "Somebody new: the invitation is shown once",
        steps=_add,
    ),
    Shown(
        "console-person",
        "console_person",
        KIM,
        "/console/people/zoe",
        ("Zoe",),
        "One person: their role, their browsers",
    ),
    Shown("console-keys", "console_keys", KIM, "/console/keys", ("API keys",), "Keys of the API"),
    Shown(
        "console-key-made", "console_keys", KIM, "/console/keys", ("cron",), "A new key, shown once", steps=_make_a_key
    ),
    Shown("console-key", "console_key", KIM, "/console/keys/{key}", ("tests",), "One key"),
)
