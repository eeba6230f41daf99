"""Charts as SVG, made here: a picture without any script, that knows dark pages by itself.

The library draws; what it adds for scripts is taken out again, and the colours are ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from panel_refunds.flows.span_figures import (
    Span,
    answered_by_day,
    orders_by_provider,
    paid_back_by_day,
    refunds_by_state,
)
from panel_refunds.money import SCALE
from panel_refunds.pages.console.wording import REASONS
from panel_refunds.pages.desk.wording import refund_pill
from panel_refunds.pages.visit import Visit
from panel_refunds.pages.words import marked

CONTENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""A picture loads nothing and runs nothing; its style stands in it."""
STATES = ("held", "approved", "sending", "sent", "paid", "failed", "stopped")
WIDE, NARROW, HEIGHT = 860, 420, 320
TICKS = 4
LEGENDS = 3
"""So many lines a legend has where it is one below the other, at most."""
EVERY = 5
"""So many days lie between two that are named under a chart."""


class Draw(Protocol):
    """Draws one chart of the visitor's tenant."""

    def __call__(self, visit: Visit, span: Span, *, narrow: bool) -> bytes: ...


def draw_paid_back(visit: Visit, span: Span, *, narrow: bool) -> bytes:
    """Refunds by the day on which they were paid, and why."""
    bars = {reason: [0] * len(span.days) for reason in REASONS}
    for each in paid_back_by_day(visit.desk, span):
        bars[each.reason][each.day] += each.many
    return _by_day(visit, span, {REASONS[reason]: many for reason, many in bars.items()}, narrow=narrow)


def draw_answers(visit: Visit, span: Span, *, narrow: bool) -> bytes:
    """Requests by the day on which they were answered: in time, and later than was promised."""
    in_time, late = [0] * len(span.days), [0] * len(span.days)
    for each in answered_by_day(visit.desk, span):
        in_time[each.day], late[each.day] = each.many - each.late, each.late
    bars = {marked("In time"): in_time, marked("Later than promised"): late}
    return _by_day(visit, span, bars, narrow=narrow)


def draw_money(visit: Visit, span: Span, *, narrow: bool) -> bytes:
    """The money of these days' requests by how far it has come, in the tenant's own currency."""
    currency = visit.tenant.currency
    found = {each.state: each.gross for each in refunds_by_state(visit.desk, span) if each.currency == currency}
    states = [state for state in STATES if state in found]
    chart = _chart(visit, "HorizontalBar", narrow=narrow, height=height_of(len(states)), show_legend=False)
    chart.x_labels = [refund_pill(visit.words, state).text for state in reversed(states)]
    chart.value_formatter = lambda value: visit.figures.money(round(value) * SCALE, currency)
    chart.add(currency, [found[state] // SCALE for state in reversed(states)])
    return _drawn(chart)


def draw_providers(visit: Visit, span: Span, *, narrow: bool) -> bytes:
    """Of each provider's orders the share that came to nothing, and the share that came to a part."""
    found = orders_by_provider(visit.desk, span)[::-1]
    chart = _chart(visit, "HorizontalStackedBar", narrow=narrow, height=height_of(len(found)))
    chart.x_labels = [each.provider for each in found]
    chart.value_formatter = lambda value: visit.figures.percent(f"{value:.0f}")
    chart.add(visit.words("Came to nothing"), [100 * each.cancelled / each.orders for each in found])
    chart.add(visit.words("Came to a part"), [100 * each.partial / each.orders for each in found])
    return _drawn(chart)


DRAWN: Mapping[str, Draw] = MappingProxyType(
    {"refunds": draw_paid_back, "answers": draw_answers, "money": draw_money, "providers": draw_providers}
)
"""The charts by the name in their address."""


def height_of(rows: int) -> int:
    """How high a picture of bars that lie is."""
    return 90 + 44 * max(rows, 1)


def _chart(visit: Visit, kind: str, *, narrow: bool, **options: Any) -> Any:
    import pygal  # type: ignore[import-untyped]  # pygal has no types; only who looks at charts needs it
    from pygal.style import Style  # type: ignore[import-untyped]  # as above

    letters = 14 if narrow else 13
    sizes = dict.fromkeys(("label_font_size", "major_label_font_size", "legend_font_size"), letters)
    settings = {
        "width": NARROW if narrow else WIDE,
        "height": HEIGHT,
        "style": Style(no_data_font_size=letters, **sizes),
        "css": [],
        "js": [],
        "no_prefix": True,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 1 if narrow else 3,
        "truncate_label": -1,
        "truncate_legend": -1,
        "show_minor_x_labels": kind != "StackedBar",
        "min_scale": 2,
        "max_scale": 4 if narrow else 6,
        "margin": 8,
        # The legend hangs out of the picture by as much as its lines are high.
        "margin_bottom": 8 + (LEGENDS * 20 if narrow else 2 * letters),
        "no_data_text": visit.words("Nothing in these days"),
        "value_formatter": lambda value: visit.figures.number(round(value)),
    }
    chart = getattr(pygal, kind)(**{**settings, **options})
    chart.add_xml_filter(lambda picture: _as_shown(picture, letters))
    return chart


def _by_day(visit: Visit, span: Span, series: Mapping[str, Sequence[int]], *, narrow: bool) -> bytes:
    """Bars for each day, one series on top of the other; the ticks beside them are whole numbers."""
    chart = _chart(visit, "StackedBar", narrow=narrow)
    chart.x_labels = [visit.figures.day_and_month(day) for day in span.days]
    chart.x_labels_major = chart.x_labels[:: 2 * EVERY if narrow else EVERY]
    highest = max(map(sum, zip(*series.values(), strict=True)))
    step = max(1, -(-highest // TICKS))
    chart.y_labels = list(range(0, highest + step, step))
    for title, many in series.items():
        chart.add(visit.words(title), many)
    return _drawn(chart)


def _drawn(chart: Any) -> bytes:
    picture: bytes = chart.render()
    return picture


def _as_shown(picture: Any, letters: int) -> Any:
    """The picture in our colours, without what is only there for scripts."""
    for parent in list(picture.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "comment"
            if tag == "style":
                child.text = f"text{{font:{letters}px system-ui,sans-serif}}{_STYLE}"
            elif tag in _FOR_SCRIPTS or _FOR_SCRIPTS & set((child.get("class") or "").split()):
                parent.remove(child)
    return picture


def _colours(series: Sequence[str], text: str, line: str, ground: str) -> str:
    bars = "".join(f".color-{place}{{fill:{colour};stroke:{ground}}}" for place, colour in enumerate(series))
    return f"text{{fill:{text}}}.guide.line,.line{{stroke:{line}}}{bars}"


_FOR_SCRIPTS = frozenset({"comment", "script", "desc", "title", "tooltip", "tooltip-overlay", "text-overlay"})
_SHAPES = (
    "text{stroke:none}.background{fill:none}.guide.line{fill:none}.axis.x text{text-anchor:middle}"
    ".axis.y text{text-anchor:end}.centered,.no_data{text-anchor:middle}"
    ".vertical .axis.x .guide.line,.horizontal .axis.y .guide.line{opacity:0}"
)
_BY_DAY = _colours(("#1f5fa8", "#c2570c", "#6b7280"), "#3a4353", "#d5dae3", "#ffffff")
_BY_NIGHT = _colours(("#7db4f5", "#f2a65a", "#a7b0be"), "#c9d0dc", "#39424f", "#13171f")
_STYLE = f"{_BY_DAY}{_SHAPES}@media (prefers-color-scheme:dark){{{_BY_NIGHT}}}"
