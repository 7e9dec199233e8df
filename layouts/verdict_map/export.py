"""The map of verdicts as a file: one row per country or territory, with verdict or reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from layouts.charts import verdict_map
from layouts.charts.files import Row
from layouts.charts.verdict_places import Judged
from layouts.pieces.notice import rules_name
from layouts.progress.of_area import setting_of
from layouts.request.context import Context
from layouts.series.series import series_of
from layouts.words.format import plain

COLUMNS = (
    "indicator_id",
    "indicator",
    "measures",
    "area_code",
    "area",
    "class",
    "band",
    "common",
    "reason",
    "ratio",
    "base_year",
    "base_value",
    "latest_year",
    "latest_value",
    "target_year",
    "target_value",
    "projected",
    "agree",
    "settings",
    "flags",
    "method",
    "base",
    "modelled",
    "covid",
    "unit",
    "source",
    "source_code",
    "edition",
    "retrieved_on",
    "licence",
    "attribution",
    "link",
)
NUMBERS = ("ratio", "base_value", "latest_value", "target_value", "projected")
COPIED = ("common", "base_year", "latest_year", "target_year", "agree", "settings")


def file(ctx: Context, site: str) -> tuple[str, bytes]:
    """Name and UTF-8 content, with a byte order mark, of what the map of verdicts shows.

    Under own rules one more column names them.
    """
    name, columns, rows = verdicts_csv(ctx, "", site + ctx.href(indicator=ctx.indicator))
    rules = rules_name(ctx.store)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*columns, "rules") if rules else columns)
    writer.writerows((*row, rules) if rules else row for row in rows)
    return name, out.getvalue().encode("utf-8-sig")


def verdicts_csv(ctx: Context, _: str, link: str) -> tuple[str, tuple[str, ...], Iterator[Row]]:
    """File name, columns and rows: one per country or territory, with verdict or reason."""
    marks, setting = verdict_map.marks(ctx), setting_of(ctx)
    indicator = marks.view.status.indicator
    series = series_of(ctx, indicator.indicator_id)
    told = {
        "indicator_id": indicator.indicator_id,
        "indicator": indicator.text("title", ctx.lang),
        "measures": indicator.measures,
        "method": setting.method,
        "base": setting.base,
        "modelled": setting.modelled,
        "covid": setting.covid,
        "unit": indicator.unit,
        "link": link,
    }
    if series:
        told |= {k: series.info[k] for k in ("source_code", "edition", "licence", "attribution")}
        told |= {"source": series.source.title, "retrieved_on": series.retrieved_on}
    name = "-".join(("throughline", indicator.indicator_id, "status", setting.method))
    return f"{name}.csv", COLUMNS, (_row(ctx, mark, told) for mark in marks.each)


def _row(ctx: Context, mark: Judged, told: Mapping[str, object]) -> Row:
    cells = dict(told) | {
        "area_code": mark.area_code,
        "area": ctx.reference.areas[mark.area_code].text("name", ctx.lang),
        "class": mark.shown,
        "band": mark.band,
        "reason": mark.reason,
    }
    if found := mark.found:
        cells |= {k: plain(getattr(found, k)) for k in NUMBERS}
        cells |= {k: getattr(found, k) or "" for k in COPIED}
        cells["flags"] = ";".join(found.flags)
    return tuple(cells.get(column, "") for column in COLUMNS)
