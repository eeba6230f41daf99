"""The stories of the first tenant as pages that people read: what happens when, with every figure and clause.

A page is what telling the stories really printed. ``python tests/walkthroughs/pages.py`` writes the pages anew; a test
compares, so they cannot tell of a behaviour that is gone.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.stories import load_cases, tell_stories
from panel_refunds.testing.stories.rendering import render_case

ROOT = Path(__file__).parents[2]
TENANT = ROOT / "tenants" / "smmpanelus"
PAGES = ROOT / "docs" / "walkthroughs"

_NOTE = "<!-- Written by tests/walkthroughs/pages.py from {source}; a test compares. Do not edit by hand. -->"


def page_of(file: Path) -> Path:
    """Where the page of a file of cases stands."""
    return PAGES / f"{file.stem}.md"


def render_page(file: Path) -> str:
    """The page of one file of cases: its title is the file's first comment."""
    tenant = load_tenant(TENANT)
    title = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    parts = [f"# {title}", _NOTE.format(source=file.relative_to(ROOT).as_posix())]
    for result in tell_stories(tenant, load_cases(file, tenant)):
        console = Console(file=StringIO(), width=200, no_color=True)
        render_case(console, result)
        _, *timeline = console.file.getvalue().rstrip().splitlines()
        parts += [f"## {result.name}", f"Clause {result.clause}.", "\n".join(["```text", *timeline, "```"])]
    return "\n\n".join(parts) + "\n"


def render_index(files: list[Path]) -> str:
    """The page that lists the others."""
    lines = [
        "# Walkthroughs",
        (
            "Stories of the first tenant, as the engine told them: every event with its figures, every decision with its\n"
            "clauses. They are told again with every run of the tests."
        ),
        "\n".join(f"* [{_title(file)}]({page_of(file).name})" for file in files),
    ]
    return "\n\n".join(lines) + "\n"


def files_of_cases() -> list[Path]:
    """The first tenant's files of cases, in the order of the clauses."""
    return sorted((TENANT / "cases").glob("*.toml"))


def _title(file: Path) -> str:
    return file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").rstrip(".")


if __name__ == "__main__":
    PAGES.mkdir(parents=True, exist_ok=True)
    for stale in PAGES.glob("*.md"):
        stale.unlink()
    for each in files_of_cases():
        page_of(each).write_text(render_page(each), encoding="utf-8")
    (PAGES / "README.md").write_text(render_index(files_of_cases()), encoding="utf-8")
