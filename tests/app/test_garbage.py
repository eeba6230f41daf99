"""What stays is not searched for garbage, what comes later still is. In a process of its own: it holds for all of one."""

from __future__ import annotations

import json
import subprocess
import sys

PROGRAM = """
import gc, json, weakref
from panel_refunds.app.garbage import leave_alone_what_stays

class Ring:
    def __init__(self):
        self.me = self

leave_alone_what_stays()
frozen = gc.get_freeze_count()
rings = [weakref.ref(Ring()) for _ in range(50_000)]
print(json.dumps({"frozen": frozen, "left": sum(ring() is not None for ring in rings), "of": len(rings)}))
"""


def test_what_stays_is_left_alone_and_later_garbage_is_still_found() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=60)
    told = json.loads(done.stdout)

    assert told["frozen"] > 1000
    assert told["left"] < told["of"] / 2


def test_a_process_that_has_just_begun_imports_without_a_full_search_and_ends_without_one() -> None:
    program = """
import atexit, gc
searched = []
atexit.register(lambda: print(len(searched), gc.get_freeze_count() > 1000))
from panel_refunds.app.garbage import search_seldom
search_seldom()
gc.callbacks.append(lambda phase, info: searched.append(info) if phase == "start" and info["generation"] == 2 else None)
import panel_refunds.app.serving
"""
    # What is registered first is called last at the end.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)

    assert done.stdout.split() == ["0", "True"]
