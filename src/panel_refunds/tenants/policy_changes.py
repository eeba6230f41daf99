"""What is another in one version of a policy than in another one: setting by setting, as the files write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from panel_refunds.policy.settings import Rules
from panel_refunds.tenants.policy_schema import policy_table
from panel_refunds.tenants.table import FieldPath, Key, Table
from panel_refunds.tenants.word_table import WordTable


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting that differs.

    ``path`` is where it lies in the rules, with the word behind it for one word of a table; ``key`` how the file names
    it, ``about`` what that means. ``was`` and ``now`` are what the files would say, "" for a word that stands nowhere.
    """

    path: FieldPath
    key: str
    about: str
    old: Any
    new: Any
    was: str
    now: str


def settings_changed(old: Rules, new: Rules, currency: str) -> Iterator[SettingChange]:
    """Every setting that differs, in the order of the reference; ``currency`` is the tenant's."""
    for names, fields, key in policy_table(currency).all_keys():
        before, after = _value(old, fields), _value(new, fields)
        if before != after:
            yield from _changes(".".join(names), fields, key, before, after)


def _changes(name: str, fields: FieldPath, key: Key, before: Any, after: Any) -> Iterator[SettingChange]:
    if isinstance(key.holds, WordTable):
        for word in dict.fromkeys([*before, *after]):
            if before.get(word) != after.get(word):
                was, now = (key.holds.effects.shows(each[word]) if word in each else "" for each in (before, after))
                yield SettingChange(
                    (*fields, word), f"{name}.{word}", key.about, before.get(word), after.get(word), was, now
                )
    elif not isinstance(key.holds, Table):
        yield SettingChange(fields, name, key.about, before, after, key.holds.shows(before), key.holds.shows(after))


def _value(rules: Rules, path: FieldPath) -> Any:
    value: Any = rules
    for name in path:
        value = value[name] if isinstance(value, Mapping) else getattr(value, name)
    return value
