"""The command ``panel-refunds`` without its start: every one is forked from a process that has imported everything.

A page of the documentation types dozens of them, and starting is nine tenths of what a short one does. What is typed is
still a process of its own with the shell's folder, environment, files and exit code. The real program is left to
commands that stay (``serve`` and its like), and to the tests that are about starting.

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
from importlib import metadata
from pathlib import Path
from typing import NoReturn

from panel_refunds.cli import main  # before the module of that name is imported, and is found under it

IMPORTED = (
    "panel_refunds.cli.main",
    "panel_refunds.cli.opening",
    "panel_refunds.app.serving",
    "panel_refunds.testing.stories.running",
)
STAYS = ("serve", "fake-stripe", "demo", "worker")
SCRIPT = """#!{python} -ISs
import json, os, socket, sys
if sys.argv[1:2] and sys.argv[1] in {stays!r}:
    os.execv({real!r}, [{real!r}, *sys.argv[1:]])
line = socket.socket(socket.AF_UNIX)
line.connect({address!r})
asked = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(line, [len(asked).to_bytes(4, "big")], [0, 1, 2])
line.sendall(asked)
sys.exit(int(line.recv(16) or b"70"))
"""


def write_script(folder: Path, address: str) -> Path:
    """The command, in a folder that can stand in ``PATH``."""
    script = folder / "panel-refunds"
    real = str(Path(sys.executable).parent / "panel-refunds")
    script.write_text(SCRIPT.format(python=sys.executable, stays=STAYS, real=real, address=address))
    script.chmod(0o755)
    return script


def _be_ready(address: str) -> None:
    for name in IMPORTED:
        importlib.import_module(name)
    for point in metadata.entry_points(group="panel_refunds"):
        point.load()
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
    _, status = os.waitpid(child, 0)
    line.sendall(str(os.waitstatus_to_exitcode(status) & 0xFF).encode())


def _run(files: list[int], arguments: list[str], folder: str, environment: dict[str, str]) -> NoReturn:
    """End as the real program ends: what it raises goes up to Python itself."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["panel-refunds", *arguments]
    sys.path[:0] = [path for path in environment.get("PYTHONPATH", "").split(os.pathsep) if path]
    main()
    sys.exit()


if __name__ == "__main__":
    _be_ready(sys.argv[1])
