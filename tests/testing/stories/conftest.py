"""Stories written on the spot, for the first tenant or one of the small ones beside this file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from panel_refunds.store import Store
from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.stories.faults import StoryFileError
from panel_refunds.testing.stories.reading import load_cases
from panel_refunds.testing.stories.running import tell_stories
from panel_refunds.testing.stories.stage import Stage, Theatre
from panel_refunds.testing.stories.story import Case
from panel_refunds.testing.stories.transcript import CaseResult

ROOT = Path(__file__).parents[3]
SMALL_TENANTS = Path(__file__).parent / "tenants"

ReadCases = Callable[..., tuple[Case, ...]]


@pytest.fixture(scope="session")
def tenant() -> Tenant:
    """The first tenant: every rule at its default, clocks in New York."""
    return load_tenant(ROOT / "tenants" / "smmpanelus")


@pytest.fixture
def read_cases(tmp_path: Path, tenant: Tenant) -> ReadCases:
    """``read_cases(events, 'site = "…"')``: the cases of a file with one story of these lines."""

    def read(*events: str, more: str = "") -> tuple[Case, ...]:
        lines = "\n".join(f"  {{ {event} }}," for event in events)
        return load_cases(write(tmp_path, f'[[case]]\nname = "a story"\n{more}\nstory = [\n{lines}\n]\n'), tenant)

    return read


@pytest.fixture
def read_text(tmp_path: Path, tenant: Tenant) -> Callable[[str], tuple[Case, ...]]:
    """The cases of a file with this text."""
    return lambda text: load_cases(write(tmp_path, text), tenant)


@pytest.fixture
def faults_of() -> Callable[..., tuple[Fault, ...]]:
    """The faults of a file that cannot be read: ``faults_of(read_cases, "…")``."""

    def call(read: Callable[..., object], *args: str, **more: str) -> tuple[Fault, ...]:
        with pytest.raises(StoryFileError) as caught:
            read(*args, **more)
        return caught.value.faults

    return call


@pytest.fixture
def tell(read_cases: ReadCases, tenant: Tenant) -> Callable[..., CaseResult]:
    """``tell(event, event, …)``: what comes of a story of these lines."""

    def told(*events: str, more: str = "") -> CaseResult:
        return tell_stories(tenant, read_cases(*events, more=more))[0]

    return told


@pytest.fixture
def stage(read_cases: ReadCases, tenant: Tenant) -> Iterator[Stage]:
    """An empty stage in memory."""
    store = Store("sqlite://")
    theatre = Theatre.open(tenant, store)
    (case,) = read_cases("at = 2025-09-01T10:00:00, time = 'passes'")
    made = theatre.stage(case)
    made.clock.at = case.events[0].at
    yield made
    theatre.close()
    store.close()


def write(folder: Path, text: str) -> Path:
    file = folder / "cases.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def small_tenants() -> Path:
    """The folder of small tenants, with settings that none of the shipped ones uses."""
    return SMALL_TENANTS


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT
