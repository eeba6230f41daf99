"""The writer's side of a certificate: what the tried adapter is, and the file that says so.

What was tried is described where it was tried, by ``describe``: under xdist that is another process than the one that
counts the outcomes and writes. The same code gives the same bytes, so a certificate has no date.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from panel_refunds import __version__
from panel_refunds.plugins.candidates import GROUP
from panel_refunds.plugins.certificates import FORMAT, Certificate, capability_hash, folder_of, path_of, source_hash
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.stand.source import module_of

KIT = "panel-refunds-testkit"


@dataclass(frozen=True, slots=True)
class Tried:
    """An adapter that was tried; plain values, so that one process can tell another. ``folder`` is its package's."""

    kind: str
    use: str
    distribution: str | None
    version: str | None
    contract: str
    kit: str
    methods: tuple[str, ...]
    capabilities: str
    source: str
    folder: str

    def as_plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)

    @classmethod
    def of_plain(cls, said: Mapping[str, Any]) -> Tried:
        """What ``as_plain`` gave."""
        return cls(**{**said, "methods": tuple(said["methods"])})

    @property
    def path(self) -> Path:
        """Where the certificate belongs."""
        return path_of(Path(self.folder), self.kind, self.use)


def describe(stand: AnyStand) -> Tried | None:
    """The adapter on the stand; None when it is in no package, where a certificate could lie beside it."""
    folder = folder_of(stand.peer.plugin)
    if folder is None:
        return None
    distribution, version = _distribution(stand.peer.plugin)
    return Tried(
        kind=stand.kind,
        use=stand.peer.use,
        distribution=distribution,
        version=version,
        contract=str(stand.factory.contract),
        kit=metadata.version(KIT),
        methods=stand.methods,
        capabilities=_capabilities(stand),
        source=source_hash(folder),
        folder=str(folder),
    )


def _capabilities(stand: AnyStand) -> str:
    """The hash of what it says it can do; of a gateway as the core compares it, for each way of paying."""
    if stand.methods:
        return capability_hash(stand.raw.capabilities, stand.methods)
    told = stand.told_of_itself(stand.built)
    said = asdict(told) if is_dataclass(told) and not isinstance(told, type) else None
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def certificate_of(tried: Tried, passed: Sequence[str], skipped: Mapping[str, str]) -> Certificate:
    """The certificate of an adapter that passed these checks and had reasons to leave out those."""
    return Certificate(
        format=FORMAT,
        kind=tried.kind,
        use=tried.use,
        distribution=tried.distribution,
        version=tried.version,
        contract=tried.contract,
        kit=tried.kit,
        core=__version__,
        methods=tried.methods,
        capabilities=tried.capabilities,
        source=tried.source,
        passed=tuple(sorted(passed)),
        skipped=dict(sorted(skipped.items())),
    )


def write(tried: Tried, certificate: Certificate) -> Path:
    """Write the certificate into the adapter's package; where it is."""
    tried.path.parent.mkdir(exist_ok=True)
    tried.path.write_text(certificate.text(), encoding="utf-8")
    return tried.path


def find_difference(tried: Tried, certificate: Certificate) -> str | None:
    """Why the certificate in the package is not the one that would be written now; None when it is."""
    try:
        there = tried.path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "there is none"
    if there == certificate.text():
        return None
    lines = zip(there.splitlines(), certificate.text().splitlines(), strict=False)
    old, new = next(((old.strip(), new.strip()) for old, new in lines if old != new), ("it ends", "more"))
    return f"it is stale: it says {old} and would now say {new}"


def _distribution(plugin: object) -> tuple[str | None, str | None]:
    module = module_of(plugin)
    name = module.__name__ if module is not None else ""
    for point in metadata.entry_points(group=GROUP):
        if point.module == name and point.dist is not None:
            return point.dist.name, point.dist.version
    return None, None
