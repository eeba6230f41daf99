"""Watching what code does besides what it says: files, connections, processes and threads of its own."""

from panel_refunds_testkit.watch.deeds import Deed, Watch, aside

__all__ = ["Deed", "Watch", "aside"]
