"""Which version of the contract a plugin needs: it says one, and its source shows what it uses.

A host that speaks less than a plugin declares says so at start. One that was told too little loads it, and it fails in
the middle of somebody's orders. The source is read, not run, so that no path is missed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from panel_refunds import ports
from panel_refunds.ports.contract import is_newer
from panel_refunds_testkit.demand import demand
from panel_refunds_testkit.stand import AnyStand
from panel_refunds_testkit.stand.source import files_of

_PORTS = "panel_refunds.ports"


class ContractChecks:
    """The version in ``Factory(contract=…)``."""

    def test_it_declares_the_contract_that_it_uses(self, stand: AnyStand) -> None:
        """The plugin uses what an older host does not have, and says that an older host will do.

        Write the version that the reference of hooks has beside the name: ``Factory(…, contract="1.1")``. Without it, a
        plugin is one for 1.0.
        """
        made_for = stand.factory.contract
        for place, tree in files_of(stand.peer.plugin):
            for line, name in newer_names(tree, made_for):
                demand(
                    False,
                    f"{place}:{line} uses {name}, which contract {made_for} does not have; declare a later one in"
                    " Factory(contract=…).",
                )


def newer_names(tree: ast.Module, made_for: object) -> Iterator[tuple[int, str]]:
    """What a module uses that came after the version, as ``contract.SINCE`` writes it, with the line."""
    for line, name in _names_used(tree):
        if is_newer(name, made_for):
            yield line, name


def _names_used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    named: dict[str, str] = {}
    for line, name, local in _imported(tree):
        yield line, name
        named[local] = name
    held = _held(tree, named)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            last = _last(node.value)
            yield node.lineno, node.attr if last == "ports" else f"{held.get(last, '')}.{node.attr}"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, name) for name in _given(node, named))


def _imported(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Names and modules of the contract that are imported: line, name, what it is called here."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{_PORTS}."):
            yield from ((node.lineno, each.name, each.asname or each.name) for each in node.names)
            yield from ((node.lineno, part, part) for part in str(node.module).split(".")[2:])
        elif isinstance(node, ast.Import):
            names = (each.name.rpartition(".")[2] for each in node.names if each.name.startswith(f"{_PORTS}."))
            yield from ((node.lineno, name, name) for name in names)


def _held(tree: ast.Module, named: dict[str, str]) -> dict[str, str]:
    """Variables and attributes that hold a value of the contract, as far as their annotations say so."""
    held: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and isinstance(node.annotation, ast.Name) and node.annotation.id in named:
            held[node.arg] = named[node.annotation.id]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Name) and node.annotation.id in named:
            held[_last(node.target)] = named[node.annotation.id]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in held:
            held.update({_last(target): held[node.value.id] for target in node.targets if _last(target)})
    return held


def _given(call: ast.Call, named: dict[str, str]) -> Iterator[str]:
    """The fields that a value of the contract is made with, and those of its words that are written out."""
    name = named.get(_last(call.func))
    kind = getattr(ports, name, None) if name else None
    if name is None or not (isinstance(kind, type) and is_dataclass(kind)):
        return
    by_place = zip((each.name for each in fields(kind)), call.args, strict=False)
    by_name = ((each.arg, each.value) for each in call.keywords if each.arg)
    for field, value in (*by_place, *by_name):
        yield f"{name}.{field}"
        for word in ast.walk(value):
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                yield f"{name}.{field}={word.value}"


def _last(expression: ast.expr) -> str:
    """The last part of a dotted name; empty for whatever is no name."""
    if isinstance(expression, ast.Attribute):
        return expression.attr
    return expression.id if isinstance(expression, ast.Name) else ""
