"""The program of a plugin's process: it opens the plugin, builds an object, and answers until its parent is gone.

Started as ``python -m panel_refunds.plugins.apart.child SOCKET LIFELINE``, two open file descriptors. The main thread
reads calls; each runs in a thread of its own, as the contract allows. Nothing else is shared with the parent: no
environment but a few harmless variables, no database, no other object's settings.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Thread
from typing import Any

import msgspec
import pluggy

from panel_refunds import hookspecs
from panel_refunds.plugins.apart.chatter import Budget, PrintedLines, SentLog
from panel_refunds.plugins.apart.describing import describe_factories
from panel_refunds.plugins.apart.frames import Frames, FrameTooLargeError
from panel_refunds.plugins.apart.parcels import unpack
from panel_refunds.plugins.apart.room import enter_room
from panel_refunds.plugins.apart.said import OPENED, Asking, Logged, ObjectOpening, Opening, Said, describe_error
from panel_refunds.plugins.apart.values import encode
from panel_refunds.plugins.candidates import Candidate, load_target
from panel_refunds.plugins.kinds import Kind, callable_names, missing_methods
from panel_refunds.plugins.registration import Plugin, register_all
from panel_refunds.plugins.sizes import listed_findings
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.ports import Surroundings

MOST_BYTES_ASKED = 64 * 1024 * 1024


@dataclass(slots=True)
class Clock:
    """The parent's clock, as it stood when the latest call was made."""

    latest: datetime

    def now(self) -> datetime:
        """The time of the latest call."""
        return self.latest


@dataclass(slots=True)
class Workplace:
    """The process at work: the line to the parent, the clock, and the object once it is built."""

    frames: Frames
    clock: Clock
    kind: Kind | None = None
    thing: Any = None
    say: Callable[[Logged], None] = field(init=False)

    def __post_init__(self) -> None:
        self.say = Budget(lambda line: self.tell(Said(logged=line)))

    def tell(self, said: Said) -> None:
        """Send one frame; a parent that is gone hears nothing."""
        try:
            self.frames.send(msgspec.json.encode(said))
        except OSError:
            os._exit(0)

    def answer(self, number: int, ask: Callable[[], Any]) -> None:
        """Do what is asked, and say what came of it; whatever is raised in there is said too."""
        try:
            self.tell(Said(number, encode(ask())))
        except FrameTooLargeError as error:
            self.tell(Said(number, raised=describe_error(ValueError(f"its answer is too large: {error}"))))
        except BaseException as error:  # noqa: BLE001 - an exit asked for in there is an error of that call
            self.tell(Said(number, raised=describe_error(error)))

    def call(self, asking: Asking) -> Any:
        """Call the object."""
        self.clock.latest = asking.now
        answer = getattr(self.thing, asking.method)(*asking.args, **asking.named)
        if self.kind == "rules":
            return listed_findings(answer)
        # A notifier that comes back has delivered; what it returns is nobody's.
        return None if self.kind == "notifiers" else answer


def main() -> None:
    """Open, build, and answer until the parent is gone."""
    line = socket.socket(fileno=int(sys.argv[1]))
    frames = Frames(line, MOST_BYTES_ASKED)
    packed = frames.receive()
    if packed is None:
        return
    opening: Opening = unpack(packed)
    enter_room(opening.memory, int(sys.argv[2]))
    place = Workplace(Frames(line), Clock(opening.now), opening.thing.kind if opening.thing else None)
    sys.stdout = sys.stderr = PrintedLines(place.say)
    place.answer(OPENED, lambda: _opened(place, opening))
    while (packed := frames.receive()) is not None:
        asking: Asking = unpack(packed)
        Thread(target=place.answer, args=(asking.number, partial(place.call, asking)), daemon=True).start()
    os._exit(0)


def _opened(place: Workplace, opening: Opening) -> Any:
    """Register the plugin; describe it, or build its object and name what that can be asked."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    load = partial(load_target, opening.target)
    candidate = Candidate(opening.plugin, opening.source, opening.version, load, opening.target)
    plugins, faults = register_all(manager, [candidate])
    plugin = plugins[opening.plugin]
    if opening.thing is None:
        refused = [[fault.code, fault.plugin, fault.text] for fault in faults]
        return {"version": plugin.version, "error": plugin.error, "refused": refused} | describe_factories(plugin)
    return _built(place, plugin, opening.thing)


def _built(place: Workplace, plugin: Plugin, wanted: ObjectOpening) -> Any:
    if plugin.error:
        raise RuntimeError(plugin.error)
    factory = plugin.factories.get(wanted.kind, {}).get(wanted.factory)
    if factory is None:
        raise RuntimeError(f"it no longer gives {wanted.factory!r}")
    log = SentLog(place.say, {"tenant": wanted.tenant, "plugin": wanted.name})
    around = Surroundings(wanted.tenant, wanted.name, place.clock.now, HttpClients(), log, letterhead=wanted.letterhead)
    place.thing = factory.build(wanted.settings, around)
    return {"missing": missing_methods(wanted.kind, place.thing), "methods": callable_names(wanted.kind, place.thing)}


if __name__ == "__main__":
    main()
