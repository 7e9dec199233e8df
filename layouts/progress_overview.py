"""How every theme fares in one area: a bar of bands with numbers, in words, and as a table."""

from __future__ import annotations

from collections import defaultdict

from dash import html
from dash.development.base_component import Component

from layouts.bands import band_name, bar, legend, symbol
from layouts.components import details, section, table
from layouts.context import Context
from layouts.progress import UNJUDGED, ThemeRow, ordered
from layouts.progress_groups import Group
from layouts.progress_settings import settings
from layouts.progress_spread import spread_bars, spread_legend
from layouts.progress_words import area_name, denominator, headline, place, scope

TONE_OF_HEADLINE = {"on_track": "on_track", "too_slow": "marginal", "not_progressing": "stagnation"}


def themes_section(ctx: Context, rows: tuple[ThemeRow, ...]) -> Component:
    """The part of the front page that says how each theme fares."""
    group = Group(ctx) if place(ctx) != "country" else None
    return section(
        ctx.t("progress.title", area=area_name(ctx)),
        focus_line(ctx),
        settings(ctx),
        html.P(summary(ctx, rows), className="summary progress-summary"),
        scope_note(ctx),
        *legends(ctx, rows, group),
        html.Ul([_row(ctx, row, group) for row in rows], className="theme-bars"),
        downloads(ctx, "progress"),
        details(ctx.t("chart.table"), _table(ctx, rows), name="progress-details"),
        id_="progress",
        lead=ctx.t("progress.lead"),
    )


def focus_line(ctx: Context) -> Component:
    """Which area is judged, and how to see another."""
    parts: list[Component | str] = [
        html.Strong(ctx.t("progress.focus", area=area_name(ctx))),
        " ",
        ctx.t(f"progress.focus.{place(ctx)}"),
        " ",
        html.A(ctx.t("progress.focus.change"), href="#areas"),
    ]
    others = [code for code in ctx.state.areas if code != ctx.state.focus]
    if others:
        parts.append(html.Br())
        parts.append(ctx.t("progress.focus.others") + " ")
    for code in others:
        name = ctx.reference.areas[code].text("short", ctx.lang)
        rest = tuple(c for c in ctx.state.areas if c != code)
        href = ctx.href(areas=(code, *rest))
        parts += [html.A(name, href=href, **{"data-areas": "1", "data-keep": "1"}), " "]
    return html.P(parts, className="focus-line")


