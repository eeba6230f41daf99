"""What is left lying about in a plugin's modules: nothing of a tenant, because the next tenant would find it."""

from __future__ import annotations

from panel_refunds_testkit.demand import demand
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.stand.source import package_of
from panel_refunds_testkit.watch.reach import objects_reached, texts_reached


class KeptChecks:
    """The plugin's modules, after a whole session of two tenants."""

    def test_nothing_of_a_tenant_is_kept_in_a_module(self, stand: AnyStand) -> None:
        """A key, a reference or an object of a tenant can be reached from the plugin's modules: a cache for everybody.

        A dictionary at module level, an attribute of the class, ``lru_cache`` on a function: the next tenant finds it,
        and another process does not.
        """
        package = package_of(stand.peer.plugin)
        accounts: tuple[Account, Account] = ("first", "second")
        wanted: dict[str, str] = {}
        for account in accounts:
            built = stand.build(account)
            refs = stand.live_through(built, account)
            wanted |= dict.fromkeys(refs, "a reference") | dict.fromkeys(built.secrets, "a secret")
            demand(not objects_reached(package, type(built.raw)), f"{package} keeps an object that it built.")
        for found in texts_reached(package, wanted):
            demand(found not in wanted, f"{package} keeps {wanted[found]} of a tenant where every tenant finds it.")
