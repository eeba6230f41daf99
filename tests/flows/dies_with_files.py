"""A process that sends a reply with a file and is killed on the way."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.flows.shop import Shop
from tests.flows.test_checking_files import png, upload

from panel_refunds.app.new_ids import new_id
from panel_refunds.flows.answer_request import Reply, reply_to_request
from panel_refunds.store import Files, Store


def die(*_given: Any, **_named: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def reply_and_die(url: str, folder: Path, request: str, moment: str) -> None:
    """``moment`` is ``write``: the file is not finished; ``row``: it is, and its message is about to be written."""
    shop = Shop(Store(url))
    if moment == "write":
        os.fsync = die
    else:
        shop.store.begin = die  # type: ignore[method-assign]  # the next transaction is that of the message
    desk = replace(shop.desk, files=Files(folder), new_id=new_id)
    reply_to_request(desk, request, Reply("Here it is.", files=(upload(png(), "shot.png"),)))
