"""The room is real: limits hold, and no process outlives its parent, not even one that is busy."""

import os
import signal
import subprocess
import sys
import textwrap

from panel_refunds.plugins.apart.kept_apart import keeper_of


def test_the_limits_hold_over_there(build):
    gateway = build(
        code="Rejected('x', repr([__import__('resource').getrlimit(n) for n in (9, 7, 4)]))"  # AS, NOFILE, CORE on Linux
    )

    assert gateway.get_refund("re_1").text == repr([(256 << 20, 256 << 20), (256, 256), (0, 0)])


def test_it_goes_on_when_somebody_asks_everybody_to_end(build):
    gateway = build()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(keeper_of(gateway).process.pid, number)

    assert gateway.available_float("USD") is None


PARENT = """
    import re, sys, threading
    from datetime import UTC, datetime
    from panel_refunds.plugins.apart.kept_apart import Keeper
    from panel_refunds.plugins.apart.said import ObjectOpening, Opening
    now = datetime.now(UTC)
    thing = ObjectOpening("gateways", "acme", "shop", "till", {"code": sys.argv[1]})
    keeper = Keeper(Opening("acme_apart", "dotted name", None, "acme_apart", 256 << 20, now, thing), lambda: now, None)
    keeper.start()
    threading.Thread(target=keeper.call, args=("get_refund", ("re_1",), {}), daemon=True).start()
    while not keeper.process.busy: pass
    print(keeper.process.pid, flush=True)
    threading.Event().wait()
"""


def test_when_the_parent_is_killed_nobody_is_left_behind(candidate, tmp_path):
    """Also not a process that computes and computes, and looks at nothing."""
    candidate()
    command = [sys.executable, "-c", textwrap.dedent(PARENT), "re.match('(a+)+$', 'a' * 60 + 'b')"]
    paths = os.pathsep.join(path for path in [str(tmp_path), *sys.path] if path)
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths})
    pid = int(parent.stdout.readline())
    handle = os.pidfd_open(pid)

    parent.kill()
    parent.communicate()

    import select

    assert select.select([handle], [], [], 60)[0], "it is still there"
    os.close(handle)
