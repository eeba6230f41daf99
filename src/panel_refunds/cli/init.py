"""``panel-refunds init``: a new installation that ``check`` accepts and ``serve`` runs at once.

The files are those of ``new_installation``, with the brand filled in. Nothing that exists is touched: the folder has
to be new or empty.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from string import Template
from typing import Annotated

import typer

_FILES = Path(__file__).parent / "new_installation"
_TENANT_FILES = {
    "tenant.toml": "tenant.toml",
    "policy.toml": "policies/default/{today}.toml",
    "case.toml": "cases/deposits.toml",
}


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    name: Annotated[str, typer.Option("--name", help="What customers call the brand.")] = "My Panel",
    host: Annotated[str, typer.Option("--host", help="The brand's domain.")] = "panel.example",
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="The currency where none is said.")
    ] = "USD",
    time_zone: Annotated[str, typer.Option("--time-zone", metavar="ZONE", help="Like Europe/Berlin.")] = "UTC",
    calendar: Annotated[
        str, typer.Option("--calendar", metavar="COUNTRY", help="Whose public holidays count, like US or DE-BY.")
    ] = "US",
    provider: Annotated[
        str | None,
        typer.Option("--provider", metavar="URL", help="Address of the upstream panel's API v2 (plugin smm_v2)."),
    ] = None,
) -> None:
    """Make a new installation: a tenant, its policy and its first cases.

    Exit 2 when the folder is not empty or a value is not known.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise typer.BadParameter(f"{folder} is not an empty folder; nothing was written.", param_hint="DIR")
    slug = slug_of(name)
    existed = folder.exists()
    try:
        _write(folder, slug, _values(slug, name, host, currency, time_zone, calendar, provider))
        _load(folder)
    except BaseException:
        _take_back(folder, existed=existed)
        raise
    typer.echo(_next_steps(folder, slug, provider))


def slug_of(name: str) -> str:
    """The short name of a brand: ASCII letters, digits and dashes; ``panel`` when nothing of the name is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "panel"


def _values(
    slug: str, name: str, host: str, currency: str, time_zone: str, calendar: str, provider: str | None
) -> dict[str, str]:
    variable = f"{slug.upper().replace('-', '_')}_PROVIDER_KEY"
    table = Template((_FILES / "tenant" / ("provider.toml" if provider else "no_provider.toml")).read_text("utf-8"))
    today = date.today()  # noqa: DTZ011 - the day on the operator's own clock names the file
    days = {f"day_{number}": f"{today + timedelta(number)}T10:00:00" for number in (1, 2, 3, 20)}
    return {
        "name": _text(name),
        "currency": _text(currency),
        "time_zone": _text(time_zone),
        "calendar": _text(calendar),
        "plugins": '"smm_v2"' if provider else "",
        "host": _text(host),
        "below_host": _text(f"*.{host}"),
        "host_bare": host,
        "variable": variable,
        "provider": table.substitute(url=_text(provider or ""), variable=variable),
        "today": today.isoformat(),
        **days,
    }


def _text(value: str) -> str:
    """A TOML string; what JSON escapes, TOML escapes in the same way."""
    return json.dumps(value, ensure_ascii=False)


def _write(folder: Path, slug: str, values: dict[str, str]) -> None:
    top = {"panel-refunds.toml": "panel-refunds.toml", "env.example": ".env.example", "gitignore": ".gitignore"}
    paths = {_FILES / source: folder / target for source, target in top.items()}
    for source, target in _TENANT_FILES.items():
        paths[_FILES / "tenant" / source] = folder / "tenants" / slug / target.format(today=values["today"])
    for template, path in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Template(template.read_text("utf-8")).safe_substitute(values), encoding="utf-8")


def _load(folder: Path) -> None:
    from panel_refunds.tenants.faults import TenantFileError
    from panel_refunds.tenants.installation import load_installation

    try:
        load_installation(folder)
    except TenantFileError as error:
        faults = "\n".join(f"{fault.key}: {fault.text} {fault.advice}".strip() for fault in error.faults)
        raise typer.BadParameter(f"{faults}\nNothing was written.") from None


def _take_back(folder: Path, *, existed: bool) -> None:
    for entry in folder.iterdir() if folder.is_dir() else ():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if not existed and folder.is_dir():
        folder.rmdir()


def _next_steps(folder: Path, slug: str, provider: str | None) -> str:
    secret = ["  cp .env.example .env      # then fill it in", "  set -a; . ./.env; set +a"] if provider else []
    none = f"It has no order provider yet: tenants/{slug}/tenant.toml says how to add one, or use --provider."
    return "\n".join(
        [
            f"{folder} is ready: one tenant, {slug}.",
            *([] if provider else [none]),
            "",
            f"  cd {folder}",
            *secret,
            "  panel-refunds check",
            f"  panel-refunds keys create --tenant {slug} website",
            "  panel-refunds serve",
        ]
    )
