"""The two environments of CEL in which an expression lives: one checks it, one runs it.

Where it is *checked*, an amount is a type of its own and only what is declared here exists: amounts compare with
amounts, are added to amounts and multiplied by whole numbers; there is no ``double``, no conversion, no pattern, and no
``dyn`` that would make the checker look away. Where it *runs*, an amount is a whole number of units and the arithmetic
is CEL's own on 64-bit integers: exact, and an overflow is an error, never another number. Nothing runs that was not
checked.

Both are made anew for each rule, so that rules and tenants share nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cel_expr_python import cel  # type: ignore[import-untyped]  # the library ships stubs without saying so

from panel_refunds_cel.amounts import IN_CURRENCY, OTHER_CURRENCY
from panel_refunds_cel.records import name_of, new_pool
from panel_refunds_cel.vocabulary import WEEKDAYS, WORDS, Kind

MACROS = ("has", "all", "exists", "exists_one", "map", "filter")
FUNCTIONS = ("money", "sum", "min", "max", "size", "startsWith", "endsWith", "contains")
OF_TIME = ("getHours", "getMinutes", "getDayOfWeek", "getDayOfMonth", "getDate", "getMonth", "getFullYear")
_KEPT = (
    *("_&&_", "_||_", "!_", "_?_:_", "_==_", "_!=_", "@in", "@not_strictly_false"),
    *("size", "startsWith", "endsWith", "contains"),
    *OF_TIME,
)
_COMPARED = ("_<_", "_<=_", "_>_", "_>=_")


def checking() -> Any:
    """The environment that checks: every word with its kind, and nothing that is not meant."""
    types = _types()
    variables = {word.name: types[word.kind] for word in WORDS} | dict.fromkeys(WEEKDAYS, types["weekday"])
    lines = ["stdlib:", "  include_functions:", *(f'    - name: "{name}"' for name in _KEPT)]
    lines += ["  include_macros:", *(f"    - {name}" for name in MACROS)]
    config = cel.NewEnvConfigFromYaml("\n".join(lines) + "\n")
    return cel.NewEnv(descriptor_pool=new_pool(), config=config, variables=variables, functions=_declared(types))


def running() -> Any:
    """The environment that runs: the same words, amounts as whole numbers, records as mappings."""
    record = cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
    kinds: Mapping[Kind, Any] = {
        "money": cel.Type.INT,
        "int": cel.Type.INT,
        "bool": cel.Type.BOOL,
        "string": cel.Type.STRING,
        "weekday": cel.Type.STRING,
        "timestamp": cel.Type.TIMESTAMP,
        "deposits": cel.Type.List(record),
        "order": cel.Type.DYN,
    }
    variables = {word.name: kinds[word.kind] for word in WORDS} | dict.fromkeys(WEEKDAYS, cel.Type.STRING)
    number, text = cel.Type.INT, cel.Type.STRING
    functions = [
        _run("sum", number, [cel.Type.List(number)], sum),
        _run("min", number, [number, number], min),
        _run("max", number, [number, number], max),
        _run(IN_CURRENCY, number, [text, text, number], _amount_in),
    ]
    return cel.NewEnv(variables=variables, functions=functions)


def _amount_in(wallet: str, named: str, units: int) -> int:
    if wallet != named:
        raise ValueError(f"an amount in {named} {OTHER_CURRENCY}, which is in {wallet}")
    return units


def _run(name: str, result: Any, parameters: Sequence[Any], run: Any) -> Any:
    return cel.FunctionDecl(name, [cel.Overload(f"{name}_run", result, parameters, impl=run)])


def _types() -> Mapping[str, Any]:
    return {
        "money": cel.Type(name_of("money")),
        "weekday": cel.Type(name_of("weekday")),
        "deposit": cel.Type(name_of("deposit")),
        "order": cel.Type(name_of("order")),
        "deposits": cel.Type.List(cel.Type(name_of("deposit"))),
        "int": cel.Type.INT,
        "bool": cel.Type.BOOL,
        "string": cel.Type.STRING,
        "timestamp": cel.Type.TIMESTAMP,
    }


def _declared(types: Mapping[str, Any]) -> list[Any]:
    """The functions and operators that exist, each as result and operands."""
    money, number, truth, text = types["money"], types["int"], types["bool"], types["string"]
    several = cel.Type.List
    lists = [several(each) for each in (money, number, truth, text, types["deposit"])]
    functions: dict[str, list[tuple[Any, ...]]] = {
        name: [(truth, kind, kind) for kind in (money, number, text, types["timestamp"])] for name in _COMPARED
    }
    functions |= {
        # ``map`` and ``filter`` put their lists together with a plus.
        "_+_": [(money, money, money), (number, number, number), *((each, each, each) for each in lists)],
        "_-_": [(money, money, money), (number, number, number)],
        "_*_": [(money, money, number), (money, number, money), (number, number, number)],
        "_/_": [(money, money, number), (number, number, number)],
        "_%_": [(number, number, number)],
        "-_": [(money, money), (number, number)],
        "_[_]": [(types["deposit"], types["deposits"], number)],
        "money": [(money, text)],
        "sum": [(money, several(money)), (number, several(number))],
        "min": [(money, money, money), (number, number, number)],
        "max": [(money, money, money), (number, number, number)],
    }
    return [_declaration(name, overloads) for name, overloads in functions.items()]


def _declaration(name: str, overloads: Iterable[tuple[Any, ...]]) -> Any:
    made = [cel.Overload(f"{name} {number}", result, operands) for number, (result, *operands) in enumerate(overloads)]
    return cel.FunctionDecl(name, made)
