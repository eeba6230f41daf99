"""Certificates: what a plugin shows of having passed the conformance kit, and whether that is still true of it.

The kit writes one file for each adapter into the plugin's own package, ``certificates/<kind>.<use>.json``, and it is
shipped with it. It speaks of one source and of certain capabilities; when either is another one here, nobody has tried
what is installed, and the certificate is *stale*. A reader of the file sees which checks were passed, and which the
adapter's capabilities left out.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any, Literal

from panel_refunds.ports import Capabilities
from panel_refunds.ports.contract import find_mismatch

FORMAT = 1
FOLDER = "certificates"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate; its fields are those of the file, in their order.

    ``source`` is the hash of the package, ``capabilities`` that of what the adapter says it can do with payments of
    ``methods``; ``skipped`` has a reason for each check.
    """

    format: int
    kind: str
    use: str
    distribution: str | None
    version: str | None
    contract: str
    kit: str
    core: str
    methods: tuple[str, ...]
    capabilities: str
    source: str
    passed: tuple[str, ...]
    skipped: Mapping[str, str]

    def text(self) -> str:
        """The file's text: the same for the same certificate."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an adapter stands: ``none`` has no certificate, a ``stale`` one says ``why``; our own need none."""

    state: Literal["certified", "stale", "none", "built in"]
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing has to be said about it."""
        return self.state in ("certified", "built in")

    def __str__(self) -> str:
        told = {"none": "not certified", "stale": "its certificate is stale"}.get(self.state, self.state)
        return f"{told}: {self.why}" if self.why else told


class CertificateError(Exception):
    """A file that is no certificate; the text says why."""


def folder_of(plugin: object) -> Path | None:
    """The folder of the package that a plugin (a module, or an object of a class) belongs to; None without one."""
    module = plugin if isinstance(plugin, ModuleType) else sys.modules.get(type(plugin).__module__)
    file = inspect.getsourcefile(module) if module is not None and getattr(module, "__file__", None) else None
    if module is None or file is None or not (hasattr(module, "__path__") or module.__package__):
        return None
    return Path(file).parent


def folder_of_target(target: str) -> Path | None:
    """As ``folder_of``, of ``package.module:attribute``, without importing anything of it."""
    top, *below = target.partition(":")[0].split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations)), *below)
    return folder if (folder / "__init__.py").is_file() else folder.parent


def path_of(folder: Path, kind: str, use: str) -> Path:
    """Where the certificate of ``use`` is."""
    return folder / FOLDER / f"{kind}.{use}.json"


@cache
def source_hash(folder: Path) -> str:
    """The hash of a package's Python files; the same however they came there."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        text = path.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{path.relative_to(folder).as_posix()} {len(text)}\n".encode() + text)
    return found.hexdigest()


def capability_hash(ask: Callable[[str], Capabilities], methods: Sequence[str]) -> str:
    """The hash of what ``ask`` says of each of the methods; whether it is a sandbox does not count."""
    said = {method: {**asdict(ask(method)), "sandbox": None} for method in methods}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return str(value // timedelta(microseconds=1))
    raise TypeError(f"a {type(value).__name__} is no capability")


def load_certificate(path: Path) -> Certificate:
    """The certificate in a file; ``CertificateError`` when it is none, FileNotFoundError when there is none."""
    text = path.read_text(encoding="utf-8")
    try:
        said = json.loads(text)
        if said["format"] != FORMAT:
            raise CertificateError(f"it has format {said['format']}, known is {FORMAT}")
        lists = {name: tuple(map(str, said[name])) for name in ("methods", "passed")}
        skipped = MappingProxyType({str(check): str(why) for check, why in said["skipped"].items()})
        read = Certificate(**{**said, **lists, "skipped": dict(skipped)})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise CertificateError(f"it cannot be read ({type(error).__name__})") from None
    return read


def standing_of(
    folder: Path | None,
    kind: str,
    use: str,
    *,
    version: str | None = None,
    ask: Callable[[str], Capabilities] | None = None,
) -> Standing:
    """How ``use`` of the package in ``folder`` stands; ``ask`` is its ``capabilities``, where it was built."""
    if folder is None:
        return Standing("none")
    try:
        certificate = load_certificate(path_of(folder, kind, use))
    except FileNotFoundError:
        return Standing("none")
    except (OSError, CertificateError) as error:
        return Standing("stale", str(error))
    reasons = (
        ((certificate.kind, certificate.use) != (kind, use), "it is that of another adapter"),
        (find_mismatch(certificate.contract) is not None, f"it is about contract {certificate.contract}"),
        (version is not None and certificate.version != version, f"it is about version {certificate.version}"),
        (certificate.source != source_hash(folder), "the source was changed since"),
        (not certificate.passed, "it passed nothing"),
    )
    for holds, why in reasons:
        if holds:
            return Standing("stale", why)
    if (
        ask is not None
        and certificate.methods
        and capability_hash(ask, certificate.methods) != certificate.capabilities
    ):
        return Standing("stale", "with these settings it can do other things than were tried")
    return Standing("certified")
