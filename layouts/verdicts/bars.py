"""How every theme fares in one area: a bar of bands with numbers, in words, and as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.progress.bands import RIGHT_WAY
from data.progress.rules import SUMMED_HERE
from data.progress.themes import BEHIND, MIXED, Once, each_once
from layouts.pieces.components import details, named_summary, phone_fold, section, table
from layouts.pieces.place_page import place_page
from layouts.progress.bands import band_name
from layouts.progress.groups import Group
from layouts.progress.of_area import ThemeRow, ordered
from layouts.progress.words import area_name, denominator, headline, place, scope
from layouts.request.context import Context
from layouts.series.groups import whose_members
from layouts.verdicts.headline import also_in, few_words, headline_line, members_line, over_all
from layouts.verdicts.look import bar, legend
from layouts.verdicts.settings import settings
from layouts.verdicts.spread import (
    bar_row,
    standing_bars,
    standing_counted,
    standing_legend,
)


def summed_note(ctx: Context) -> str:
    """Which sources' totals for the world or a group are made here; "" where none is, or a country.

    They are the providers that publish countries only; see data/progress/rules.py.
    """
    if place(ctx) == "country":
        return ""
    held = ctx.store.catalogue["series"].items()
    made = {key.partition("|")[2] for key, entry in held if entry.get("aggregates")} & SUMMED_HERE
    names = [s.title for s in ctx.reference.sources.values() if s.source_id in made]
    return ctx.t("progress.focus.summed", sources=ctx.t("tally.comma").join(names)) if names else ""


def themes_section(ctx: Context, rows: tuple[ThemeRow, ...]) -> Component:
    """The part of the front page that says how each theme fares."""
    group = Group(ctx) if place(ctx) != "country" else None
    once = each_once(row.progress for row in rows)
    told = summary(ctx, rows)
    return section(
        ctx.t("progress.title", area=area_name(ctx)),
        focus_line(ctx),
        settings(ctx),
        *([html.P(told, className="summary progress-summary")] if told else []),
        scope_note(ctx),
        phone_fold(ctx.t("progress.legend"), *legends(ctx, rows, group)),
        over_all(ctx, once, Counter(o.vote[1].band for o in once if o.vote[1] and o.vote[1].band)),
        html.Ul([_row(ctx, row, group, once) for row in rows], className="theme-bars"),
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
        *(f"{text} " for text in (summed_note(ctx), whose_members(ctx, ctx.state.focus)) if text),
        html.A(ctx.t("progress.focus.change"), href="#areas"),
        *(piece for line in place_page(ctx) for piece in (" ", line.children)),
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
    return [*([standing_legend(ctx)] if group and group.members else []), *own]


def _row(ctx: Context, row: ThemeRow, group: Group | None, once: Sequence[Once]) -> Component:
    theme = row.theme
    also = also_in(ctx, row, once)
    name = theme.text("short", ctx.lang)
    drawn, told = theme_bars(ctx, row, group)
    lead, *rest = headline_line(ctx, row, group)
    return html.Li(
        [
            html.Div(
                [
                    html.H3(html.A(name, href=f"{ctx.link_to('theme', theme.slug)}#progress")),
                    lead,
                ],
                className="theme-bar-name",
            ),
            html.Div(
                [
                    *drawn,
                    phone_fold(
                        named_summary(ctx.t("progress.bar_words"), name),
                        *rest,
                        *told,
                        *([html.P(also, className="counts")] if also else []),
                        look="quiet",
                    ),
                ]
            ),
        ],
        className="theme-bar",
        **{"data-theme": theme.theme_id},
    )


def theme_bars(
    ctx: Context, row: ThemeRow, group: Group | None
) -> tuple[list[Component], list[Component]]:
    """What is drawn of a theme, and what is said of it: its denominator, its own figures.

    Of a country the bar of its indicators, of a group those of its countries and its people. A bar
    needs three verdicts: with fewer, the headline names them.
    """
    name = row.theme.text("short", ctx.lang)
    own = (
        [bar(ctx, row.counts, ctx.t("progress.bar", theme=name, area=area_name(ctx)))]
        if row.progress.enough
        else []
    )
    if group is None:
        return own, [html.P(counted(ctx, row), className="counts")]
    if own and group.members:
        own = [bar_row(ctx.t("progress.spread.label.indicators"), *own)]
    label = html.Strong(ctx.t(f"progress.own_figures.{place(ctx)}"))
    words = html.P([label, " ", counted(ctx, row)], className="counts")
    if not group.members:
        return own, [words]
    stands = group.standing(row.progress)
    found = standing_bars(ctx, group, stands)
    few = html.P(few_words(ctx, group.held(row.progress)), className="counts")
    of = [html.P(standing_counted(ctx, group, stands), className="counts")] if found else []
    members = members_line(ctx, row, group) if row.told.assessed else None
    return [found or few, *own], [*([members] if members else []), *of, words]


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
    """The headlines of all themes in a few sentences; "" where no theme has one."""
    by_headline: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_headline[row.told.summed_up or "none"].append(row.theme.text("short", ctx.lang))
    if len(by_headline["none"]) == len(rows):
        return ""
    order = ("on_track", RIGHT_WAY, MIXED, BEHIND, "too_slow", "not_progressing", "none")
    parts = [
        ctx.t(
            f"overview.summary.{found}",
            count=len(by_headline[found]),
            themes=ctx.t("tally.comma").join(by_headline[found]),
        )
        for found in order
        if by_headline[found]
    ]
    words = ctx.t("overview.summary", parts=ctx.t("progress.list_mark").join(parts))
    wider = any(row.told is not row.progress for row in rows)
    return f"{words} {ctx.t('overview.summary_wider')}" if wider else words


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


def _headline_words(ctx: Context, row: ThemeRow) -> str:
    words = headline(ctx, row.told.summed_up)
    wider = row.told is not row.progress
    return ctx.t("tally.wider_short", words=words) if wider else words


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
            _headline_words(ctx, row),
        ]
        for row in rows
    ]
    caption = ctx.t("progress.title", area=area_name(ctx))
    return table(head, body, caption, "progress-table")
