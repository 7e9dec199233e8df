"""The boards of the page as files: a row for each cell, with where its numbers come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from data.progress.bands import COMMON
from layouts.charts.country_rows import CountryMark, crossed
from layouts.charts.holdings_rows import HoldingMark, held
from layouts.progress.missing import MISSING_KINDS
from layouts.progress.of_area import setting_of
from layouts.request.context import Context
from layouts.series.groups import MEMBER_COLUMNS, member_cells

Rows = Iterator[tuple[object, ...]]
HOLDING_COLUMNS = (
    *("indicator_id", "sdg_indicator", "indicator", "measures", "area_code", "area"),
    *("countries", "since_2017", "only_before", "without", "marked_estimates", "in_unmarked"),
    *("latest_year", "class", "reasons", "in_words"),
    *("source", "source_code", "edition", "retrieved_on", "licence", "attribution", "link"),
)
CROSSED_COLUMNS = (
    *("area_code", "area", "theme_or_goal_id", "theme_or_goal", "indicators", "judged"),
    *(*COMMON, *(f"not_judged_{kind}" for kind in MISSING_KINDS)),
    *("in_words", "indicator_ids", "source"),
    *("method", "base", "modelled", "covid", "links", "link"),
)


def coverage_csv(ctx: Context, chart: str, link: str) -> tuple[str, tuple[str, ...], Rows]:
    """Name, columns and rows of the file of one of the two charts.

    `latest_year` of a region is the latest one that at least half of its countries reach. Where
    somebody lists the countries of the group, the list and its day stand in each row.
    """
    area = ctx.state.focus.replace(":", "")
    crosses = chart == "country_matrix"
    name = f"throughline-{chart}-{area}.csv"
    columns: tuple[str, ...] = CROSSED_COLUMNS if crosses else HOLDING_COLUMNS
    rows = _crossed(ctx, link) if crosses else _holdings(ctx, link)
    if among := member_cells(ctx, ctx.state.focus):
        return name, (*columns, *MEMBER_COLUMNS), ((*row, *among) for row in rows)
    return name, columns, rows


def _holdings(ctx: Context, link: str) -> Rows:
    for line in held(ctx).lines:
        indicator = ctx.reference.indicators[line[0].indicator_id]
        own = (indicator.sdg_indicator, indicator.text("label", ctx.lang), indicator.measures)
        origin = _Origin(ctx, line[0])
        for mark in line:
            reasons = ";".join(f"{reason}:{count}" for reason, count in mark.reasons)
            yield (
                *(mark.indicator_id, *own, mark.area_code, mark.area, mark.of),
                *(mark.since, mark.before, mark.never, mark.estimated, mark.unmarked),
                *(mark.year or "", mark.level, reasons, mark.spoken),
                *(*origin.cells(mark.area_code), link),
            )


class _Origin:
    """Where the numbers of one indicator come from; empty cells without a series."""

    def __init__(self, ctx: Context, mark: HoldingMark) -> None:
        self.info = ctx.store.series_info(mark.indicator_id, mark.source_id or None)
        self.source = ctx.reference.sources.get(mark.source_id)
        matrix = ctx.store.matrix(mark.indicator_id)
        self.editions: dict[str, str] = {}
        self.day = ""
        if matrix is not None:
            key = (mark.indicator_id, mark.source_id, matrix.breakdown)
            self.editions = ctx.store.mapped.editions(*key)
            self.day = str(ctx.store.catalogue["sources"][mark.source_id]["retrieved_at"])[:10]

    def cells(self, area_code: str) -> tuple[str, ...]:
        """Source, code, edition, day, licence and attribution."""
        if self.info is None or self.source is None:
            return ("",) * 6
        edition = self.editions.get(area_code, self.info["edition"])
        code, licence, thanks = (self.info[k] for k in ("source_code", "licence", "attribution"))
        return (self.source.title, code, edition, self.day, licence, thanks)


def _crossed(ctx: Context, link: str) -> Rows:
    setting, source = astuple(setting_of(ctx)), ctx.t("charts.board.source")
    for mark in crossed(ctx).each:
        yield (
            *(mark.area_code, mark.area, mark.column, mark.name, mark.of, mark.judged),
            *_counts(mark),
            *(mark.short, ";".join(mark.indicator_ids), source, *setting, ctx.state.links, link),
        )


def _counts(mark: CountryMark) -> tuple[int, ...]:
    """Indicators by class, then by what is missing."""
    held_by, missing = dict(mark.classes), dict(mark.missing)
    return (*(held_by.get(n, 0) for n in COMMON), *(missing.get(n, 0) for n in MISSING_KINDS))
