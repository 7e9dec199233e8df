"""Files for readers: exactly what a chart draws, with everything needed to quote it.

The table is rectangular: source, licence, edition, retrieval date, unit and link are columns of
every row, not lines above the table, so that any program reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from data.links import LINK_MORE, Link
from layouts.charts import chain, charts_of
from layouts.charts.files import csv_file as record_file
from layouts.commitments.export import promises_csv
from layouts.corridors.export import corridor_csv
from layouts.country.export import profile_csv
from layouts.coverage.export import coverage_csv
from layouts.map.export import map_csv
from layouts.overview.export import board_csv
from layouts.pieces.notice import rules_name
from layouts.request.context import Context
from layouts.request.pages import names_chart
from layouts.scoreboard.export import scoreboard_csv
from layouts.series.columns import COLUMNS
from layouts.series.doubts import cell_reasons
from layouts.series.series import Series, area_editions, asked_provider, series_of
from layouts.series.sums import sum_cell
from layouts.themes.export import consultations_csv
from layouts.verdict_map.export import verdicts_csv
from layouts.verdicts.export import progress_file
from layouts.words.format import plain

Columns = tuple[str, ...]
Rows = Iterable[tuple[object, ...]]
CORRIDOR_CHARTS = (
    *("corridor_bars", "corridor_bands", "corridor_map", "corridor_years"),
    *("corridor_mirror", "corridor_lens"),
)
# Files whose columns and rows another module makes.
OTHERS: dict[str, Callable[[Context, str, str], tuple[str, Columns, Rows]]] = {
    "progress": progress_file,
    "matrix": progress_file,
    "map": map_csv,
    "profile": profile_csv,
    "board": board_csv,
    "scoreboard": scoreboard_csv,
    "silent_map": scoreboard_csv,
    "verdict_map": verdicts_csv,
    "promise_map": promises_csv,
    "consultation_map": consultations_csv,
    "holdings": coverage_csv,
    "country_matrix": coverage_csv,
    **dict.fromkeys(CORRIDOR_CHARTS, corridor_csv),
}
NAMED = "compare"  # the file of the chart that the address names
CHAIN_COLUMNS = (
    "theme_id",
    "theme",
    "objective_id",
    "objective",
    "target_id",
    "target",
    "indicator_id",
    "sdg_indicator",
    "indicator",
    *(
        f"{step}_link_{part}"
        for step in ("theme", "objective", "target")
        for part in ("strength", "evidence", "sources", "rationale")
    ),
    *(f"objective_link_{part}" for part in LINK_MORE if not part.startswith("indicators_why")),
    "counts",
    "link",
)


def offered(page: str) -> tuple[str, ...]:
    """Names of the files that a page has."""
    named = (NAMED,) if names_chart(page) else ()
    return tuple(dict.fromkeys(("chain", "series", *OTHERS, *named, *charts_of(page))))


def csv_file(ctx: Context, chart: str, site: str) -> tuple[str, bytes]:
    """File name and UTF-8 content (with a byte order mark, for spreadsheets) of a chart's data.

    A chart that is a record gives its marks; see layouts/charts/files.py. `series` gives one row
    per area and year of the whole series; the evidence chain one row per path from theme to
    indicator; for all else see the modules of OTHERS. An indicator without a series, or a page
    without a chain, gives the header only.
    """
    chart = ctx.state.option("chart") if chart == NAMED else chart
    if chart == "chain":
        name = f"throughline-chain-{ctx.state.slug or 'empty'}-{ctx.state.links}.csv"
        return name, _encoded(ctx, CHAIN_COLUMNS, _chain_rows(ctx, site + ctx.href()))
    if chart in OTHERS:
        name, columns, found = OTHERS[chart](ctx, chart, site + ctx.href())
        return name, _encoded(ctx, columns, found)
    if chart in charts_of(ctx.state.page):
        name, columns, marks = record_file(ctx, chart, site + ctx.href())
        return name, _encoded(ctx, columns, marks)
    indicator_id = ctx.indicator
    series = series_of(ctx, indicator_id) if indicator_id else None
    rows = _rows(ctx, series, chart, site + ctx.href()) if series else iter(())
    other = f"-{asked}" if (asked := asked_provider(ctx, indicator_id)) else ""
    name = f"throughline-{indicator_id or 'empty'}{other}-{chart}.csv"
    return name, _encoded(ctx, COLUMNS, rows)


def _encoded(ctx: Context, columns: Columns, rows: Rows) -> bytes:
    """The table as CSV; under own rules with one more column that names them."""
    if rules := rules_name(ctx.store):
        columns, rows = (*columns, "rules"), ((*row, rules) for row in rows)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _chain_rows(ctx: Context, link: str) -> Iterator[tuple[object, ...]]:
    """One row per path; link cells are empty where a path ends early."""
    reference, lang = ctx.reference, ctx.lang
    theme = reference.theme_by_slug(ctx.state.slug)
    for mark in chain.marks(ctx).each if theme else ():
        target = reference.targets.get(mark.target_id)
        indicator = reference.indicators.get(mark.indicator_id)
        parts: list[str] = []
        for step in mark.links:
            parts += (
                [step.strength, step.evidence, ";".join(step.sources), step.text("rationale", lang)]
                if step
                else [""] * 4
            )
        yield (
            mark.theme_id,
            theme.text("title", lang) if theme else "",
            mark.objective_id,
            reference.objectives[mark.objective_id].text("title", lang),
            mark.target_id,
            target.text("label", lang) if target else "",
            mark.indicator_id,
            indicator.sdg_indicator if indicator else "",
            indicator.text("title", lang) if indicator else "",
            *parts,
            *_more(mark.links[1]),
            int(mark.counts),
            link,
        )


def _more(step: Link | None) -> tuple[str, ...]:
    """Indicators meant, paragraph, quotation and basis of a link from objective to target."""
    if step is None:
        return ("",) * 5
    named = ";".join(step.indicator_ids)
    return (named, step.paragraph, step.quote, step.quote_evidence, step.basis)


def _rows(ctx: Context, series: Series, chart: str, link: str) -> Iterator[tuple[object, ...]]:
    matrix, info, indicator = series.matrix, series.info, series.indicator
    reasons = cell_reasons(ctx, indicator.indicator_id, matrix.source_id, matrix.breakdown)
    editions = area_editions(ctx, matrix)
    cells = [(a, int(y)) for a in matrix.areas for y in matrix.years]
    for area_code, year in cells:
        value, status = matrix.cell(area_code, year)
        if value is None:
            continue
        yield (
            indicator.indicator_id,
            indicator.sdg_indicator,
            indicator.text("title", ctx.lang),
            area_code,
            ctx.reference.areas[area_code].text("name", ctx.lang),
            year,
            plain(value),
            matrix.unit,
            status,
            matrix.flags_at(area_code, year),
            reasons.get((area_code, year), ""),
            matrix.breakdown,
            series.source.title,
            info["source_code"],
            editions.get(area_code, info["edition"]),
            series.retrieved_on,
            info["licence"],
            info["attribution"],
            sum_cell(ctx, indicator.indicator_id, matrix.source_id, area_code, year),
            link,
        )
