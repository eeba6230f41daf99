"""``[[sites]]``: the hosts one policy governs, and those it leaves out.

A pattern is a host name or ``*.name``, which means everything below the name at any depth, not the name itself.
What is excluded is left out with everything below it; only what the site would govern otherwise can be excluded.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.host_names import find_name, is_address
from panel_refunds.tenants.kinds import Text
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.tenant import Place, Site
from panel_refunds.tenants.web_addresses import WebAddress


@dataclass(frozen=True, slots=True)
class HostPatterns:
    """A list of host patterns; read as pattern (in its one form) → place."""

    def read(self, written: Written) -> dict[str, Place]:
        faults, found = Faults(), dict[str, Place]()
        for item in written.items():
            with faults.kept():
                pattern = _pattern(item)
                if pattern in found:
                    raise item.wrong(f'"{pattern}" stands here twice.', "Remove one.")
                found[pattern] = item.place
        faults.raise_any()
        if not found:
            raise written.wrong("names no host.", 'Write at least one, like "panel.example".')
        return found

    def says(self) -> str:
        return 'list of host names and `"*.name"` (everything below)'

    def shows(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class SitesBrand:
    """A brand of the site's own; it is read when its tenant's is known."""

    def read(self, written: Written) -> Written:
        written.table()
        return written

    def says(self) -> str:
        return "table with keys of `[brand]`"

    def shows(self, value: object) -> str:
        return str(value)


SITE = Table(
    {
        "hosts": Key(HostPatterns(), "the hosts this site has", "1.1", required=True),
        "policy": Key(
            Text("a policy's name, as its folder is named"), "which of the policies governs", "1.1", default="default"
        ),
        "except": Key(HostPatterns(), "hosts that are left out, with everything below them", "1.1"),
        "except_policy_url": Key(WebAddress(), "where the policy of those can be read", "1.1"),
        "brand": Key(SitesBrand(), "what this site shows in another way than its tenant"),
    }
)


def parse_sites(written: Written) -> tuple[Site, ...]:
    """The sites of a tenant, in the file's order."""
    faults, found = Faults(), list[Site]()
    for item in written.items(heading='[[sites]] with hosts = ["panel.example"] below'):
        with faults.kept():
            found.append(_site(item))
    faults.raise_any()
    if not found:
        raise written.wrong("is empty.", "Add [[sites]] with hosts.")
    return tuple(found)


def covers(pattern: str, other: str) -> bool:
    """Whether everything that ``other`` (a pattern or a host) means lies inside ``pattern``."""
    if pattern.startswith("*."):
        return other.removeprefix("*").endswith(pattern[1:]) and other != pattern[2:]
    return pattern == other


def _site(written: Written) -> Site:
    values = SITE.values(written)
    hosts, excluded, faults = values["hosts"], values["except"] or {}, Faults()
    url = values["except_policy_url"]
    for place, pattern in enumerate(excluded):
        item = written.child("except").child(place)
        with faults.kept():
            if pattern in hosts:
                raise item.wrong(f'"{pattern}" is in hosts as well.', "Keep it in one of the two.")
            if not any(covers(host, pattern) for host in hosts):
                raise item.wrong(
                    f'"{pattern}" is outside of hosts, so there is nothing to leave out.', "Remove it, or add its host."
                )
    if url and not excluded:
        with faults.kept():
            raise written.child("except_policy_url").wrong("has nothing to speak of.", "Add except, or remove it.")
    faults.raise_any()
    return Site(tuple(hosts), values["policy"], tuple(excluded), url, places=MappingProxyType(hosts))


def _pattern(item: Written) -> str:
    text = item.text()
    wild = text.startswith("*.")
    name = text if text.startswith("[") else find_name(text.removeprefix("*."))
    if name is None or name.startswith("[") or (wild and is_address(name)):
        advice = 'Write a host name like "panel.example" or "*.panel.example", without port or path.'
        raise item.wrong(f'"{text[:80]}" is no host pattern.', advice)
    return f"*.{name}" if wild else name
