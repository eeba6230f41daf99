"""pytest's side of the kit: it counts the checks of each conformance class, and minds the certificates.

When all checks of a class ran, and each passed or was skipped for a fact of the adapter or its peer, the adapter is
certified. With ``--certify`` the certificate is written into its package; without, the one that is there has to be the
same, or the run fails and says how to renew it. A run of a part (``-k``, a single check) says nothing about
certificates. Under xdist the processes that try and the one that counts are different: everything travels with the
reports.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from panel_refunds_testkit.demand import CAPABILITY, PEER

if TYPE_CHECKING:
    from panel_refunds_testkit.shop import Nursery

_PROPERTY = "panel_refunds_conformance"
_TRIED: pytest.StashKey[dict[type, dict[str, Any] | None]] = pytest.StashKey()
_CLASSES: pytest.StashKey[dict[str, _Outcomes]] = pytest.StashKey()
_TOLD: pytest.StashKey[list[str]] = pytest.StashKey()


@dataclass(slots=True)
class _Outcomes:
    """What became of the checks of one class so far."""

    checks: frozenset[str] = frozenset()
    tried: dict[str, Any] | None = None
    passed: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    @property
    def missing(self) -> frozenset[str]:
        """Checks that did not run, or did not pass."""
        return (self.checks - self.passed - set(self.skipped)) | self.failed


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--certify``."""
    parser.getgroup("panel-refunds").addoption(
        "--certify", action="store_true", help="Write the certificate of each adapter that passes its conformance kit."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[_TRIED] = {}
    config.stash[_CLASSES] = {}
    config.stash[_TOLD] = []


@pytest.fixture(scope="session")
def panel_refunds_workers() -> Iterator[Nursery]:
    """Where the workers of all conformance classes are born: getting ready takes as long as many checks."""
    from panel_refunds_testkit.shop import Nursery

    with Nursery() as workers:
        yield workers


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a check's report carry which check it was, which there are, and what was tried."""
    report = yield
    tried = getattr(item, "cls", None)
    if getattr(tried, "conformance_kind", None) is None or not getattr(tried, "certificate", False):
        return report
    carried = {
        "check": getattr(item, "originalname", None) or item.name,
        "checks": sorted(name for name in dir(tried) if name.startswith("test_")),
        "tried": _tried(item),
    }
    report.user_properties.append((_PROPERTY, json.dumps(carried)))
    return report


def _tried(item: pytest.Item) -> dict[str, Any] | None:
    """What stands on the check's stand; found out once for each class."""
    known = item.config.stash[_TRIED]
    stand = getattr(item, "funcargs", {}).get("stand")
    tried: type = item.cls  # type: ignore[attr-defined]  # it has one, as was looked at before
    if tried not in known and stand is not None:
        from panel_refunds_testkit.certifying import describe

        try:
            described = describe(stand)
        except Exception:  # noqa: BLE001 - an adapter that cannot say what it is fails its checks, which say why
            return None
        known[tried] = described.as_plain() if described else None
    return known.get(tried)


class _Counter:
    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one check of one class."""
        carried = dict(report.user_properties).get(_PROPERTY)
        if not isinstance(carried, str):
            return
        said = json.loads(carried)
        found = self._config.stash[_CLASSES].setdefault(report.nodeid.rpartition("::")[0], _Outcomes())
        found.checks = frozenset(said["checks"])
        found.tried = found.tried or said["tried"]
        check = said["check"]
        if report.skipped and (why := _why(report)).startswith((CAPABILITY, PEER)):
            found.skipped[check] = why
        elif not report.passed:
            found.failed.add(check)
        elif report.when == "call":
            found.passed.add(check)


def _why(report: pytest.TestReport) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(told).removeprefix("Skipped: ")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Count where the reports come together."""
    session.config.pluginmanager.register(_Counter(session.config), "panel_refunds_counter")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the certificates, or look whether those that are there are current."""
    if hasattr(session.config, "workerinput"):
        return
    certify = bool(session.config.getoption("certify"))
    for name, found in session.config.stash[_CLASSES].items():
        said, wrong = _mind(found, certify=certify)
        if said:
            session.config.stash[_TOLD].append(f"{name}: {said}")
        if wrong and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _mind(found: _Outcomes, *, certify: bool) -> tuple[str | None, bool]:
    """What to say about the certificate of a class, and whether that is a failure."""
    from panel_refunds_testkit.certifying import Tried, certificate_of, find_difference, write

    if found.missing or found.tried is None:
        why = _counted(len(found.missing), "check") if found.missing else "the adapter is in no package"
        return (f"not certified: {why} did not pass or did not run", certify) if certify else (None, False)
    tried = Tried.of_plain(found.tried)
    certificate = certificate_of(tried, sorted(found.passed - set(found.skipped)), found.skipped)
    if certify:
        return f"certified, {write(tried, certificate).name}", False
    if tried.distribution is None or (wrong := find_difference(tried, certificate)) is None:
        return None, False
    return f"its certificate {tried.path.name} is not current: {wrong}. Renew it: pytest --certify", True


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say what became of the certificates."""
    if config.stash[_TOLD]:
        terminalreporter.section("certificates")
    for line in config.stash[_TOLD]:
        terminalreporter.write_line(line)
