"""What stands around a chart of indicators: title, subtitle, doubts, source, names, addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from data.arithmetic.concepts import POPULATION
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.request.context import Context
from layouts.request.pages import names_chart
from layouts.request.state import ViewState
from layouts.series.cells import cells_of
from layouts.series.doubts import cell_reasons
from layouts.series.leading import doubted_lead
from layouts.series.series import asked_provider, series_of, source_line
from layouts.words.text import has_text
from layouts.words.values import Words

if TYPE_CHECKING:
    from layouts.charts.asked import Asked

PLAIN = 2  # indicators on one axis; where there are more, each axis names its own unit
OWN_PICK = ("highest", "populous", "populous_world")
NAMED, TOLD = 3, 2  # doubted places named; of which the reasons are told, too
WAITING = ("part", "forecast")
NONE = "\u2014"


def heading(asked: Asked, chart: Chart[Any], marks: MarksOf[Any, Asked], words: Words) -> Heading:
    """What stands around the figure of some marks."""
    own, title = exact(chart, asked), _title(chart, asked, words)
    query = own.href().partition("?")[2]
    file = own.page if names_chart(own.page) else chart.id
    return Heading(
        name=file_name(chart, asked),
        drawn=_drawn(chart, asked),
        title=title,
        subtitle=_subtitle(chart, marks, words),
        caption=f"{title} ({asked.main.told.unit.text})",
        notes=doubts(marks, words),
        own=own,
        csv=f"/export/{file}.csv?{query}&page={own.path}",
    )


def file_name(chart: Chart, asked: Asked) -> str:
    """Name of a file of a chart, without its ending."""
    year = "" if chart.takes.years == "all" else str(asked.year)
    provider = asked_provider(asked.ctx, asked.indicator_id)
    parts = ("throughline", asked.indicator_id, provider, chart.id, year)
    return "-".join(part for part in parts if part)


def steps(asked: Asked, chart: Chart[Any], look: Look) -> JSON:
    """Years to step through, and where their frames are: asked for when first needed."""
    state = asked.ctx.state
    base = {"baseyear": str(asked.base)} if asked.based else {}
    state = replace(state, year=None, options={**state.options, **asked.own, **base})
    flags = {"dark": look.dark, "narrow": look.narrow, "frames": True}
    query = urlencode([("page", state.path), *((k, int(v)) for k, v in flags.items())])
    own = state.href().partition("?")[2]
    path = f"/chart/{asked.ctx.store.build_id}/{state.lang}/{chart.id}.json"
    return {"years": asked.years, "href": f"{path}?{query}{own and f'&{own}'}"}


def _drawn(chart: Chart, asked: Asked) -> str:
    """What is shown, as one word that tests can wait for."""
    year = "" if chart.takes.years == "all" else str(asked.year)
    count = len(asked.places.codes)
    return "|".join((asked.indicator_id, chart.id, asked.form, year, str(count)))


def _title(chart: Chart, asked: Asked, words: Words) -> str:
    told = asked.main.told
    across = next((part.told.label for part in asked.parts if part.name == "x"), "")
    names = {"label": told.label, "x": across, "year": asked.year, "base": asked.base}
    key = f"charts.{chart.id}.title"
    start = f"{key}_start"  # of two years that are one: where a handle starts from
    title = words.t(start if asked.base == asked.year and has_text(start) else key, **names)
    second = asked.second
    return f"{title} {words.t('js.compare.and')} {second.told.label}" if second else title


def _subtitle(chart: Chart, marks: MarksOf[Any, Asked], words: Words) -> str:
    """Unit, years and axis. Which years are drawn is in the words of charts that have some."""
    asked, key = marks.view, f"charts.{chart.id}.years"
    unit = "" if chart.takes.indicators > PLAIN else asked.main.told.unit.text
    log = words.t("js.compare.log_axis") if asked.log else ""
    years = years_words(mark.year for mark in marks.each)
    if has_text(key):
        years = words.t(key, base=asked.base, year=asked.year)
    sized = _sized(asked, words) if "size" in chart.takes.options else ""
    parts = (unit[:1].upper() + unit[1:], years, log, sized)
    return " · ".join(part for part in parts if part)


def years_words(years: Iterable[int]) -> str:
    """The first and the last of some years."""
    held = list(years)
    if not held:
        return NONE
    first, last = min(held), max(held)
    return str(first) if first == last else f"{first}\u2013{last}"


def _sized(asked: Asked, words: Words) -> str:
    """What the size of a mark stands for."""
    size = next((part.told.label for part in asked.parts if part.name == "size"), "")
    return words.t("js.compare.sized", size=size) if size else words.t("js.compare.unsized")


def source(asked: Asked) -> str:
    """Sources of all series drawn, and of the population where values are per head."""
    sources = [part.told.source for part in asked.parts]
    people = series_of(asked.ctx, POPULATION) if asked.form == "capita" else None
    if people:
        sources.append(source_line(asked.ctx, people))
    return " ".join([*dict.fromkeys(sources), asked.main.told.note]).strip()


def doubts(marks: MarksOf[Any, Any], words: Words) -> list[str]:
    """Sentences on the doubted and the provisional values among the marks."""
    return doubts_of(marks.each, marks.view.ctx, words)


def doubts_of(each: Iterable[Any], ctx: Context, words: Words) -> list[str]:
    """The same of any rows with the fields area, year, kind and reason."""
    unsure = [mark for mark in each if mark.kind == "doubt" or mark.kind in WAITING]
    found = [mark for mark in unsure if mark.kind == "doubt"]
    waiting = [mark for mark in unsure if mark.kind in WAITING]
    told = []
    if count := len(found):
        named = [f"{mark.area} {mark.year}" for mark in found[:NAMED]]
        if count > NAMED:
            named.append(words.t("js.doubts.more", count=count - NAMED))
        on = "_on" if doubted_lead(ctx) else ""
        key = f"js.doubts.note{on}{'_one' if count == 1 else ''}"
        told.append(words.t(key, count=count, list=", ".join(named)))
        told += [mark.reason for mark in found] if count <= TOLD else []
    if count := len(waiting):
        key = "js.doubts.waiting_one" if count == 1 else "js.doubts.waiting"
        told.append(words.t(key, count=count))
        reasons = dict.fromkeys(mark.reason for mark in waiting)
        told += reasons if len(reasons) <= TOLD else ()
    return [text for text in told if text]


def doubted(asked: Asked, words: Words) -> JSON:
    """How many values of the whole series are doubted, whether they may lead, where it is told."""
    ctx = asked.ctx
    whole = cells_of(ctx, asked.indicator_id, asked.part)
    matrix = asked.main.cells.matrix
    reasons = cell_reasons(ctx, asked.indicator_id, matrix.source_id, matrix.breakdown)
    flagged = [whole.kind_of(*cell) for cell in reasons] if whole else []
    count = sum(kind != "" for kind in flagged)
    key = "js.doubts.which_one" if count == 1 else "js.doubts.which"
    return {
        "count": count,
        "offered": "doubted" in flagged,
        "on": doubted_lead(ctx),
        "text": words.t(key, count=count),
        "href": ctx.link_to("quality", indicator=asked.indicator_id),
    }


def _chosen(asked: Asked) -> tuple[str, ...]:
    """What an address names that is drawn: an organisation whose members are, not each of them."""
    places, state = asked.places, asked.ctx.state
    return tuple(code for code in state.areas if code not in places.absent)


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
        areas=codes if places.picked in OWN_PICK else _chosen(asked),
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
