"""From a file of cases to stories: everything that is wrong with it is told at once, with file, line and key.

What the keys are is not known here; it is declared in ``story`` and ``expectation``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from panel_refunds.tenants.faults import Faults, TenantFileError, nearest, quoted
from panel_refunds.tenants.page import Written, load_page
from panel_refunds.tenants.table import unknown_key
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.testing.stories.faults import StoryFileError
from panel_refunds.testing.stories.language import Key, keys_of
from panel_refunds.testing.stories.names import Names
from panel_refunds.testing.stories.story import VERBS, Case, Event
from panel_refunds.testing.stories.values import read_name, read_text

_CASE_KEYS = ("name", "clause", "site", "story")
_EVERY_EVENT = ("at", "customer", "refused")
_ALL_KEYS = tuple({key.name: None for verb in VERBS for key in keys_of(verb)} | {verb.verb: None for verb in VERBS})


def load_cases(file: Path, tenant: Tenant) -> tuple[Case, ...]:
    """Read the cases of ``file`` as stories of ``tenant``; StoryFileError with every fault."""
    faults, cases = Faults(), list[Case]()
    try:
        page = load_page(file)
        for name, item in page.root.table().items():
            with faults.kept():
                if name != "case":
                    raise unknown_key(item, name, ["case"])
                for written in item.items():
                    with faults.kept():
                        cases.append(_read_case(written, tenant))
        faults.raise_any()
    except TenantFileError as error:
        raise StoryFileError(error.faults) from None
    return tuple(cases)


def _read_case(written: Written, tenant: Tenant) -> Case:
    faults, values = Faults(), dict[str, Any]()
    table = written.table()
    readers: Mapping[str, Any] = {"name": read_name, "clause": read_text, "site": read_name}
    for name, item in table.items():
        with faults.kept():
            if name not in _CASE_KEYS:
                raise unknown_key(item, name, _CASE_KEYS)
            if name in readers:
                values[name] = readers[name](item)
    for name in ("name", "story"):
        with faults.kept():
            _must_have(name in table, written, name, "case")
    if "story" in table:
        with faults.kept():
            values["events"] = _read_story(table["story"], tenant)
    faults.raise_any()
    return Case(place=written.place, **values)


def _read_story(written: Written, tenant: Tenant) -> tuple[Event, ...]:
    faults, events = Faults(), list[Event]()
    names = Names(tenant.gateways)
    before: Event | None = None
    for item in written.items():
        with faults.kept():
            event = _EventReader(item, tenant, names).read()
            events.append(event)
            if before and event.at < before.at:
                text = f"is earlier than the event before it (line {before.place.line})."
                raise item.child("at").wrong(text, "Put the events in the order of their times.")
            before = event
    faults.raise_any()
    return tuple(events)


@dataclass(frozen=True, slots=True)
class _EventReader:
    """Reads one event of a story whose names so far are ``names``."""

    written: Written
    tenant: Tenant
    names: Names

    def read(self) -> Event:
        """The event; all its faults at once."""
        table = self.written.table()
        verb = next((each for each in VERBS if each.verb in table), None)
        if verb is None:
            stray = next((name for name in table if name not in (*_EVERY_EVENT, *_ALL_KEYS)), "")
            verbs = [each.verb for each in VERBS]
            advice = f"Give it one of {quoted(verbs)}."
            raise self.written.wrong("is an event without a verb.", advice, nearest=nearest(stray, verbs))
        first, *others = keys_of(verb)
        known = {verb.verb: first} | {key.name: key for key in others}
        faults, values = Faults(), dict[str, Any]()
        for name, item in table.items():
            with faults.kept():
                if name == "at":
                    values[name] = _read_moment(item, self.tenant)
                elif name in _EVERY_EVENT:
                    values[name] = read_name(item)
                elif name not in known:
                    raise _stray_key(item, name, verb, known)
                else:
                    values[known[name].field] = self._read_value(known[name], item)
        with faults.kept():
            _must_have("at" in table, self.written, "at", verb.verb)
        for name, key in known.items():
            with faults.kept():
                _must_have(name in table or not key.required, self.written, name, verb.verb)
        faults.raise_any()
        return verb(place=self.written.place, **values)

    def _read_value(self, key: Key, item: Written) -> Any:
        if isinstance(key.declared.reads, type):
            return self._read_table(key.declared.reads, item)
        value = key.declared.reads(item)
        certain = "refused" not in self.written.value
        if key.declared.gives:
            self.names.give(key.declared.gives, item, certain=certain)
        if key.declared.speaks_of and certain:
            for name in value if isinstance(value, Mapping) else (value,):
                self.names.check(key.declared.speaks_of, name, item)
        return value

    def _read_table(self, table: type, written: Written) -> Any:
        faults, values = Faults(), dict[str, Any]()
        known = {key.name: key for key in keys_of(table)}
        given = written.table()
        for name, item in given.items():
            with faults.kept():
                if name not in known:
                    raise unknown_key(item, name, known)
                values[known[name].field] = self._read_value(known[name], item)
        for name, key in known.items():
            with faults.kept():
                _must_have(name in given or not key.required, written, name, str(written.path[-1]))
        faults.raise_any()
        return table(**values)


def _read_moment(written: Written, tenant: Tenant) -> datetime:
    """A moment in UTC; without an offset it is the tenant's time on the wall."""
    moment = written.value
    if not isinstance(moment, datetime):
        raise written.wrong("is no date-time.", "Write one without quotes, like 2025-09-01T10:00:00.")
    return tenant.calendar.moment(moment) if moment.tzinfo is None else moment.astimezone(UTC)


def _must_have(there: bool, written: Written, name: str, what: str) -> None:
    if not there:
        raise written.wrong(f'"{name}" is missing.', f"Add {name} = … to this {what}.")


def _stray_key(item: Written, name: str, verb: type[Event], known: Iterable[str]) -> TenantFileError:
    if any(name == other.verb for other in VERBS):
        text = f'"{name}" cannot stand beside "{verb.verb}": an event has one verb.'
        return item.wrong(text, "Make it an event of its own.")
    return unknown_key(item, name, [*known, *_EVERY_EVENT])
