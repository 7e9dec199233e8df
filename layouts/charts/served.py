"""A chart as the browser takes it: its figure with every word around it, as JSON.

One answer holds all that the card shows. It is worked out from the rows of marks and from nothing
else, so that figure, sentence, table and file cannot differ.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
import plotly.graph_objects as go

from layouts.charts import printed, signs, template
from layouts.charts.drawn import drawn, whole
from layouts.charts.record import JSON, Chart, Look, MarksOf
from layouts.charts.still_picture import still_picture
from layouts.request.context import Context
from layouts.words.values import Words

AnyMarks = MarksOf[Any, Any]
Dressed = Callable[[Context, JSON], JSON]


def served(ctx: Context, chart_id: str, look: Look, site: str, dressed: Dressed) -> bytes:
    """The JSON of a chart for an address, in a look.

    A printed one is its figure alone, with its words inside it and a link to `site`; any other goes
    through `dressed`, which makes markup of what its page says beside it.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    (chart, marks), words = drawn(ctx, chart_id), Words(ctx.lang)
    if chart.painted and not look.printed:
        return _dumped(chart.painted(marks, words))
    answer = _answer(chart, marks, look, words)
    if look.printed:
        items = chart.legend(marks, look, words)
        figure = printed.with_words(answer, items, site + str(answer["open"]))
        return _dumped({"name": answer["name"], "figure": figure})
    return _dumped(dressed(ctx, answer))


def frames(ctx: Context, chart_id: str, look: Look) -> bytes:
    """The JSON of what steps of the year change: see record.Frames; `null` where there are none.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    chart, marks = drawn(ctx, chart_id)
    made = chart.frames(marks, look) if chart.frames else None
    return _dumped(vars(made) if made else None)


def table(ctx: Context, chart_id: str, look: Look) -> bytes:
    """The JSON of a chart's table alone: head and rows.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    chart, marks = drawn(ctx, chart_id)
    head, rows = chart.table(whole(chart, marks), Words(look.lang))
    return _dumped({"head": head, "rows": rows})


def told(ctx: Context, chart_id: str, look: Look) -> bytes:
    """The JSON of what a painted chart says of each place; `null` of any other.

    Raises:
        KeyError: there is no such chart.
        NoNumbers: no numbers are held of the indicator.
    """
    chart, marks = drawn(ctx, chart_id)
    return _dumped(chart.told(marks, Words(look.lang)) if chart.told else None)


def _dumped(answer: dict[str, Any] | None) -> bytes:
    return orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY)


def _answer(chart: Chart[Any], marks: AnyMarks, look: Look, words: Words) -> dict[str, Any]:
    figure = drawing(chart, marks, look, words)
    return {
        **texts(chart, marks, look, words),
        "id": chart.id,
        "figure": {**template.plain(figure), "config": template.CONFIG},
        "still": still_picture(figure),
        "source": marks.view.source(),
        **marks.view.more(chart, look, words),
    }


def drawing(chart: Chart[Any], marks: AnyMarks, look: Look, words: Words) -> go.Figure:
    """The figure of a chart; where nothing is drawn, why."""
    if marks.each and chart.figure:
        return chart.figure(marks, look)
    return template.nothing(chart.sentence(marks, words), look)


def texts(chart: Chart[Any], marks: AnyMarks, look: Look, words: Words) -> dict[str, Any]:
    """What stands around a figure and belongs to its year: words, legend, table, addresses."""
    told = marks.view.heading(chart, marks, words)
    head, rows = chart.table(whole(chart, marks), words)
    return {
        "name": told.name,
        "drawn": told.drawn,
        "title": told.title,
        "subtitle": told.subtitle,
        "summary": chart.sentence(marks, words),
        "notes": told.notes,
        "legend": signs.legend(chart.legend(marks, look, words)),
        "csv": told.csv,
        "open": told.own.href(),
        "embed": told.own.href(embed="on"),
        "table": {"caption": told.caption, "head": head, "rows": rows},
    }
