"""Where an adapter reaches besides the vendor: nowhere. No file, no other address, no process, no thread at import."""

from __future__ import annotations

import sys
from types import ModuleType

from panel_refunds.plugins.kinds import missing_methods
from panel_refunds_testkit.demand import demand, demand_equal
from panel_refunds_testkit.peer.falsified import Falsified
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.watch import Watch
from panel_refunds_testkit.watch.importing import MOST_SECONDS, import_apart


class QuietChecks:
    """What is done besides asking the vendor."""

    def test_it_speaks_to_the_address_in_its_settings_only(self, stand: AnyStand) -> None:
        """A request went past the address in the settings: to a fixed one, or to one that an answer named.

        Take clients from ``surroundings.http_client(base_url=…)`` and ask with paths, not with whole addresses.
        """
        if not stand.over_http:
            built = stand.build()
            with Watch() as watch:
                stand.live_through(built, "first")
            elsewhere = set(watch.of("connection")) - set(stand.peer.reaches())
            demand(not elsewhere, f"The adapter reached for {sorted(elsewhere)}, and is to ask nobody over a network.")
            return
        with Falsified(stand.peer.url) as between:
            built = stand.build(base_url=between.url)
            with Watch() as watch:
                stand.live_through(built, "first")
            there = between.url.removeprefix("http://")
            elsewhere = set(watch.of("connection")) - {there}
            demand(not elsewhere, f"The adapter reached for {sorted(elsewhere)}; its address is {there}.")
            demand(
                bool(between.seen) is stand.over_http,
                "What the adapter asked did not come to the address in its settings.",
            )

    def test_it_writes_no_file(self, stand: AnyStand) -> None:
        """The adapter wrote a file, or started a process. Nothing may be kept: another process does not see it."""
        built = stand.build()
        with Watch() as watch:
            stand.live_through(built, "first")
        done = watch.of("file", "process")
        demand(not done, f"The adapter did this besides: {sorted(set(done))}.")

    def test_importing_it_does_nothing(self, stand: AnyStand) -> None:
        """Importing the plugin, or calling its hook, reached for the network, a file, a process or a thread.

        Every command of the host imports every plugin. Import heavy libraries where they are used, and connect nowhere
        before the first question.
        """
        plugin, factory = stand.peer.plugin, stand.factory
        if isinstance(plugin, ModuleType) and getattr(sys.modules.get(plugin.__name__), "__spec__", None):
            imported = import_apart(plugin.__name__, stand.kind)
            demand_equal(imported.error, None, "The plugin does not import by itself.")
            demand(not imported.deeds, f"Importing did this besides: {sorted(set(imported.deeds))}.")
            demand(imported.seconds < MOST_SECONDS, f"Importing took {imported.seconds} s of the processor.")
        demand(stand.factory, "The plugin has no factory.")  # it is loaded here, in a thread of the host's
        with Watch() as watch:
            built = stand.build()
        demand(not watch.deeds, f"Building an object of {factory.name} did this besides: {watch.deeds}.")
        demand_equal(len(stand.peer.requests_seen()), 0, "Building an object asked somebody.")
        demand(built.raw is not stand.build().raw, "Two builds gave the same object: each tenant has one of its own.")

    def test_it_can_be_built_without_its_secrets(self, stand: AnyStand) -> None:
        """``panel-refunds check --no-secrets`` builds every object with texts that are nobody's secrets.

        Look at the form of a key only as far as to refuse what is surely none, and not before a request is sent.
        """
        built = stand.build(read_secrets=False)
        missing = missing_methods(stand.kind, built.raw)
        demand(not missing and stand.told_of_itself(built), "Without secrets an object still says what it can do.")
