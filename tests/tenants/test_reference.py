"""The reference page is what the code says, and says everything."""

from __future__ import annotations

from pathlib import Path

from panel_refunds.tenants.policy_schema import policy_table
from panel_refunds.tenants.reference import render_settings_reference

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"
HINT = "run: python -c 'from panel_refunds.tenants.reference import *; print(render_settings_reference(), end=\"\")'"


def test_the_page_on_disk_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_settings_reference(), f"{HINT} > {PAGE.name}"


def test_every_setting_has_its_row_with_a_clause_and_a_meaning() -> None:
    page = render_settings_reference()
    for name, table in policy_table("USD").keys.items():
        section = page.partition(f"### `[{name}]`")[2].partition("\n### ")[0]
        for names, _, key in table.holds.all_keys():
            rows = [row for row in section.splitlines() if row.startswith(f"| `{'.'.join(names)}")]
            assert rows, names
            assert key.clause, names
            assert key.about in rows[0]


def test_rows_show_the_default_and_what_is_required() -> None:
    page = render_settings_reference()
    assert (
        '| `window` | a window from `"credited"` or `"last_use"` | `{ from = "credited", within = { days = 14 }' in page
    )
    assert "| `currency` | currency code | must be given |" in page
    assert '| `status.OTHER` | `"nothing"` or `"ask_person"` | a person decides |' in page
    assert "| `arrives.working_days` | `[least, most]` working days | `[3, 15]` | 7.2 |" in page
