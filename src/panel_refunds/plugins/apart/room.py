"""The room a plugin's process has: memory, open files, and a life that ends with its parent's.

The memory is a limit on addresses, so an allocation beyond it fails in the plugin and nowhere else. The life line is a
pipe of which only the parent holds the other end: when the parent ends, however it ends, the kernel kills the process,
even one that is deep in a computation and looks at nothing. (A parent-death signal would not do: Linux sends it when
the *thread* ends that started the process.)
"""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import threading

MOST_FILES = 256
STACK_BYTES = 1024 * 1024
_ENDS_US = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def enter_room(memory: int, life_line: int) -> None:
    """Take the limits upon this process; it cannot lift them again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # The stacks of threads are addresses too.
    threading.stack_size(STACK_BYTES)
    # A parent that is asked to end finishes what it has begun, and what it has begun may be in here.
    for number in _ENDS_US:
        signal.signal(number, signal.SIG_IGN)
    _die_with(life_line)


def _die_with(life_line: int) -> None:
    if not hasattr(fcntl, "F_SETSIG"):  # not Linux: the loop that reads calls notices the end
        return
    fcntl.fcntl(life_line, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(life_line, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(life_line, fcntl.F_SETFL, fcntl.fcntl(life_line, fcntl.F_GETFL) | os.O_ASYNC)
    if os.getppid() == 1:
        os._exit(0)
