"""What a version of a policy changes, clause by clause, in the sentences of the policy page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from panel_refunds.pages.policy.choices import Path
from panel_refunds.pages.policy.clauses import CHAPTERS, Heading
from panel_refunds.pages.policy.page import ToldException, say, told_exception
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.policy_changes import SettingChange, settings_changed


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One setting that is another one: the clause that tells of it, and what that said and says.

    ``setting``, ``about``, ``was`` and ``now`` are its key in the file, what that is for, and its values there.
    """

    clause: str
    title: str
    setting: str
    about: str
    was: str
    now: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExceptionChange:
    """What holds otherwise under a condition; a new exception has no ``before``, one that is gone no ``after``."""

    condition: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """Everything that differs between two versions."""

    settings: tuple[ToldChange, ...]
    exceptions: tuple[ExceptionChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether both say the same."""
        return not self.settings and not self.exceptions


def tell_changes(tell: Telling, old: PolicyVersion, new: PolicyVersion) -> PolicyChanges:
    """What ``new`` changes in ``old``."""
    changed = [_told(tell, each) for each in settings_changed(old.rules, new.rules, tell.currency)]
    order = {heading.number: place for place, heading in enumerate(_headings())}
    settings = sorted(changed, key=lambda each: order[each.clause])
    return PolicyChanges(tuple(settings), tuple(_exceptions(tell, old, new)))


def _told(tell: Telling, change: SettingChange) -> ToldChange:
    heading = _heading_of(change.path)
    before = () if change.old is None and not change.was else tuple(say(tell, change.path, change.old))
    after = () if change.new is None and not change.now else tuple(say(tell, change.path, change.new))
    return ToldChange(
        heading.number, tell(heading.title), change.key, change.about, change.was, change.now, before, after
    )


def _heading_of(path: Path) -> Heading:
    """The clause that tells of a setting, or of the table that a word stands in."""
    for heading in _headings():
        if path in heading.settings or path[:-1] in heading.settings:
            return heading
    raise LookupError(f"no clause tells of {'.'.join(path)}")


def _headings() -> Iterator[Heading]:
    for chapter in CHAPTERS:
        yield from chapter.clauses


def _exceptions(tell: Telling, old: PolicyVersion, new: PolicyVersion) -> Iterator[ExceptionChange]:
    before, after = _by_condition(tell, old), _by_condition(tell, new)
    for condition in dict.fromkeys([*before, *after]):
        was, now = before.get(condition, ()), after.get(condition, ())
        if was != now:
            yield ExceptionChange(condition, was, now)


def _by_condition(tell: Telling, version: PolicyVersion) -> dict[str, tuple[str, ...]]:
    """The sentences of each condition; of several exceptions under one condition all of them, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for exception in version.exceptions:
        told: ToldException = told_exception(tell, exception)
        found[told.condition] = (*found.get(told.condition, ()), *told.sentences)
    return found
