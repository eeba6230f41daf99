"""Templates: Jinja, with a tenant's own before ours.

A tenant's folder may hold ``templates/portal/balance.html``: it is used in place of ours of the same name, and may
extend it as ``original/portal/balance.html``. Everything put into a page is escaped; an undefined name is an error
and not an empty place.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from panel_refunds.pages.assets import load_assets
from panel_refunds.pages.reasons import finding_of, refusal_of

FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=256)
def environment_of(tenant_folder: Path | None) -> Environment:
    """The templates of a tenant; of none, ours alone."""
    ours = FileSystemLoader(FOLDER)
    own = [FileSystemLoader(tenant_folder / "templates")] if tenant_folder else []
    environment = Environment(
        loader=ChoiceLoader([*own, ours, PrefixLoader({"original": ours})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["finding_of"] = finding_of
    environment.globals["refusal_of"] = refusal_of
    environment.globals["versions"] = {name: asset.version for name, asset in load_assets().items()}
    return environment


def draw(tenant_folder: Path | None, template: str, given: dict[str, Any]) -> str:
    """The page as HTML."""
    return environment_of(tenant_folder).get_template(template).render(given)
