"""Plugins see only the front door: what hookspecs, ports, money, errors and the two words of the policy promise."""

FRONT_DOOR = (
    "panel_refunds.hookspecs",
    "panel_refunds.ports",
    "panel_refunds.money",
    "panel_refunds.errors",
    "panel_refunds.policy.finding",
    "panel_refunds.policy.snapshot",
)


# The conformance kit is no plugin: it does what the host does (reads settings, builds, calls under a deadline) in order
# to try one, so it has to know the product from within. Nothing else may.
NOT_A_PLUGIN = "plugins/panel-refunds-testkit/"


def outside(file):
    """Imports of the product that are neither the front door nor the plugin's own package."""
    return [
        name
        for name in file.imported()
        if (name == "panel_refunds" or name.startswith("panel_refunds."))
        and not any(name == door or name.startswith(f"{door}.") for door in FRONT_DOOR)
    ]


def test_our_own_plugins_use_the_front_door_only(product):
    plugins = [file for file in product if file.path.startswith("src/panel_refunds/default_plugins/")]

    assert plugins
    assert not {file.path: outside(file) for file in plugins if outside(file)}


def test_every_plugin_beside_the_product_uses_the_front_door_only(product):
    plugins = [file for file in product if file.path.startswith("plugins/") and not file.path.startswith(NOT_A_PLUGIN)]

    assert plugins
    assert not {file.path: outside(file) for file in plugins if outside(file)}


def test_the_adapters_that_the_kit_brings_along_use_the_front_door_too(product):
    adapters = [file for file in product if file.path.endswith(("/tinypay/gateway.py", "/tinypay/hooks.py"))]

    assert adapters
    assert not {file.path: outside(file) for file in adapters if outside(file)}
