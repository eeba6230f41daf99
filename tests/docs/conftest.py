"""Documentation that runs: a page is read as a script, and what it shows has to be what comes out.

Fenced blocks are taken in the order of the page, in an empty folder:

* ``console``: lines that begin with ``$ `` are typed into one shell, the lines below are what it must answer. ``…`` alone on
  a line stands for any lines, inside a line for any text; ids, keys, dates and times need not be the same.
  ``panel-refunds serve`` and ``panel-refunds fake-stripe`` are left running, as in another terminal.
* after ``<!-- file: PATH -->`` the block is written to that file; tenants are loaded as soon as the page ends.
* ``python`` is run; a block after ``<!-- prints -->`` is what it must print.
* ``<!-- not run: REASON -->`` leaves a block alone.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pytest
from tests.docs.ready_commands import PYTHON, write_scripts

ROOT = Path(__file__).parents[2]
PORT = "8086"
FAKE_PORT = "12111"
QUIET = {**os.environ, "NO_COLOR": "1"}
READY = {"serve": "listening", "fake-stripe": "Ctrl-C"}
_FENCE = re.compile(r"^```(\w*)\s*$")
_NOTE = re.compile(r"^<!-- (.+?) -->$")
_CHANGES = (
    (
        re.compile(r"\b(dep|bon|ord|rr|rf|att|wal|lot|hld|je|dec|msg|out|dsp|wrd|aud|tsk|key)_[0-7][0-9a-z]{25}\b"),
        r"\1_…",
    ),
    (re.compile(r"\bpr_live_[\w-]{20,}"), "pr_live_…"),
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?"), "TIME"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "DATE"),
)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, the line it begins on, and the comment right before it."""

    language: str
    text: str
    line: int
    note: str


@dataclass
class Typed:
    """One command and the lines that must come back."""

    command: str
    line: int
    wanted: list[str] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    found: list[Block] = []
    note, language, inside, start = "", "", None, 0
    for number, line in enumerate(text.splitlines(), 1):
        if inside is not None:
            if line.startswith("```"):
                found.append(Block(language, "\n".join(inside), start, note))
                inside, note = None, ""
            else:
                inside.append(line)
        elif match := _FENCE.match(line):
            language, inside, start = match.group(1), [], number
        elif match := _NOTE.match(line):
            note = match.group(1)
        elif line.strip():
            note = ""
    return found


def typed_in(block: Block) -> list[Typed]:
    typed: list[Typed] = []
    for number, line in enumerate(block.text.splitlines(), block.line + 1):
        if line.startswith("$ "):
            typed.append(Typed(line[2:], number))
        elif line.startswith("> ") and typed and typed[-1].command.endswith("\\"):
            typed[-1].command += "\n" + line[2:]
        elif typed:
            typed[-1].wanted.append(line)
    return typed


