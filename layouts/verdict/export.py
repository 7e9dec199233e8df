"""The calculation of one verdict as files: everything on the page, and what is needed to quote it.

The CSV is rectangular: `part` says what a row is (verdict, point, step, limit, setting), and the
columns on source and licence stand in every row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from math import isnan
from typing import Any

import orjson

from data.verdicts import Verdict
from layouts.charts import calculation
from layouts.charts.verdict_marks import CELLS, CalculationMarks, VerdictMark
from layouts.pieces.definition import definition_record
from layouts.pieces.notice import rules_name
from layouts.progress.opened import OpenedVerdict
from layouts.progress.words import general_note
from layouts.request.context import Context
from layouts.verdict.words import sentence
from layouts.words.format import plain

COLUMNS = (
    "part",
    "name",
    "year",
    "value",
    "status",
    "quality",
    "quality_reason",
    "use",
    "formula",
    "numbers",
    "method",
    "base",
    "modelled",
    "covid",
    "band",
    "common",
    "reason",
    "flags",
)
SETTING = ("method", "base", "modelled", "covid")


def file(ctx: Context, kind: str, site: str) -> tuple[str, bytes]:
    """Name and content of the calculation that the address shows; `kind` is csv or json."""
    marks = calculation.marks(ctx)
    link = site + ctx.href(indicator=marks.view.verdict.indicator.indicator_id)
    content = _csv(marks, link) if kind == "csv" else _json(marks, link)
    return f"{marks.view.name}.{kind}", content


def quote(ctx: Context, verdict: OpenedVerdict, link: str) -> dict[str, str]:
    """What names, sources and licenses the numbers; under own rules also these."""
    series = verdict.series
    info = series.info if series else {}
    rules = rules_name(ctx.store)
    return {
        "indicator_id": verdict.indicator.indicator_id,
        "indicator": verdict.indicator.text("title", ctx.lang),
        "measures": verdict.indicator.measures,
        "area_code": verdict.area.area_code,
        "area": verdict.area.text("name", ctx.lang),
        "unit": series.matrix.unit if series else verdict.indicator.unit,
        "source": series.source.title if series else "",
        "source_code": str(info.get("source_code", "")),
        "edition": str(info.get("edition", "")),
        "retrieved_on": series.retrieved_on if series else "",
        "licence": str(info.get("licence", "")),
        "attribution": str(info.get("attribution", "")),
        "link": link,
        **({"rules": rules} if rules else {}),
    }


def _csv(marks: CalculationMarks, link: str) -> bytes:
    out, told = io.StringIO(), quote(marks.view.ctx, marks.view.verdict, link)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *told))
    for row in _rows(marks):
        writer.writerow((*(row.get(c, "") for c in COLUMNS), *told.values()))
    return out.getvalue().encode("utf-8-sig")


def _rows(marks: CalculationMarks) -> Iterator[dict[str, Any]]:
    """The verdict, its points, its steps with the limits, and every setting's verdict."""
    verdict = marks.view.verdict
    found = verdict.found
    head = {k: getattr(verdict.setting, k) for k in SETTING} | {"reason": verdict.reason}
    yield {"part": "verdict", **head} | (_verdict_cells(found) if found else {})
    if found:
        for name in ("base", "latest", "target"):
            value = plain(getattr(found, f"{name}_value"))
            year = getattr(found, f"{name}_year") or ""
            yield {"part": "value", "name": name, "year": year, "value": value}
        projected = plain(found.projected)
        yield {
            "part": "value",
            "name": "projected",
            "year": found.target_year or "",
            "value": projected,
        }
    for mark in marks.of(*CELLS):
        yield {
            "part": "point",
            "year": mark.year,
            "value": plain(_number(mark)),
            "status": mark.status,
            "quality": mark.quality,
            "quality_reason": mark.reason,
            "use": mark.use or "between",
        }
    yield from _steps(verdict)
    for one in verdict.every:
        yield {"part": "setting", **_verdict_cells(one)}


def _steps(verdict: OpenedVerdict) -> Iterator[dict[str, Any]]:
    for step in verdict.worked.steps:
        if step.id == "limits":
            for band, lower in step.numbers:
                yield {"part": "limit", "name": band, "value": plain(lower)}
            continue
        yield {
            "part": "step",
            "name": step.id,
            "formula": step.formula,
            "numbers": ";".join(f"{name}={plain(value)}" for name, value in step.numbers),
            "value": plain(step.numbers[-1][1]),
        }


def _verdict_cells(found: Verdict) -> dict[str, Any]:
    return {
        **{k: getattr(found, k) for k in SETTING},
        "value": plain(found.ratio),
        "band": found.band,
        "common": found.common,
        "reason": found.reason,
        "flags": ";".join(found.flags),
    }


def _number(mark: VerdictMark) -> float | None:
    return None if isnan(mark.value) else mark.value


def _point(mark: VerdictMark) -> dict[str, Any]:
    return {
        "year": mark.year,
        "value": _number(mark),
        "obs_status": mark.status,
        "use": mark.use,
        "quality": mark.quality,
        "quality_reason": mark.reason,
    }


def _json(marks: CalculationMarks, link: str) -> bytes:
    """The same as nested JSON, with the sentence of the page."""
    ctx, verdict = marks.view.ctx, marks.view.verdict
    note = general_note(ctx, verdict.indicator)
    content = {
        **quote(ctx, verdict, link),
        "definition": definition_record(ctx, verdict.indicator.indicator_id),
        "sentence": sentence(ctx, verdict),
        "note": note,
        "setting": asdict(verdict.setting),
        "reason": verdict.reason,
        "verdict": asdict(verdict.found) if verdict.found else None,
        "points": [_point(mark) for mark in marks.of(*CELLS)],
        "steps": [
            {"id": s.id, "formula": s.formula, "numbers": dict(s.numbers)}
            for s in verdict.worked.steps
        ],
        "line_to_target": verdict.worked.line_to_target,
        "projection": verdict.worked.projection,
        "settings": [asdict(a) for a in verdict.every],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2)
