"""What a tenant may say about the panel's database: ``[order_providers.NAME]`` with ``use = "panel_db"``.

The host has already checked the kinds and resolved the secret; here the values get their meaning, the mapping file is
read, and what makes no sense is refused with the name of the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_panel_db.address import Address, parse_address
from panel_refunds_panel_db.mapping.load import MappingFaultsError, load_mapping
from panel_refunds_panel_db.mapping.shape import PanelMapping

MOST_PER_QUESTION = 100
LONGEST_TIMEOUT = 10

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "database": Setting(required=True, secret=True, help="Address of the panel's database, with the password."),
        "mapping": Setting(required=True, help="The mapping file, in the tenant's folder, like panel-orders.toml."),
        "poll_seconds": Setting("integer", default=60, minimum=1, help="How often open orders are looked up."),
        "timeout_seconds": Setting(
            "integer", default=5, minimum=1, help="How long connecting, a lock or one answer may take, at most 10."
        ),
        "batch": Setting("integer", default=100, minimum=1, help="Orders in one question, at most 100."),
        "writing_role": Setting(
            default="warn", choices=("warn", "refuse"), help="What to do when the database's role may write."
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one provider, checked.

    ``address`` is None where no secret was read, ``mapping`` where the object belongs to no tenant: both only read what
    they are shown.
    """

    address: Address | None = field(repr=False)
    mapping: PanelMapping | None
    timeout_seconds: int
    batch: int
    writing_role: Literal["warn", "refuse"]


def parse_settings(given: Mapping[str, Any], folder: Path | None) -> Settings:
    """Check ``given`` and fill in the defaults; ``Refused`` names the key that is wrong and says what to do."""
    values = {name: given.get(name, setting.default) for name, setting in SETTINGS.items()}
    if not 1 <= values["batch"] <= MOST_PER_QUESTION:
        raise Refused("field_invalid", f"One question may name 1 to {MOST_PER_QUESTION} orders.", field="batch")
    if not 1 <= values["timeout_seconds"] <= LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout_seconds")
    # An object that belongs to nobody is given no folder, and stand-ins for what must be given.
    return Settings(
        address=parse_address(values["database"]) if folder else None,
        mapping=_mapping(values["mapping"], folder) if folder else None,
        timeout_seconds=values["timeout_seconds"],
        batch=values["batch"],
        writing_role=values["writing_role"],
    )


def _mapping(name: object, folder: Path) -> PanelMapping:
    if not isinstance(name, str) or not name.strip():
        raise Refused("field_missing", "Name the mapping file, like panel-orders.toml.", field="mapping")
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise Refused("field_invalid", "The mapping file has to lie in the tenant's own folder.", field="mapping")
    try:
        return load_mapping(folder / name)
    except MappingFaultsError as error:
        raise Refused("field_invalid", str(error), field="mapping") from None