def normal(text: str) -> str:
    for pattern, name in _CHANGES:
        text = pattern.sub(name, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def matches(wanted: str, got: str) -> bool:
    lines = [
        r"(?:[^\n]*\n)*?" if line.strip() == "…" else re.escape(line).replace("…", ".*?") + r"\n"
        for line in normal(wanted).splitlines()
    ]
    return re.fullmatch("".join(lines), normal(got) + "\n" if normal(got) else "") is not None


class Shell:
    """One bash for a page; what is typed is answered, and servers that were started end with it."""

    def __init__(self, folder: Path, replaced: dict[str, str], commands: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free, socket.create_server(("127.0.0.1", 0)) as other:
            self.port, fake_port = (str(each.getsockname()[1]) for each in (free, other))
        self.folder = folder
        self.replaced = {PORT: self.port, FAKE_PORT: fake_port, **replaced}
        self._logs: list[IO[str]] = []
        path = os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ["PATH"]])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PANEL_REFUNDS_")}
        self._bash = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            cwd=folder,
            env={**kept, "PATH": path, "PANEL_REFUNDS_PORT": self.port, "NO_COLOR": "1", "COLUMNS": "110"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def real(self, text: str) -> str:
        """``text`` with this run's ports and addresses in place of those on the page."""
        for written, real in self.replaced.items():
            text = text.replace(written, real)
        return text

    def type(self, command: str) -> str:
        command = self.real(command)
        log = self.folder / f"serve-{len(self._logs)}.log"
        serving = re.match(r"(?:\S*/)?panel-refunds (serve|fake-stripe)", command)
        if serving:
            os.mkfifo(log)
            command += f" > '{log}' 2>&1 < /dev/null &"
        # The mark brings the exit code back, and leaves ``$?`` as it was.
        self._bash.stdin.write(f"{command}\n_code=$?; printf '\\n@@%s@@\\n' $_code; (exit $_code)\n")
        self._bash.stdin.flush()
        got: list[str] = []
        for line in self._bash.stdout:
            if re.fullmatch(r"@@\d+@@\n", line):
                break
            got.append(line)
        if serving:
            self._wait_until_it_listens(log, READY[serving.group(1)])
        text = "".join(got)
        for written, real in self.replaced.items():
            text = text.replace(real, written)
        return text.removesuffix("\n")

    def _wait_until_it_listens(self, log: Path, ready: str) -> None:
        self._logs.append(log.open(encoding="utf-8"))
        said = []
        for line in self._logs[-1]:
            said.append(line)
            if ready in line:
                return
        raise AssertionError(f"it does not listen: {''.join(said)}")

    def end(self) -> None:
        self._bash.stdin.write("kill $(jobs -p) 2>/dev/null; wait; exit\n")
        self._bash.stdin.close()
        self._bash.stdout.read()
        self._bash.stdout.close()
        self._bash.wait(timeout=30)
        for log in self._logs:
            log.close()


class PageRun:
    """A page played from top to bottom; ``faults`` says where it is not true."""

    def __init__(self, page: Path, folder: Path, replaced: dict[str, str], commands: Path) -> None:
        self.page = page
        self.folder = folder
        self.shell = Shell(folder, replaced, commands)
        self._commands = commands
        self.faults: list[str] = []
        self._printed: str | None = None

    def play(self) -> list[str]:
        try:
            for block in blocks_of(self.page.read_text(encoding="utf-8")):
                self._play(block)
            self._load_tenants()
        finally:
            self.shell.end()
        return self.faults

    def _play(self, block: Block) -> None:
        kind, _, rest = block.note.partition(":")
        if kind == "file":
            path = self.folder / rest.strip()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.shell.real(block.text) + "\n", encoding="utf-8")
        elif kind == "not run":
            assert rest.strip(), f"{self.page.name}:{block.line}: say why it is not run"
        elif kind == "prints":
            self._compare(block.line, "the program", block.text, self._printed or "")
        elif block.language == "console":
            for typed in typed_in(block):
                self._compare(typed.line, typed.command, "\n".join(typed.wanted), self.shell.type(typed.command))
        elif block.language == "python":
            self._printed = self._run_python(block)
        elif block.language in ("toml", "bash", "sh") and kind != "ci":
            self.faults.append(f"{self.page.name}:{block.line}: say which file this is, or make it a console")

    def _run_python(self, block: Block) -> str:
        done = subprocess.run(
            [self._commands / PYTHON, block.text],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(self.folder)},
        )
        if done.returncode:
            self.faults.append(f"{self.page.name}:{block.line}: {done.stderr[-1500:]}")
        return done.stdout

    def _compare(self, line: int, command: str, wanted: str, got: str) -> None:
        if not matches(wanted, got):
            self.faults.append(f"{self.page.name}:{line}: {command}\n--- shown\n{wanted}\n--- got\n{got}\n")

    def _load_tenants(self) -> None:
        if (self.folder / "tenants").is_dir():
            from panel_refunds.tenants.installation import load_installation

            load_installation(self.folder)


@pytest.fixture(scope="session")
def commands() -> Iterator[Path]:
    """A folder with a ``panel-refunds`` that is there at once."""
    with tempfile.TemporaryDirectory(prefix="ready-") as folder:
        program = [sys.executable, "-m", "tests.docs.ready_commands", address := f"{folder}/commands"]
        with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=QUIET) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            write_scripts(Path(folder), address)
            yield Path(folder)
            process.kill()


@pytest.fixture
def play(tmp_path, commands) -> Iterator[object]:
    """Play a page in an empty folder; returns what is not true of it."""

    def run(page: Path, **replaced: str) -> list[str]:
        return PageRun(page, tmp_path, replaced, commands).play()

    return run


@pytest.fixture
def read_blocks():
    return blocks_of


@pytest.fixture
def fits():
    """Whether an output is what a page shows of it."""
    return matches
