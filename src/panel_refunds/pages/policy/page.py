"""A policy version as a page: its sections and clauses, its exceptions, each sentence with its figures."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from panel_refunds.pages.policy.choices import CHOICES, Path
from panel_refunds.pages.policy.clauses import CHAPTERS, FEES, SITES, UNSPENT, VERSIONS, Heading
from panel_refunds.pages.policy.figured import FIGURED
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.policy.settings import Condition, PolicyException, PolicyVersion, Rules
from panel_refunds.tenants.tenant import Site, Tenant


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with its sentences; ``anchor`` is where a reason points to."""

    number: str
    title: str
    sentences: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor_of(self.number)


@dataclass(frozen=True, slots=True)
class Section:
    """One section with its clauses."""

    number: str
    title: str
    clauses: tuple[Clause, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor_of(self.number)


@dataclass(frozen=True, slots=True)
class ToldException:
    """What holds otherwise, under which condition."""

    condition: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """The whole page."""

    sections: tuple[Section, ...]
    exceptions: tuple[ToldException, ...]

    @property
    def text(self) -> str:
        """All of it as plain text, line by line."""
        lines: list[str] = []
        for section in self.sections:
            lines.append(f"{section.number} {section.title}")
            for clause in section.clauses:
                lines += [f"{clause.number} {clause.title}", *clause.sentences]
        for exception in self.exceptions:
            lines += [exception.condition, *exception.sentences]
        return "\n".join(lines)


def anchor_of(clause: str) -> str:
    """Where a clause stands on the page: the id of its heading."""
    return f"clause-{clause}"


def make_page(tell: Telling, tenant: Tenant, version: PolicyVersion) -> PolicyPage:
    """The page of one version of a tenant's policy, in the visitor's language."""
    sections = tuple(
        Section(
            chapter.number,
            tell(chapter.title),
            tuple(
                Clause(heading.number, tell(heading.title), tuple(_clause(tell, tenant, version, heading)))
                for heading in chapter.clauses
            ),
        )
        for chapter in CHAPTERS
    )
    return PolicyPage(sections, tuple(told_exception(tell, exception) for exception in version.exceptions))


def say(tell: Telling, path: Path, value: Any) -> Iterator[str]:
    """The sentences of one setting; a path may name one word of a table (``orders.status.partial``)."""
    if path in CHOICES:
        yield tell(CHOICES[path][value])
    elif path in FIGURED:
        yield from FIGURED[path](tell, value)
    else:
        yield from FIGURED[path[:-1]](tell, {path[-1]: value})


def value_at(rules: Rules, path: Path) -> Any:
    """The value of a setting."""
    value: Any = rules
    for name in path:
        value = value[name] if isinstance(value, Mapping) else getattr(value, name)
    return value


def settings_of(holder: Any = None, path: Path = ()) -> Iterator[Path]:
    """The path of every setting that rules have: a table is walked through, a window or an amount is one setting."""
    holder = Rules() if holder is None else holder
    for field in dataclasses.fields(holder):
        value, here = getattr(holder, field.name), (*path, field.name)
        if dataclasses.is_dataclass(value) and here not in FIGURED:
            yield from settings_of(value, here)
        else:
            yield here


_SPENT_IN_EXAMPLE = 20
"""Percent: 10 of 50. Where less may be spent, the example would be wrong."""


def _clause(tell: Telling, tenant: Tenant, version: PolicyVersion, heading: Heading) -> Iterator[str]:
    for text in heading.always:
        yield tell(text)
    if heading.number == SITES:
        for site in tenant.sites:
            if site.policy == version.name:
                yield from _hosts(tell, site)
    elif heading.number == VERSIONS:
        yield from _versions(tell, tenant, version)
    elif heading.number == UNSPENT and version.rules.deposits.used_at_most_percent >= _SPENT_IN_EXAMPLE:
        yield tell(
            "Example: of {paid} paid in, {spent} is spent on an order. At most {left} can go back.",
            paid=tell.example(50),
            spent=tell.example(10),
            left=tell.example(40),
        )
    for path in heading.settings:
        if not _is_moot(version.rules, path):
            yield from say(tell, path, value_at(version.rules, path))
    if heading.number == FEES and version.rules.deposits.processor_fee == "whole_once":
        yield tell(
            "Example: of {left} that can go back, the processor kept a fee of {fee}. Before fees of our own, {arrives} "
            "arrives.",
            left=tell.example(40),
            fee=tell.example(1, 75),
            arrives=tell.example(38, 25),
        )


def _is_moot(rules: Rules, path: Path) -> bool:
    """Whether a setting has no figure and nothing to say: there is no limit on what cannot be asked for at all."""
    if path == ("order_refunds", "window"):
        window = rules.order_refunds.window
        return rules.order_refunds.withdrawable == "never" and window.within is None and window.after is None
    if path == ("orders", "customer_cancel", "after"):
        return rules.orders.customer_cancel.allowed == "never" and rules.orders.customer_cancel.after is None
    return False


def _hosts(tell: Telling, site: Site) -> Iterator[str]:
    yield tell("It holds for: {hosts}.", hosts=tell.words.listed(_host_words(tell, site.hosts)))
    if site.excluded:
        yield tell("It does not hold for: {hosts}.", hosts=tell.words.listed(_host_words(tell, site.excluded)))


def _host_words(tell: Telling, hosts: tuple[str, ...]) -> list[str]:
    return [
        tell("everything below {host}", host=tell.words.isolated(host[2:]))
        if host.startswith("*.")
        else tell.words.isolated(host)
        for host in hosts
    ]


def _versions(tell: Telling, tenant: Tenant, version: PolicyVersion) -> Iterator[str]:
    yield tell("This version holds from {day} on.", day=tell.figures.day(version.day))
    if tenant.governing == "at_deposit":
        yield tell("A deposit goes by the version that held on the day when it was credited.")
    else:
        yield tell("A request goes by the version that holds on the day when you ask.")
        yield tell("What is taken off a deposit goes by the version that held when it was credited.")
    yield tell("Paying in means that you accept this policy. A version that has come into force is never changed.")


def told_exception(tell: Telling, exception: PolicyException) -> ToldException:
    """The exception with its condition and its sentences."""
    sentences = tuple(sentence for path, value in exception.changes for sentence in say(tell, path, value))
    return ToldException(" · ".join(_conditions(tell, exception.condition)), sentences)


def _conditions(tell: Telling, condition: Condition) -> Iterator[str]:
    if condition.method:
        yield tell("Paid by: {methods}", methods=tell.either(condition.method))
    if condition.gateway:
        yield tell("Paid through: {gateways}", gateways=tell.either(condition.gateway))
    if condition.provider:
        yield tell("Orders carried out by: {providers}", providers=tell.either(condition.provider))
    if condition.service:
        yield tell("Services: {services}", services=tell.either(condition.service))
