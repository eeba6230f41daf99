"""The reference page of every setting, written from the tables the files are read by.

``docs/reference/settings.md`` is this page; a test keeps it current, so a key cannot exist without being told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from panel_refunds.calendar import Unit
from panel_refunds.policy.settings import Rules
from panel_refunds.tenants.brand_table import BRAND
from panel_refunds.tenants.identity import ATTACHMENTS, IDENTITY, PORTAL
from panel_refunds.tenants.installation_schema import INSTALLATION
from panel_refunds.tenants.kinds import Kind
from panel_refunds.tenants.plugin_tables import PLUGIN_KINDS
from panel_refunds.tenants.policy_exceptions import CONDITION_KEYS
from panel_refunds.tenants.policy_schema import policy_table
from panel_refunds.tenants.sign_in_tables import OIDC, STAFF, TOKENS
from panel_refunds.tenants.sites import SITE
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.word_table import WordTable

_HEAD = "| key | takes | default | clause | means |\n|---|---|---|---|---|"

_TOP = """# Settings

<!-- Written from the code by panel_refunds.tenants.reference; a test compares. Do not edit by hand. -->

Every key of every file. Whatever is not listed here is refused as unknown, with file, line and the nearest key.
Secrets are references: `{ env = "NAME" }` or `{ file = "path" }`, a path relative to the file.

## `panel-refunds.toml`

One file at the root of an installation; without it every key has its default."""

_TENANT = """## `tenants/SLUG/tenant.toml`

The folder's name is the tenant's short name."""

_SITES = """### `[[sites]]`

A pattern is a host name, or `*.name` for everything below it. The more specific pattern wins; a host excluded here
and claimed by another site or tenant belongs to that one."""

_BRAND = """### `[brand]`

What customers see. `[sites.brand]` below a `[[sites]]` says what that site shows in another way, key by key; fonts,
foot and sender are taken as a whole. Files are in the tenant's folder, fonts also in `fonts/` beside the folder of
tenants. Colours that cannot be read on each other are refused, for light and for dark pages, with the nearest that can.
[What it looks like](../guides/customer-pages.md#your-brand)."""

_PLUGINS = """### Plugin tables

`{tables}`: a table's
name is the tenant's own word, `use` names what a plugin registered (the table's name when it is left out), the other
keys are the plugin's (`panel-refunds plugins` lists them). With `dry_run = true` a `[rules.NAME]` is asked, its answer
kept with the decision for the staff, and nothing else happens. Every notifier takes two keys besides, whichever plugin
it is from: `audience` (`"everybody"`, `"customers"` or `"staff"`) and `kinds`, the kinds of message it takes
([all of them](../guides/notify-people.md#the-kinds-of-messages)), like `["refund_*", "overdue"]`."""

_POLICY = """## `tenants/SLUG/policies/NAME/YYYY-MM-DD.toml`

In force from that day in the tenant's time zone, until the next one's day; the first also governs everything before
it. An empty file has every default. A version in force is never edited: changes are a file of a later date. Figures
are text in quotes; a bare one is in the tenant's currency, a table has one per currency, and a currency without a
figure goes to a person. A length of time is a table with exactly one of {units}: `{{ days = 14 }}`.
A window is `{{ from, after, within, ends }}`, always with `from` and `within` (or `"unlimited"`); it opens when more
than `after` has passed, includes its last moment and ends at that `"moment"` or at the `"end_of_day"`. Clauses are
those of the policy the defaults were made from."""

_EXCEPTION = """### `[[exception]]`

Settings that hold only under a condition, `if = {{ method = "crypto" }}`. Conditions are {conditions}:
a word or a list of words, any of which may match; all keys must. `method` and `gateway` may change keys of
`[deposits]` and `[order_refunds]`, `provider` and `service` keys of `[orders]`, written with dots:
`deposits.refundable = "never"`. Of several exceptions that hold, the later wins, key by key."""


def render_settings_reference() -> str:
    """The whole page, in Markdown."""
    units = ", ".join(f"`{unit.value}`" for unit in Unit)
    tables = "`, `".join(f"[{kind}.NAME]" for kind in PLUGIN_KINDS)
    parts = [
        _TOP,
        _rows(INSTALLATION),
        _TENANT,
        _rows(IDENTITY),
        _SITES,
        _rows(SITE),
        _BRAND,
        _rows(BRAND),
        "### `[portal]`",
        _rows(PORTAL),
        "### `[portal.tokens]`",
        _rows(TOKENS),
        "### `[attachments]`",
        _rows(ATTACHMENTS),
        "### `[staff]`",
        _rows(STAFF),
        "### `[staff.oidc]`",
        _rows(OIDC),
        _PLUGINS.format(tables=tables),
        _POLICY.format(units=units),
    ]
    for name, key in policy_table("USD").keys.items():
        if isinstance(key.holds, Table):
            parts += [f"### `[{name}]`", _policy_rows(key.holds, getattr(Rules(), name))]
    parts.append(_EXCEPTION.format(conditions=", ".join(f"`{key}`" for key in CONDITION_KEYS)))
    return "\n\n".join(parts) + "\n"


def _rows(table: Table) -> str:
    rows = [_HEAD]
    for names, _fields, key in table.all_keys():
        kind: Any = key.holds
        shown = "must be given" if key.required else f"`{kind.shows(key.default)}`" if key.default is not None else "–"
        rows.append(_row(".".join(names), key, kind, shown))
    return "\n".join(rows)


def _policy_rows(table: Table, defaults: Any) -> str:
    return "\n".join([_HEAD, *_policy_lines(table, defaults)])


def _policy_lines(table: Table, defaults: Any) -> Iterator[str]:
    for names, fields, key in table.all_keys():
        value = defaults
        for field in fields:
            value = getattr(value, field)
        name = ".".join(names)
        if isinstance(key.holds, WordTable):
            for word, effect in value.items():
                yield _row(f"{name}.{word}", key, key.holds.effects, f'`"{effect}"`')
            yield _row(f"{name}.OTHER", key, key.holds.effects_of_others, key.holds.without)
        elif not isinstance(key.holds, Table):
            yield _row(name, key, key.holds, f"`{key.holds.shows(value)}`")


def _row(name: str, key: Key, kind: Kind, default: str) -> str:
    return f"| `{name}` | {kind.says()} | {default} | {key.clause or '–'} | {key.about.rstrip('.')} |"
