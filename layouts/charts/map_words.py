"""Words of a map, all from its rows: title, sentence, legend, years in use, table."""

from __future__ import annotations

from html import escape

import numpy as np

from layouts.charts.around import doubts_of
from layouts.charts.map_rows import MapMarks, Place
from layouts.charts.map_view import LEVELS, MapView
from layouts.charts.match import NOTHING, ZERO
from layouts.charts.over_years import tooltip as lines_of
from layouts.charts.record import JSON
from layouts.charts.rows import reason_text, status_text
from layouts.charts.tables import NONE, Table
from layouts.series.breakdowns import breakdown_text
from layouts.series.counted import places_text
from layouts.words.format import sort_key
from layouts.words.values import Words

MOST_YEARS = 6  # named one by one in the legend; the older ones are one row
WORLD = "world"


def title(view: MapView, year: int, words: Words) -> str:
    """Indicator, part, year, and the part of the world where it is not all of it."""
    told = words.t("charts.map.title", label=view.label, year=year)
    return told if view.region == WORLD else f"{told} \u2013 {words.t(f'map.region.{view.region}')}"


def subtitle(view: MapView, year: int, words: Words) -> str:
    """The unit, and how old values may be."""
    mode = words.t(f"map.mode.{view.ctx.state.option('match')}", year=year)
    return f"{view.unit.text} \u00b7 {mode}"


def sentence(marks: MapMarks, words: Words) -> str:
    """How many places have a value, from lowest to highest, and what the others show."""
    doubts = doubts_of(marks.unsure, marks.view.ctx, words)
    return " ".join([*_values(marks, words), *_kinds(marks, words), *doubts])


