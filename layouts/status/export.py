"""The status map as a file: one row per country or territory, with verdict or reason."""

from __future__ import annotations

import csv
import io

from layouts.pieces.notice import rules_name
from layouts.progress.of_area import setting_of
from layouts.progress.status import status_of
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
    """Name and UTF-8 content, with a byte order mark, of what the status map shows.

    Under own rules one more column names them.
    """
    status, setting = status_of(ctx), setting_of(ctx)
    series = series_of(ctx, status.indicator.indicator_id)
    told = {
        "indicator_id": status.indicator.indicator_id,
        "indicator": status.indicator.text("title", ctx.lang),
        "measures": status.indicator.measures,
        "method": setting.method,
        "base": setting.base,
        "modelled": setting.modelled,
        "covid": setting.covid,
        "unit": status.indicator.unit,
        "link": site + ctx.href(indicator=status.indicator.indicator_id),
    }
    if series:
        told |= {k: series.info[k] for k in ("source_code", "edition", "licence", "attribution")}
        told |= {"source": series.source.title, "retrieved_on": series.retrieved_on}
    rules = rules_name(ctx.store)
    told |= {"rules": rules} if rules else {}
    columns = (*COLUMNS, "rules") if rules else COLUMNS
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for place in status.places:
        row = told | {
            "area_code": place.area.area_code,
            "area": place.area.text("name", ctx.lang),
            "class": place.shown,
            "band": "" if place.reason else place.key,
            "reason": place.reason,
        }
        if found := place.found:
            row |= {k: plain(getattr(found, k)) for k in NUMBERS}
            row |= {k: getattr(found, k) or "" for k in COPIED}
            row["flags"] = ";".join(found.flags)
        writer.writerow(row)
    name = "-".join(("throughline", status.indicator.indicator_id, "status", setting.method))
    return f"{name}.csv", out.getvalue().encode("utf-8-sig")
