"""A folder that somebody drops a file of orders into, one for each of two tenants."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import panel_refunds_csv_orders
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.provider_peer import ProviderPeer, Remains, Spoilt
from panel_refunds_testkit.watch import aside


class DropPeer(ProviderPeer):
    """The folders; the file is written anew with each change, and is a minute old."""

    plugin = panel_refunds_csv_orders
    use = "csv"
    words = {  # noqa: RUF012 - never changed
        "pending": "Pending",
        "in_progress": "In progress",
        "completed": "Completed",
        "partial": "Partial",
        "canceled": "Canceled",
    }
    tells_strangers = False
    tells_order_errors = False

    def __init__(self) -> None:
        self.clock = PeerClock()
        self._rows: dict[Account, dict[str, tuple[str, Remains, int]]] = {"first": {}, "second": {}}
        self._folders: dict[Account, Path] = {}

    @property
    def url(self) -> str:
        """Nobody is asked."""
        return ""

    def start(self) -> None:
        """Make the folders."""
        self._folders = {"first": Path(mkdtemp()), "second": Path(mkdtemp())}
        self._write("first")
        self._write("second")

    def stop(self) -> None:
        """Throw them away."""
        for folder in self._folders.values():
            rmtree(folder)

    def folder_of(self, account: Account) -> Path:
        """The tenant's folder."""
        return self._folders[account]

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """The same for both: each reads its own folder."""
        del base_url, account
        return {"file": "orders.csv"}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """There is no key that could be wrong."""
        return self.settings(base_url)

    def requests_seen(self) -> Sequence[str]:
        """Nobody is asked."""
        return ()

    def orders_asked(self) -> Sequence[Sequence[str]]:
        """Nobody is asked."""
        return ()

    def place(self, word: str, *, remains: Remains = None, quantity: int = 1000, account: Account = "first") -> str:
        """One more row."""
        ref = str(770_000 + sum(map(len, self._rows.values())))
        self._rows[account][ref] = (word, remains, quantity)
        self._write(account)
        return ref

    def change(self, ref: str, word: str, remains: Remains = None) -> None:
        """Another row."""
        account: Account = "first" if ref in self._rows["first"] else "second"
        self._rows[account][ref] = (word, remains, self._rows[account][ref][2])
        self._write(account)

    def spoil(self, how: Spoilt) -> None:
        """Something else lies there."""
        file = self._folders["first"] / "orders.csv"
        if how == "gone":
            file.unlink()
            return
        whole = b"order,status,remains\n"
        self._put(file, {"empty": b"", "half": whole[: len(whole) // 2], "garbage": b"\xff\xfe<html>\x00,,,"}[how])

    def _write(self, account: Account) -> None:
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(("order", "status", "remains"))
        for ref, (word, remains, _) in self._rows[account].items():
            rows.writerow((ref, word, "" if remains is None else remains))
        self._put(self._folders[account] / "orders.csv", text.getvalue().encode())

    def _put(self, file: Path, content: bytes) -> None:
        changed = (self.clock() - timedelta(minutes=1)).timestamp()
        with aside():
            file.write_bytes(content)
            os.utime(file, (changed, changed))