def _values(marks: MapMarks, words: Words) -> list[str]:
    view, led, year = marks.view, marks.led, marks.year
    counts = {"year": year, "places": marks.placed(words)}
    if not marks.count:
        return [words.t("summary.map_empty", year=year)]
    if not len(led):
        return [words.t("doubts.none_lead", **counts)]
    binary = view.series.indicator.kind == "binary"
    told = words.t(
        "summary.binary" if binary else "summary.map",
        **counts,
        yes=int(np.count_nonzero(marks.numbers[led] > 0.5)),
        low=_named(marks.place(led[0]), view, words),
        median=words.value(float(marks.numbers[led[(len(led) - 1) // 2]]), view.unit),
        high=_named(marks.place(led[-1]), view, words),
    )
    older = marks.count - marks.years.get(year, 0)
    return [told, words.t("map.earlier", count=older, year=year)] if older else [told]


def _named(place: Place, view: MapView, words: Words) -> str:
    return f"{words.value(place.value, view.unit)} ({place.area})"


def _kinds(marks: MapMarks, words: Words) -> list[str]:
    counts = {kind: marks.of_level(LEVELS[kind]) for kind in NOTHING}
    found = [
        f"{words.t(f'js.map.kind.{kind}')} ({places_text(own, words.lang)})"
        for kind, own in counts.items()
        if sum(own)
    ]
    return [words.t("map.kinds", list=", ".join(found))] if found else []


def notes(marks: MapMarks, words: Words) -> list[str]:
    """What a picture needs, too: doubts, and of which years the values are."""
    used = ", ".join(f"{text} ({count})" for text, _, _, count in years_in_use(marks, words))
    years = [words.t("map.years_line", list=used)] if used else []
    return [*doubts_of(marks.unsure, marks.view.ctx, words), *years]


def levels(view: MapView, words: Words) -> list[tuple[int, str]]:
    """Number and words of every class, then of the kinds of nothing, as a legend lists them."""
    scheme = view.scheme
    classes = [] if view.empty else [(k, _class(view, k, words)) for k in range(len(scheme.uppers))]
    kinds = [k for k in NOTHING if k != ZERO or scheme.kind != "binary"]
    return [*classes, *((LEVELS[k], words.t(f"js.map.kind.{k}")) for k in kinds)]


def _class(view: MapView, k: int, words: Words) -> str:
    """A class between its bounds; the first and the last are open."""
    scheme = view.scheme
    last = k == len(scheme.uppers) - 1
    if scheme.kind == "binary":
        return words.t("js.legend.yes" if k else "js.legend.no")
    if scheme.single:
        return words.compact(scheme.highest if last else scheme.uppers[k])
    if last and k == 0:
        return words.t("map.all_values")
    if last:
        return words.t("legend.over", low=words.compact(scheme.uppers[k - 1]))
    high = words.compact(scheme.uppers[k])
    if k == 0:
        return words.t("legend.to", high=high)
    return words.t("legend.between", low=words.compact(scheme.uppers[k - 1]), high=high)


def years_in_use(marks: MapMarks, words: Words) -> list[tuple[str, int, int, str]]:
    """Words, first and last year, countries and territories of the years drawn, newest first."""
    found = list(marks.years)
    alone = found if len(found) <= MOST_YEARS else found[: MOST_YEARS - 1]
    rest = found[len(alone) :]
    rows = [(str(year), year, year, marks.of_years(year, year).short) for year in alone]
    if rest:
        text = words.t("map.legend.earlier", first=rest[-1], last=rest[0])
        rows.append((text, rest[-1], rest[0], marks.of_years(rest[-1], rest[0]).short))
    return rows


def value(place: Place, view: MapView, words: Words, asked: int | None = None) -> str:
    """What a place shows, and what speaks against it; its own year where `asked` is another."""
    kind = words.t(f"js.map.kind.{place.shown_as}")
    if not place.known:
        return kind if place.year is None else words.t("map.last", kind=kind, year=place.year)
    other = asked not in (None, place.year)
    of_year = [words.t("map.of_year", year=place.year)] if other else []
    return number(place, view, words) + status_text(words, place.status, place.kind, *of_year)


def number(place: Place, view: MapView, words: Words) -> str:
    """The value of a place with its unit; yes or no where it is one of these."""
    if view.series.indicator.kind == "binary":
        return words.t("js.legend.yes" if place.value > 0.5 else "js.legend.no")
    return words.value(place.value, view.unit)


def of_places(marks: MapMarks, words: Words) -> JSON:
    """Of every place of `codes`, its value for lists and what its tooltip says, as HTML."""
    each = [marks.at(i) for i in range(len(marks.view.codes))]
    values = [value(place, marks.view, words, marks.year) for place in each]
    return {
        "values": values,
        "tips": [
            _tip(place, shown, marks, words) for place, shown in zip(each, values, strict=True)
        ],
    }


def _tip(place: Place, shown: str, marks: MapMarks, words: Words) -> str:
    """Name, value, part counted, its own year, why it is doubted, and its years as a drawing."""
    part = breakdown_text(marks.view.ctx, marks.view.series.matrix.breakdown)
    name, *more = (escape(text, quote=False) for text in (place.area, shown, part) if text)
    lines = [f"<strong>{name}</strong>", *more]
    if place.known:
        lines.append(str(place.year))
    if why := reason_text(words, place.reason, place.kind):
        lines.append(f"<i>{lines_of(why)}</i>")
    return "<br>".join(lines) + marks.view.courses.drawn(place)


def tooltip(place: Place, view: MapView, words: Words) -> str:
    """Name, value and year of a place, and why it is doubted."""
    why = reason_text(words, place.reason, place.kind)
    year = f", {place.year}" if place.known else ""
    return f"{place.area}{year}: {value(place, view, words)}{why and f'. {why}'}"


def table(marks: MapMarks, words: Words) -> Table:
    """A row per place by name: its value, the value's year, and what it is shown as."""
    view = marks.view
    head = [words.t("js.table.area"), view.unit.text, words.t("js.table.year")]
    rows = []
    for place in sorted(marks.each, key=lambda p: sort_key(p.area)):
        kind = words.t(f"js.map.kind.{place.shown_as}")
        if not place.known:
            rows.append([place.area, NONE, NONE, kind])
            continue
        status = status_text(words, place.status, place.kind).strip(" ()")
        shown = kind if place.shown_as == ZERO else status or words.t("js.status.A")
        why = reason_text(words, place.reason, place.kind)
        cell = words.exactly(place.value, view.unit)
        rows.append([place.area, cell, str(place.year), f"{shown}. {why}" if why else shown])
    return [*head, words.t("map.shown_as")], rows
