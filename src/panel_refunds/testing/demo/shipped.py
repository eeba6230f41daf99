"""Where the shipped tenants are: inside the installed package, or beside the sources in a clone."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "tenants"
_IN_CLONE = Path(__file__).parents[4] / "tenants"


def find_shipped_tenant(slug: str) -> Path | None:
    """The folder of a shipped tenant; None when neither place has it."""
    places = (folder / slug for folder in (_PACKAGED, _IN_CLONE))
    return next((place for place in places if (place / "tenant.toml").is_file()), None)
