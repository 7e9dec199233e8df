"""Files of verdicts: what the bars, the matrix and the cards of a page show, one row each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, fields

from data.progress.themes import ALL, Tally
from layouts.charts import matrix
from layouts.progress.bands import band_name
from layouts.progress.of_area import ThemeRow, goal_of, theme_row, theme_rows, verdicts
from layouts.request.context import Context
from layouts.series.groups import MEMBER_COLUMNS, member_cells
from layouts.series.series import indicator_of
from layouts.verdicts.indicators import shown_votes

Rows = Iterator[tuple[object, ...]]

SETTING_COLUMNS = ("area_code", "area", "method", "base", "modelled", "covid", "links", "link")
THEME_COLUMNS = (
    "theme_id",
    "theme",
    "kind",
    "band",
    "band_name",
    "indicators",
    "assessed",
    "assessable",
    "headline",
    "headline_links",
    *(f"headline_{f.name}" for f in fields(Tally)),
    *SETTING_COLUMNS,
)
INDICATOR_COLUMNS = (
    "theme_id",
    "goal_id",
    "indicator_id",
    "sdg_indicator",
    "indicator",
    "measures",
    "band",
    "band_name",
    "reason",
    "ratio",
    "base_year",
    "base_value",
    "latest_year",
    "latest_value",
    "target_year",
    "target_value",
    "projected",
    "flags",
    "settings_agree",
    "settings",
    "unit",
    "source_id",
    *SETTING_COLUMNS,
)
MATRIX_COLUMNS = (
    "theme_id",
    "theme",
    "goal_id",
    "goal",
    "kind",
    "band",
    "band_name",
    "indicators",
    "indicator_ids",
    *SETTING_COLUMNS,
)


def progress_file(ctx: Context, chart: str, link: str) -> tuple[str, tuple[str, ...], Rows]:
    """File name, columns and rows of `progress` or `matrix`.

    `progress` gives one row per theme and band, reason or kind on the front page, and one row per
    indicator listed on a theme's page; `matrix` one row per theme, goal and band. Numbers are as
    assessed; empty where there is none. For a group whose members someone lists, the list and its
    day stand in each row.
    """
    name, columns, rows = _file(ctx, chart, link)
    if among := member_cells(ctx, ctx.state.focus):
        return name, (*columns, *MEMBER_COLUMNS), ((*row, *among) for row in rows)
    return name, columns, rows


def _file(ctx: Context, chart: str, link: str) -> tuple[str, tuple[str, ...], Rows]:
    area = ctx.state.focus.replace(":", "-").lower()
    if chart == "matrix":
        return f"throughline-matrix-{area}.csv", MATRIX_COLUMNS, _matrix(ctx, link)
    if theme := ctx.reference.theme_by_slug(ctx.state.slug):
        row = theme_row(ctx, theme, verdicts(ctx))
        name = f"throughline-progress-{theme.slug}-{area}.csv"
        return name, INDICATOR_COLUMNS, _indicators(ctx, row, link)
    return f"throughline-progress-{area}.csv", THEME_COLUMNS, _themes(ctx, link)


def _setting(ctx: Context, link: str) -> tuple[str, ...]:
    area = ctx.reference.areas[ctx.state.focus]
    options = (ctx.state.option(name) for name in ("method", "base", "modelled", "covid", "links"))
    return (area.area_code, area.text("name", ctx.lang), *options, link)


def _themes(ctx: Context, link: str) -> Rows:
    for row in theme_rows(ctx):
        progress, theme = row.progress, row.theme
        head = (theme.theme_id, theme.text("short", ctx.lang))
        tail = (progress.assessed, progress.assessable, *_headline(ctx, row))
        parts = [("band", band, band_name(ctx, band), n) for band, n in row.counts if band]
        parts += [
            ("not_assessed", reason, ctx.t(f"reason.{reason}"), n)
            for reason, n in progress.not_assessed.items()
        ]
        if progress.context:
            parts.append(("context", "", ctx.t("reason.context"), progress.context))
        for part in parts:
            yield (*head, *part, *tail, *_setting(ctx, link))


def _headline(ctx: Context, row: ThemeRow) -> tuple[object, ...]:
    """Class of the headline, the links it follows, and its numbers; of those see `Tally`."""
    links = ctx.state.links if row.told is row.progress else ALL
    return (row.told.headline or "", links, *astuple(row.told.tally))


def _indicators(ctx: Context, row: ThemeRow, link: str) -> Rows:
    for indicator_id, found, reason in shown_votes(ctx, row):
        indicator = indicator_of(ctx, indicator_id)
        band = found.band if found else ""
        numbers: tuple[object, ...] = ("",) * 11
        if found:
            numbers = (
                found.ratio,
                *(found.base_year, found.base_value, found.latest_year, found.latest_value),
                *(found.target_year, found.target_value, found.projected),
                *(";".join(found.flags), found.agree, found.settings),
            )
        yield (
            *(row.theme.theme_id, goal_of(ctx, indicator), indicator_id),
            *(indicator.sdg_indicator, indicator.text("label", ctx.lang), indicator.measures),
            *(band, band_name(ctx, band) if band else "", "" if band else reason),
            *("" if number is None else number for number in numbers),
            *(indicator.unit, ctx.store.default_source(indicator_id) or ""),
            *_setting(ctx, link),
        )


def _matrix(ctx: Context, link: str) -> Rows:
    """Indicators by theme, goal and class; of members of a group the file of the page has none."""
    for mark in matrix.marks(ctx).of("band", "not_assessed", "context"):
        theme = ctx.reference.themes[mark.theme_id].text("short", ctx.lang)
        goal = ctx.reference.goals[mark.goal_id].text("short", ctx.lang)
        context = mark.role == "context"
        name = ctx.t("reason.context") if context else band_name(ctx, mark.band)
        yield (
            *(mark.theme_id, theme, mark.goal_id, goal, mark.role, mark.band, name),
            *(mark.number, ";".join(mark.indicator_ids), *_setting(ctx, link)),
        )
