"""Templates: Jinja, with a tenant's own before ours.

A tenant's folder may hold ``templates/portal/balance.html``: it is used in place of ours of the same name, and may
extend it as ``original/portal/balance.html``. A site may have a folder of its own, which goes before its tenant's.
Everything put into a page is escaped; an undefined name is an error
and not an empty place.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from panel_refunds.pages.assets import load_assets
from panel_refunds.pages.brand_sheet import sheet_of
from panel_refunds.pages.reasons import finding_of, refusal_of

FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=256)
def environment_of(folders: tuple[Path, ...] = ()) -> Environment:
    """The templates of a brand, the dearest folder first; of none, ours alone."""
    ours, own = FileSystemLoader(FOLDER), [FileSystemLoader(folder) for folder in folders]
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
    environment.globals["sheet_of"] = sheet_of
    environment.globals["versions"] = {name: asset.version for name, asset in load_assets().items()}
    return environment


def draw(folders: tuple[Path, ...], template: str, given: dict[str, Any]) -> str:
    """The page as HTML."""
    return environment_of(folders).get_template(template).render(given)
