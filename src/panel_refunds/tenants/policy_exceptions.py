"""``[[exception]]``: settings that hold only under a condition.

A condition speaks either of the deposit (``method``, ``gateway``) or of the order (``provider``, ``service``),
and may change only what is asked of that one. Anything else would be accepted and never hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from panel_refunds.policy.settings import Condition, PolicyException
from panel_refunds.tenants.faults import Faults, nearest, quoted
from panel_refunds.tenants.kinds import Text
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Table, unknown_key

# The keys of a condition → the tables it can change.
_SUBJECTS: Mapping[tuple[str, ...], tuple[str, ...]] = MappingProxyType(
    {("method", "gateway"): ("deposits", "order_refunds"), ("provider", "service"): ("orders",)}
)
CONDITION_KEYS = tuple(key for keys in _SUBJECTS for key in keys)
_WORD = Text("one word or number as your panel sends it", r"[^\s\x00-\x1f]{1,64}")


def parse_exceptions(written: Written, policy: Table) -> tuple[PolicyException, ...]:
    """The exceptions of a policy file, in its order; ``policy`` describes the tables they may change."""
    faults, found = Faults(), list[PolicyException]()
    for item in written.items(heading="[[exception]]"):
        with faults.kept():
            found.append(_exception(item, policy))
    faults.raise_any()
    return tuple(found)


def _exception(written: Written, policy: Table) -> PolicyException:
    faults, table = Faults(), written.table()
    condition, tables = Condition(), tuple(policy.keys)
    with faults.kept():
        if "if" not in table:
            raise written.wrong("has no condition.", 'Add if = { method = "crypto" }.')
        condition, tables = _condition(table["if"])
    changes: list[tuple[tuple[str, ...], Any]] = []
    for name, item in table.items():
        if name == "if":
            continue
        with faults.kept():
            if name not in policy.keys:
                raise unknown_key(item, name, ("if", *tables))
            if name not in tables:
                raise item.wrong(
                    f"[{name}] cannot depend on that condition.",
                    f"Under method or gateway write {quoted(_SUBJECTS[('method', 'gateway')])} keys, "
                    f"under provider or service {quoted(_SUBJECTS[('provider', 'service')])} keys.",
                )
            changes.extend(((name, *path), value) for path, value in policy.keys[name].changes(item))
    if not changes and not faults.found:
        with faults.kept():
            raise written.wrong("changes nothing.", 'Add a setting, like deposits.refundable = "never".')
    faults.raise_any()
    return PolicyException(condition, tuple(changes))


def _condition(written: Written) -> tuple[Condition, tuple[str, ...]]:
    """The condition, and the tables it can change."""
    faults, words = Faults(), dict[str, tuple[str, ...]]()
    table = written.table('{ method = "crypto" }')
    for key, item in table.items():
        with faults.kept():
            if key not in CONDITION_KEYS:
                raise item.wrong(
                    f'"{key}" is not a known condition.',
                    f"Conditions are {quoted(CONDITION_KEYS)}.",
                    nearest=nearest(key, CONDITION_KEYS),
                )
            many = item.items() if isinstance(item.value, list) else (item,)
            if not many:
                raise item.wrong("names nothing.", "Write a word or a list of words.")
            words[key] = tuple(_WORD.read(word) for word in many)
    faults.raise_any()
    meant = [tables for keys, tables in _SUBJECTS.items() if set(keys) & set(words)]
    if not meant:
        raise written.wrong("is an empty condition.", f"Conditions are {quoted(CONDITION_KEYS)}.")
    if len(meant) > 1:
        raise written.wrong(
            "mixes the deposit (method, gateway) with the order (provider, service).", "Write two exceptions."
        )
    return Condition(**words), meant[0]
