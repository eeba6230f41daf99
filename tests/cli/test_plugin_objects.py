"""``plugins --tenant`` shows the objects of a tenant, and how each failed the last time."""

import json
from datetime import UTC, datetime

from panel_refunds.app.composition import Service
from panel_refunds.flows.tell_plugin_failed import PluginFailed, tell_plugin_failed

AT = datetime(2025, 9, 3, 10, tzinfo=UTC)


def test_objects_are_listed_with_plugin_and_last_failure(run, root):
    slug = next(path.name for path in (root / "tenants").iterdir())
    service = Service.open(root, read_secrets=False)
    tell_plugin_failed(
        service.desk(slug), PluginFailed("manual", "gateways.manual", "get_payment", "ValueError: x", 3, AT, AT)
    )
    service.close()

    shown = run("plugins", "--tenant", slug, "--root", root)
    listed = json.loads(run("plugins", "--tenant", slug, "--root", root, "--json").stdout)

    assert shown.exit_code == 0, shown.output
    assert "ValueError: x" in shown.stdout
    (manual,) = [each for each in listed["objects"] if each["name"] == "gateways.manual"]
    assert (manual["plugin"], manual["failed"]["count"]) == ("manual", 3)
