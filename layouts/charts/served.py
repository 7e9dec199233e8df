"""A chart as the browser takes it: its figure with every word around it, as JSON.

One answer holds all that the card shows. It is worked out from the rows of marks and from nothing
else, so that figure, sentence, table and file cannot differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import orjson
import plotly.graph_objects as go

from data.arithmetic.concepts import POPULATION
from layouts.charts import printed, template
from layouts.charts.asked import Asked
from layouts.charts.controls import controls
from layouts.charts.drawn import drawn
from layouts.charts.files import file_name
from layouts.charts.notes import doubts, years_words
from layouts.charts.record import Chart, Look, Marks
from layouts.request.context import Context
from layouts.request.pages import names_chart
from layouts.request.state import ViewState
from layouts.series.series import series_of, source_line
from layouts.words.text import has_text
from layouts.words.values import Words

PLAIN = 2  # indicators on one axis; where there are more, each axis names its own unit
OWN_PICK = ("highest", "populous", "populous_world")


def served(ctx: Context, chart_id: str, look: Look, site: str) -> bytes:
    """The JSON of a chart for an address, in a look.

    A printed one is its figure alone, with its words inside it and a link to `site`.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    (chart, marks), words = drawn(ctx, chart_id), Words(ctx.lang)
    answer = _answer(chart, marks, look, words)
    if look.printed:
        figure = printed.with_words(answer, site + str(answer["open"]))
        return _dumped({"name": answer["name"], "figure": figure})
    return _dumped(answer)


def frames(ctx: Context, chart_id: str, look: Look) -> bytes:
    """The JSON of what steps of the year change: see record.Frames; `null` where there are none.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    chart, marks = drawn(ctx, chart_id)
    made = chart.frames(marks, look) if chart.frames else None
    return _dumped(vars(made) if made else None)


def _dumped(answer: dict[str, Any] | None) -> bytes:
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _answer(chart: Chart, marks: Marks, look: Look, words: Words) -> dict[str, Any]:
    asked = marks.view
    figure = drawing(chart, marks, look, words)
    return {
        **texts(chart, marks, look, words),
        "id": chart.id,
        "figure": {**template.plain(figure), "config": template.CONFIG},
        "source": _source(asked),
        "year": asked.year,
        "frames": _steps(chart, asked, look) if chart.frames else None,
        **(controls(chart, asked, words) if names_chart(asked.ctx.state.page) else {}),
    }


def drawing(chart: Chart, marks: Marks, look: Look, words: Words) -> go.Figure:
    """The figure of a chart; where nothing is drawn, why."""
    if marks.each:
        return chart.figure(marks, look)
    return template.nothing(chart.sentence(marks, words), look)


def texts(chart: Chart, marks: Marks, look: Look, words: Words) -> dict[str, Any]:
    """What stands around a figure and belongs to its year: words, legend, table, addresses."""
    asked = marks.view
    own = exact(chart, asked)
    query = own.href().partition("?")[2]
    file = own.page if names_chart(own.page) else chart.id
    title = _title(chart, asked, words)
    return {
        "name": file_name(chart, asked),
        "drawn": _drawn(chart, asked),
        "title": title,
        "subtitle": _subtitle(chart, marks, words),
        "summary": chart.sentence(marks, words),
        "notes": doubts(marks, words),
        "legend": [
            {"sign": item.sign, "text": item.text, "colour": item.colour}
            for item in chart.legend(marks, look, words)
        ],
        "csv": f"/export/{file}.csv?{query}&page={own.path}",
        "open": own.href(),
        "embed": own.href(embed="on"),
        "table": _table(chart, marks, words, title),
    }


def _steps(chart: Chart, asked: Asked, look: Look) -> dict[str, Any]:
    """Years to step through, and where their frames are: asked for when first needed."""
    state = asked.ctx.state
    state = replace(state, year=None, options={**state.options, **asked.own})
    flags = {"dark": look.dark, "narrow": look.narrow, "frames": True}
    query = urlencode([("page", state.path), *((k, int(v)) for k, v in flags.items())])
    own = state.href().partition("?")[2]
    path = f"/chart/{asked.ctx.store.build_id}/{state.lang}/{chart.id}.json"
    return {"years": asked.years, "href": f"{path}?{query}{own and f'&{own}'}"}


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
    across = next((part.told.label for part in asked.parts if part.name == "x"), "")
    names = {"label": told.label, "x": across, "year": asked.year, "base": asked.base}
    title = words.t(f"charts.{chart.id}.title", **names)
    second = asked.second
    return f"{title} {words.t('js.compare.and')} {second.told.label}" if second else title


def _subtitle(chart: Chart, marks: Marks, words: Words) -> str:
    """Unit, years and axis. Which years are drawn is in the words of charts that have some."""
    asked, key = marks.view, f"charts.{chart.id}.years"
    unit = "" if chart.takes.indicators > PLAIN else asked.main.told.unit.text
    log = words.t("js.compare.log_axis") if asked.log else ""
    years = years_words(marks)
    if has_text(key):
        years = words.t(key, base=asked.base, year=asked.year)
    sized = _sized(asked, words) if "size" in chart.takes.options else ""
    parts = (unit[:1].upper() + unit[1:], years, log, sized)
    return " · ".join(part for part in parts if part)


def _sized(asked: Asked, words: Words) -> str:
    """What the size of a mark stands for."""
    size = next((part.told.label for part in asked.parts if part.name == "size"), "")
    return words.t("js.compare.sized", size=size) if size else words.t("js.compare.unsized")


def _source(asked: Asked) -> str:
    """Sources of all series drawn, and of the population where values are per head."""
    sources = [part.told.source for part in asked.parts]
    people = series_of(asked.ctx, POPULATION) if asked.form == "capita" else None
    if people:
        sources.append(source_line(asked.ctx, people))
    return " ".join([*dict.fromkeys(sources), asked.main.told.note]).strip()


def exact(chart: Chart, asked: Asked) -> ViewState:
    """The state that names all that the chart chose by itself: a file of it holds what is drawn.

    Of the page of an indicator, which its path names, the address need not name it again.
    """
    state, places = asked.ctx.state, asked.places
    codes = tuple(code for code in places.codes if code in asked.ctx.reference.areas)
    return replace(
        state,
        indicator="" if asked.indicator_id == state.slug else asked.indicator_id,
        year=state.year if chart.takes.years == "all" else asked.year,
        areas=codes if places.picked in OWN_PICK else places.marked,
        options={
            **state.options,
            "chart": chart.id,
            "form": asked.form if "form" in chart.takes.options else "absolute",
            "axis": "log" if asked.log and "axis" in chart.takes.options else "linear",
            "total": asked.total,
            "baseyear": str(asked.base) if asked.based else "",
            "beside": asked.second.of.indicator_id if asked.second else "",
            **asked.own,
            "breakdown": asked.part,
            "embed": "off",
        },
    )
