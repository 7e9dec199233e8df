"""The list of doubts as files: every row that the filters of the address leave, with its reason.

Grain: one row per flagged cell and flag, in the order of the page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

import orjson

from layouts.quality.rows import Flagged, flags_asked, places, rows
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.words.format import plain

COLUMNS = (
    *("indicator_id", "sdg_indicator", "indicator", "area_code", "area", "year", "value", "unit"),
    *("obs_status", "breakdown", "source_id", "source", "quality", "level", "quality_reason"),
    *("figures", "link"),
)


def file(ctx: Context, kind: str, site: str) -> tuple[str, bytes]:
    """Name and content of the list as `csv` (UTF-8 with a byte order mark) or `json`.

    `value` is empty (null) where the tables hold no number; `figures` holds what raised the flag,
    in CSV as JSON text. No row gives the header, or an empty list.
    """
    found = (_record(ctx, row, site) for row in rows(ctx, places(ctx, flags_asked(ctx))))
    name = "-".join(["throughline-quality", *_chosen(ctx)])
    if kind == "json":
        body = {"link": site + ctx.href(), "rows": list(found)}
        return f"{name}.json", orjson.dumps(body, option=orjson.OPT_INDENT_2)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in found:
        value = record["value"]
        figures = orjson.dumps(record["figures"], option=orjson.OPT_SORT_KEYS).decode()
        text = "" if value is None else plain(value)
        writer.writerow({**record, "value": text, "figures": figures})
    return f"{name}.csv", out.getvalue().encode("utf-8-sig")


def _chosen(ctx: Context) -> list[str]:
    state = ctx.state
    chosen = (state.option("flag"), state.option("provider"), state.indicator, *state.areas[:1])
    return [text.replace(":", "-") for text in chosen if text]


def _record(ctx: Context, row: Flagged, site: str) -> Mapping[str, Any]:
    doubt, indicator = row.doubt, indicator_of(ctx, row.doubt.indicator_id)
    there = ctx.link_to("indicator", doubt.indicator_id, areas=(doubt.area_code,))
    return {
        "indicator_id": doubt.indicator_id,
        "sdg_indicator": indicator.sdg_indicator,
        "indicator": indicator.text("title", ctx.lang),
        "area_code": doubt.area_code,
        "area": ctx.reference.areas[doubt.area_code].text("name", ctx.lang),
        "year": doubt.year,
        "value": row.value,
        "unit": row.unit,
        "obs_status": row.status,
        "breakdown": doubt.breakdown,
        "source_id": doubt.source_id,
        "source": ctx.reference.sources[doubt.source_id].title,
        "quality": doubt.flag,
        "level": row.level,
        "quality_reason": row.why,
        "figures": dict(doubt.figures),
        "link": site + there,
    }