def bands_shown(ctx: Context, rows: tuple[ThemeRow, ...]) -> list[str]:
    """Every band that some row counts, in order, "" last."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for band, count in row.counts:
            counts[band] += count
    unassessed = counts.pop("", 0)
    return [band for band, _ in ordered(ctx, counts, unassessed)]


def legends(ctx: Context, rows: tuple[ThemeRow, ...], group: Group | None) -> list[Component]:
    """What the bars of some themes mean; a group has classes of countries and people besides."""
    bands = bands_shown(ctx, rows)
    own = [legend(ctx, bands)] if group is None or any(bands) else []
    return [*([spread_legend(ctx)] if group and group.members else []), *own]


def _row(ctx: Context, row: ThemeRow, group: Group | None) -> Component:
    theme, progress = row.theme, row.progress
    name = theme.text("short", ctx.lang)
    return html.Li(
        [
            html.Div(
                [
                    html.H3(html.A(name, href=f"{ctx.link_to('theme', theme.slug)}#progress")),
                    headline_line(ctx, progress.headline),
                ],
                className="theme-bar-name",
            ),
            html.Div(theme_bars(ctx, row, group)),
        ],
        className="theme-bar",
        **{"data-theme": theme.theme_id},
    )


def theme_bars(ctx: Context, row: ThemeRow, group: Group | None) -> list[Component]:
    """The bar of a theme with its denominator; for a group also its countries and its people.

    A group without any figure of its own that is assessed has no bar of its own.
    """
    name = row.theme.text("short", ctx.lang)
    own = bar(ctx, row.counts, ctx.t("progress.bar", theme=name, area=area_name(ctx)))
    words = html.P(counted(ctx, row), className="counts")
    if group is None:
        return [own, words]
    voting = [vote[0] for vote in row.progress.votes if vote[2] not in UNJUDGED]
    found = spread_bars(ctx, group, group.spread(voting))
    label = html.Strong(ctx.t(f"progress.own_figures.{place(ctx)}"))
    words = html.P([label, " ", counted(ctx, row)], className="counts")
    shown = [own, words] if row.progress.assessed or not found else [words]
    return [*([found] if found else []), *shown]


def headline_line(ctx: Context, found: str | None) -> Component:
    """The headline of a theme, or that there is not enough data for one."""
    tone = TONE_OF_HEADLINE.get(found or "")
    mark = [html.Span(symbol(), className=f"key tone tone-{tone}")] if tone else []
    words = headline(ctx, found or ("none" if place(ctx) == "country" else "none_of_group"))
    return html.P(
        [*mark, html.Span(words)],
        className="headline" if found else "headline headline-none",
    )


def counted(ctx: Context, row: ThemeRow) -> str:
    """The denominator of a theme in words, with its context indicators."""
    progress = row.progress
    words = [denominator(ctx, progress.assessed, progress.assessable, progress.not_assessed)]
    if progress.assessed:
        words.append(scope(ctx, (i for i, found, _ in progress.votes if found and found.band)))
    if progress.context:
        words.append(ctx.t("progress.context_count", count=progress.context))
    return " ".join(words)


def scope_note(ctx: Context) -> Component:
    """That verdicts on everyone are no verdicts on migrants."""
    return html.P(ctx.t(f"progress.scope.note.{place(ctx)}"), className="general-note")


def summary(ctx: Context, rows: tuple[ThemeRow, ...]) -> str:
    """The headlines of all themes in a few sentences."""
    if place(ctx) != "country" and not any(row.progress.headline for row in rows):
        return ctx.t(f"progress.summary.{place(ctx)}", area=area_name(ctx))
    if not any(row.progress.headline for row in rows):
        return ctx.t("progress.summary.nowhere")
    by_headline: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_headline[row.progress.headline or "none"].append(row.theme.text("short", ctx.lang))
    order = ("on_track", "mixed", "too_slow", "not_progressing", "none")
    return " ".join(
        ctx.t(
            f"progress.summary.{found}",
            count=len(by_headline[found]),
            themes=ctx.t("progress.list_mark").join(by_headline[found]),
        )
        for found in order
        if found in by_headline
    )


def downloads(ctx: Context, chart: str) -> Component:
    """The file of what is shown."""
    path, _, query = ctx.href().partition("?")
    address = f"/export/{chart}.csv?page={path}" + (f"&{query}" if query else "")
    name = ctx.t(f"progress.chart.{chart}")
    label = ctx.t("progress.pair", label=ctx.t("action.csv.label"), value=name)
    return html.Div(
        html.A(
            ctx.t("action.csv"),
            href=address,
            className="button-quiet",
            download="",
            **{"data-tl": f"{chart}-csv", "aria-label": label},
        ),
        className="actions",
    )


def _table(ctx: Context, rows: tuple[ThemeRow, ...]) -> Component:
    bands = [band for band in bands_shown(ctx, rows) if band]
    head = [
        ctx.t("progress.table.theme"),
        *(band_name(ctx, band) for band in bands),
        ctx.t("progress.table.assessed"),
        ctx.t("verdict.not_assessed"),
        ctx.t("progress.table.context"),
        ctx.t("progress.table.headline"),
    ]
    body = [
        [
            row.theme.text("short", ctx.lang),
            *(str(dict(row.counts).get(band, 0)) for band in bands),
            f"{row.progress.assessed} / {row.progress.assessable}",
            str(sum(row.progress.not_assessed.values())),
            str(row.progress.context),
            headline(ctx, row.progress.headline),
        ]
        for row in rows
    ]
    caption = ctx.t("progress.title", area=area_name(ctx))
    return table(head, body, caption, "progress-table")
