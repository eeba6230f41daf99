"""The command ``panel-refunds`` without its start: every one is forked from a process that has imported everything.

A page of the documentation types dozens of them, and starting is nine tenths of what a short one does. What is typed is
still a process of its own with the shell's folder, environment, files, signals and exit code. So are the programs in
Python that a page shows. The real command is left to the demo, and to the tests that are about starting.

``python -m tests.docs.ready_commands SOCKET`` is the process they are forked from.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import sys
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Thread
from typing import NoReturn

import typer.main

from panel_refunds.cli import main  # before the module of that name is imported, and is found under it
from panel_refunds.tenants.calendars import known_calendars

IMPORTED = (
    "panel_refunds.cli.main",
    "panel_refunds.cli.opening",
    "panel_refunds.app.serving",
    "panel_refunds.testing.stories.running",
)
PYTHON = "python-here"
SCRIPT = """#!{python} -ISs
import json, os, signal, socket, sys
name = os.path.basename(sys.argv[0])
if sys.argv[1:2] == ["demo"]:
    os.execv({real!r}, [{real!r}, *sys.argv[1:]])
line = socket.socket(socket.AF_UNIX)
line.connect({address!r})
asked = json.dumps([name, sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(line, [len(asked).to_bytes(4, "big")], [0, 1, 2])
line.sendall(asked)
heard = line.makefile()
child = int(heard.readline())
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, lambda number, _: os.kill(child, number))
sys.exit(int(heard.readline() or 70))
"""


def write_scripts(folder: Path, address: str) -> None:
    """The command, and a Python that runs the text it is given, in a folder that can stand in ``PATH``."""
    real = str(Path(sys.executable).parent / "panel-refunds")
    for name in ("panel-refunds", PYTHON):
        script = folder / name
        script.write_text(SCRIPT.format(python=sys.executable, real=real, address=address))
        script.chmod(0o755)


def _be_ready(address: str) -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    for point in metadata.entry_points(group="panel_refunds"):
        point.load()
    known_calendars()
    typer.main.get_command = cache(typer.main.get_command)
    typer.main.get_command(sys.modules["panel_refunds.cli.main"].app)
    gc.freeze()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen(8)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        line, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            _answer(line)
            os._exit(0)
        line.close()


def _answer(line: socket.socket) -> None:
    """Have a child run it as the real program would, and send how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    head, files, _, _ = socket.recv_fds(line, 4, 3)
    size, asked = int.from_bytes(head, "big"), b""
    while len(asked) < size:
        asked += line.recv(size - len(asked))
    child = os.fork()
    if child == 0:
        line.close()
        _run(files, *json.loads(asked))
    line.sendall(f"{child}\n".encode())
    Thread(target=_end_with_who_asked, args=(line, child), daemon=True).start()
    # It stays unburied, and its number its own, as long as somebody might kill it by its number.
    ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert ended is not None
    code = ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status
    line.sendall(f"{code & 0xFF}\n".encode())


def _end_with_who_asked(line: socket.socket, child: int) -> None:
    """Whoever typed the command was killed: so is the command."""
    if not line.recv(1):
        os.kill(child, signal.SIGKILL)


def _run(files: list[int], name: str, arguments: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    """End as the real program ends: what it raises goes up to Python itself."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    if name == PYTHON:
        exec(compile(arguments[0], "<page>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a page of ours
    else:
        sys.argv = [name, *arguments]
        main()
    sys.exit()


if __name__ == "__main__":
    _be_ready(sys.argv[1])
