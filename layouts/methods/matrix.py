"""Every class of every method in one table: a row per look of a verdict, a column per method."""

from __future__ import annotations

from itertools import groupby

from dash import html
from dash.development.base_component import Component

from data.progress.bands import BANDS, Band
from data.progress.settings import METHODS
from layouts.pieces.components import folded_table
from layouts.pieces.markup import plain
from layouts.progress.bands import TONES, lacks_target, look, tone_of
from layouts.request.context import Context
from layouts.verdicts.limits import limits_of_method
from layouts.verdicts.look import symbol

NOTHING = "—"  # a method without such a class
NOTED = " *"  # a class that spans two common ones; the caption says what decides
LEADS = METHODS[0]  # it has a class in every row, whose common class names the row
Row = dict[str, Band]  # method -> its class


def rows(without_target: bool) -> list[Row]:
    """Classes that look alike, best first; of each method one at the most.

    Raises:
        ValueError: two classes of one method look alike.
    """
    found: dict[str, Row] = {}
    for band in BANDS:
        if band.method and lacks_target(band.id) == without_target:
            row = found.setdefault(tone_of(band.id), {})
            if band.method in row:
                raise ValueError(f"{band.id}: {band.method} has another class of this look")
            row[band.method] = band
    return [found[tone] for tone in TONES if tone in found]


def matrix(ctx: Context) -> Component:
    """The table: classes with a target, without one, and those that all methods share."""
    limits = {m: limits_of_method(ctx, m, bare=True) for m in METHODS}
    spans = ctx.t("progress.pair", label=NOTED.strip(), value=ctx.t("methods.by_ratio"))
    caption = f"{ctx.t('methods.matrix.caption')}. {spans}."
    head = [plain("th", ctx.t("methods.shared"), scope="col")]
    head += [
        plain("th", html.A(ctx.t(f"method.{m}.short"), href=f"#method-{m}"), scope="col")
        for m in METHODS
    ]
    bodies = [
        _body(ctx, "with", _judged(ctx, rows(without_target=False), limits)),
        _body(ctx, "without", _judged(ctx, rows(without_target=True), limits)),
        _body(ctx, "alike", _alike(ctx)),
    ]
    parts = [html.Caption(caption), html.Thead(plain("tr", head)), *bodies]
    return html.Div(
        html.Table(parts, className="matrix-of-classes"),
        className="table-wrap",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


def meanings(ctx: Context) -> Component:
    """What each class means, folded: the sentence that a chip says when it is pointed at."""
    found = [
        [
            ctx.t(f"method.{band.method}.short") if band.method else ctx.t("methods.matrix.every"),
            _chip(ctx, band),
            ctx.t(f"band.{band.id}.title"),
        ]
        for band in BANDS
    ]
    title = ctx.t("methods.matrix.meanings")
    head = [ctx.t(f"methods.{k}") for k in ("method", "class", "class_means")]
    return folded_table(head, found, title, "class-meanings stacked")


def _body(ctx: Context, name: str, lines: list[Component]) -> Component:
    title = plain("th", ctx.t(f"methods.matrix.{name}"), scope="rowgroup", colSpan=len(METHODS) + 1)
    return plain("tbody", [plain("tr", title, className="row-group"), *lines])


def _judged(ctx: Context, found: list[Row], limits: dict[str, dict[str, str]]) -> list[Component]:
    """Lines of classes; those of one common class stand beside its name, written once."""
    lines = []
    for common, group in groupby(found, key=lambda row: row[LEADS].common):
        alike = list(group)
        name = plain("th", ctx.t(f"common.{common}"), scope="row", rowSpan=len(alike))
        for at, row in enumerate(alike):
            cells = [_cell(ctx, row.get(method), limits[method]) for method in METHODS]
            lines.append(plain("tr", [*([] if at else [name]), *cells]))
    return lines


def _cell(ctx: Context, band: Band | None, limits: dict[str, str]) -> Component:
    if band is None:
        return plain("td", NOTHING, className="muted")
    told = limits.get(band.id) or ctx.t("methods.limit_met")
    mark = "" if band.common else NOTED
    return plain("td", [_chip(ctx, band), plain("p", told + mark)])


def _alike(ctx: Context) -> list[Component]:
    """Classes without a rate, which every method judges alike: one cell for all of them."""
    shared = [band for band in BANDS if not band.method]
    lines = []
    for common, group in groupby(shared, key=lambda band: band.common):
        parts = [plain("p", [_chip(ctx, b), " ", ctx.t(f"band.{b.id}.title")]) for b in group]
        name = plain("th", ctx.t(f"common.{common}"), scope="row")
        lines.append(plain("tr", [name, plain("td", parts, colSpan=len(METHODS))]))
    return lines


def _chip(ctx: Context, band: Band) -> Component:
    """Symbol and name of a class; the table around it says whether it lacks a target."""
    words = html.Span(ctx.t(f"band.{band.id}"))
    return html.Span([symbol(), " ", words], className=f"chip {look(band.id)}")
