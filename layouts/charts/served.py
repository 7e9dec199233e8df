"""A chart as the browser takes it: its figure with every word around it, as JSON.

One answer holds all that the card shows. It is worked out from the rows of marks and from nothing
else, so that figure, sentence, table and file cannot differ.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import orjson

from data.arithmetic.concepts import POPULATION
from layouts.charts import printed, template
from layouts.charts.asked import Asked
from layouts.charts.controls import controls
from layouts.charts.drawn import drawn
from layouts.charts.files import file_name
from layouts.charts.notes import doubts, years_words
from layouts.charts.record import Chart, Look, Marks
from layouts.request.context import Context
from layouts.request.pages import PAGES
from layouts.request.state import ViewState
from layouts.series.series import series_of, source_line
from layouts.words.values import Words

OWN_PICK = ("highest", "populous", "populous_world")


def served(ctx: Context, chart_id: str, look: Look, site: str) -> bytes:
    """The JSON of a chart for an address, in a look.

    A printed one is its figure alone, with its words inside it and a link to `site`.

    Raises:
        KeyError: there is no such chart.
        LookupError: no numbers are held of the indicator.
    """
    (chart, marks), words = drawn(ctx, chart_id), Words(ctx.lang)
    answer = _answer(chart, marks, look, words)
    if look.printed:
        figure = printed.with_words(answer, site + str(answer["open"]))
        return _dumped({"name": answer["name"], "figure": figure})
    return _dumped(answer | {"table": _table(chart, marks, words, answer["title"])})


def _dumped(answer: dict[str, Any]) -> bytes:
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _answer(chart: Chart, marks: Marks, look: Look, words: Words) -> dict[str, Any]:
    asked = marks.view
    own = exact(chart, asked)
    query = own.href().partition("?")[2]
    said = chart.sentence(marks, words)
    figure = chart.figure(marks, look) if marks.each else template.nothing(said, look)
    return {
        "id": chart.id,
        "name": file_name(chart, asked),
        "drawn": _drawn(chart, asked),
        "figure": {**template.plain(figure), "config": template.CONFIG},
        "title": _title(chart, asked, words),
        "subtitle": _subtitle(marks, words),
        "summary": said,
        "notes": doubts(marks, words),
        "source": _source(asked),
        "legend": [
            {"sign": item.sign, "text": item.text, "colour": item.colour}
            for item in chart.legend(marks, look, words)
        ],
        "year": asked.year,
        "frames": asdict(chart.frames(marks, look)) if chart.frames else None,
        "csv": f"/export/{own.page}.csv?{query}&page={PAGES[own.page].path}",
        "open": own.href(),
        "embed": own.href(embed="on"),
        **controls(chart, asked, words),
    }


def _table(chart: Chart, marks: Marks, words: Words, title: str) -> dict[str, Any]:
    head, rows = chart.table(marks, words)
    return {"caption": f"{title} ({marks.view.main.told.unit.text})", "head": head, "rows": rows}


def _drawn(chart: Chart, asked: Asked) -> str:
    """What is shown, as one word that tests can wait for."""
    year = "" if chart.takes.years == "all" else str(asked.year)
    count = len(asked.places.codes)
    return "|".join((asked.indicator_id, chart.id, asked.form, year, str(count)))


def _title(chart: Chart, asked: Asked, words: Words) -> str:
    told = asked.main.told
    title = words.t(f"charts.{chart.id}.title", label=told.label, year=asked.year, base=asked.base)
    second = asked.second
    return f"{title} {words.t('js.compare.and')} {second.told.label}" if second else title


def _subtitle(marks: Marks, words: Words) -> str:
    asked = marks.view
    unit = asked.main.told.unit.text
    log = words.t("js.compare.log_axis") if asked.log else ""
    parts = (unit[:1].upper() + unit[1:], years_words(marks), log)
    return " · ".join(part for part in parts if part)


def _source(asked: Asked) -> str:
    """Sources of all series drawn, and of the population where values are per head."""
    sources = [part.told.source for part in asked.parts]
    people = series_of(asked.ctx, POPULATION) if asked.form == "capita" else None
    if people:
        sources.append(source_line(asked.ctx, people))
    return " ".join([*dict.fromkeys(sources), asked.main.told.note]).strip()


def exact(chart: Chart, asked: Asked) -> ViewState:
    """The state that names all that the chart chose by itself: a file of it holds what is drawn."""
    state, places = asked.ctx.state, asked.places
    codes = tuple(code for code in places.codes if code in asked.ctx.reference.areas)
    return replace(
        state,
        indicator=asked.indicator_id,
        year=state.year if chart.takes.years == "all" else asked.year,
        areas=codes if places.picked in OWN_PICK else places.marked,
        options={
            **state.options,
            "chart": chart.id,
            "form": asked.form if "form" in chart.takes.options else "absolute",
            "axis": "log" if asked.log else "linear",
            "total": asked.total,
            "baseyear": str(asked.base) if asked.based else "",
            "beside": asked.second.of.indicator_id if asked.second else "",
            "breakdown": asked.part,
            "embed": "off",
        },
    )
