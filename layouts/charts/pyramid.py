"""The pyramid: ages of migrants beside those of everyone, men to the left and women to the right.

It always reads both indicators with ages, whichever of them the address names: one edition, so
that they can be compared. Each group is measured by itself: by the sum of its own bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import plotly.graph_objects as go

from data.area_groups import WORLD
from layouts.charts import looks, notes, pyramid_figure, steps, tables, template
from layouts.charts.ages import AGES, BANDS, GROUPS, SEXES, band_name, groups
from layouts.charts.asked import Asked, Part, asked_of
from layouts.charts.forms import block_of
from layouts.charts.places import Places, places_of
from layouts.charts.record import Chart, Frames, Item, Look, Mark, Marks, Takes
from layouts.charts.rows import reason_text, rows_of, status_text
from layouts.charts.told import PERCENT, told_of
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.cells import asked_span, cells_of
from layouts.series.concepts import concept
from layouts.words.values import Unit, Words

TAKES = Takes(
    indicators=1,
    years="one",
    opens=1,
    most=2,
    forms=("share", "absolute"),
    axes=("linear",),
    options=("people",),
    draws=("doubts", "parts"),
    needs="ages",
    instead="line",
)
CHILDREN, OLDER = 15, 65  # below, and from which
SHARE = Unit("", PERCENT, 1)


def marks(ctx: Context) -> Marks:
    """By place, group and sex: a row per band of ages, the youngest first.

    A group of a place without all its bands has no row.
    """
    state = replace(ctx.state, options={**ctx.state.options, "breakdown": ""})
    asked = asked_of(replace(ctx, state=state), TAKES)
    form = "share" if state.option("people") == "share" else "absolute"
    return _at(replace(asked, form=form), asked.year)


def _at(asked: Asked, year: int) -> Marks:
    """The marks of a year. Without a place chosen, those of the world."""
    places = _places(asked, year)
    parts = asked.parts[1:]
    if not parts or places.codes != asked.places.codes:
        parts = tuple(_parts(asked, places.codes))
    told = parts[0].told if parts else asked.main.told
    main = replace(asked.main, told=told)
    view = replace(asked, year=year, places=places, parts=(main, *parts))
    rows = rows_of(replace(view, parts=parts), lambda code: "value", (year,))
    return Marks(tuple(_drawn(view, rows)), view)


def _parts(asked: Asked, codes: tuple[str, ...]) -> Iterator[Part]:
    """A part per band of ages, sex and group that the tables hold of some places."""
    ctx, span = asked.ctx, asked_span(asked.ctx)
    for group, indicator_id in GROUPS.items():
        whole = cells_of(ctx, indicator_id, span=span)
        if whole is None:
            continue
        of, held = concept(ctx, indicator_id), ctx.store.breakdowns(indicator_id)
        told = told_of(ctx, whole, of, "absolute", 0)
        if asked.form == "share":
            unit = replace(SHARE, text=ctx.t("charts.pyramid.unit_share"))
            told = replace(told, unit=unit, key="percent")
        for band in BANDS.values():
            if band.group != group or band.breakdown not in held:
                continue
            if cells := cells_of(ctx, indicator_id, band.breakdown, span, codes):
                yield Part(band.name, told, cells, of, block_of(cells, codes))


def _places(asked: Asked, year: int) -> Places:
    ctx, main = asked.ctx, asked.main
    if not (ctx.state.areas or ctx.state.option("among")) and WORLD in main.cells.column:
        return Places((WORLD,), (), (), "", "world", (WORLD,))
    return places_of(ctx, TAKES, main.cells, main.of, year)


def _drawn(view: Asked, rows: Iterable[Mark]) -> Iterator[Mark]:
    """The rows in the form asked for, in the order of places and bands, with their words."""
    found = {(mark.area_code, mark.series): mark for mark in rows}
    words = Words(view.ctx.lang)
    for code in view.places.codes:
        for group in GROUPS:
            own = [found.get((code, b.name)) for b in BANDS.values() if b.group == group]
            whole = [mark for mark in own if mark is not None]
            total = sum(mark.value for mark in whole)
            if len(whole) < len(own) or not total:
                continue
            for mark in whole:
                share = 100 * mark.value / total
                drawn = share if view.form == "share" else mark.value
                yield mark._replace(drawn=drawn, spoken=_spoken(view, mark, share, words))


def _spoken(view: Asked, mark: Mark, share: float, words: Words) -> str:
    band, why = BANDS[mark.series], reason_text(words, mark.reason, mark.kind)
    text = words.t(
        "charts.pyramid.spoken",
        area=mark.area,
        group=words.t(f"charts.pyramid.{band.group}"),
        part=breakdown_text(view.ctx, band.breakdown),
        year=mark.year,
        share=words.value(share, SHARE),
        persons=words.value(mark.value, Unit("", "", 0), 1e15),
    )
    return f"{text}{status_text(words, mark.status, mark.kind)}{why and f'. {why}'}"


def figure(marks: Marks, look: Look) -> go.Figure:
    """A pyramid per place: migrants filled, everyone as an outline."""
    return pyramid_figure.figure(marks, look)


def sentence(marks: Marks, words: Words) -> str:
    """Working age, children, the old, women and the median band of each group; then limits."""
    asked, found = marks.view, groups(marks)
    told = [text for own in found.values() for text in _told(own, words)]
    areas = asked.ctx.reference.areas
    none = [areas[c].text("short", words.lang) for c in asked.places.codes if c not in found]
    if none:
        told.append(words.t("charts.pyramid.no_ages", areas=words.list(none), year=asked.year))
    return notes.sentence(marks, words, told, _limits(asked, words))


def _limits(asked: Asked, words: Words) -> Iterator[str]:
    """Which places are drawn, and what the edition and its definition leave out."""
    places = asked.places
    if places.picked == "world":
        yield words.t("charts.pyramid.world")
    yield words.t("charts.pyramid.limits", edition=asked.main.told.info["edition"])


def _told(own: dict[str, list[Mark]], words: Words) -> Iterator[str]:
    """What is said of the groups of one place; nothing of one that holds a doubted value."""
    sure = {group: marks for group, marks in own.items() if all(mark.leads for mark in marks)}
    first = next(iter(own.values()))[0]
    names = {group: words.t(f"charts.pyramid.{group}") for group in GROUPS}
    said = {"area": first.area, "year": first.year}
    if len(sure) == len(GROUPS):
        both = {
            f"{name}_{group}": text
            for group, marks in sure.items()
            for name, text in summary(marks, words).items()
        }
        yield words.t("charts.pyramid.both", **said, **both)
        return
    for group, marks in sure.items():
        yield words.t("charts.pyramid.one", **said, group=names[group], **summary(marks, words))
    for group in GROUPS:
        if group not in sure:
            key = "unsure" if group in own else "missing"
            yield words.t(f"charts.pyramid.{key}", area=first.area, group=names[group])


def summary(own: list[Mark], words: Words) -> dict[str, str]:
    """Shares of a group in words, and the band that holds its median."""
    held = [(BANDS[mark.series], mark.drawn) for mark in own]
    total = sum(value for _, value in held)

    def share(counted: Iterable[float]) -> str:
        return words.value(100 * sum(counted) / total, SHARE)

    reached, median = 0.0, 0
    for median in AGES:
        reached += sum(value for band, value in held if band.age == median)
        if reached >= total / 2:
            break
    return {
        "children": share(value for band, value in held if band.age < CHILDREN),
        "working": share(value for band, value in held if CHILDREN <= band.age < OLDER),
        "older": share(value for band, value in held if band.age >= OLDER),
        "women": share(value for band, value in held if band.sex == "F"),
        "median": band_name(median, words),
    }


def legend(marks: Marks, look: Look, words: Words) -> list[Item]:
    """Migrants and everyone, and kinds of values."""
    drawn = {BANDS[mark.series].group for mark in marks.each}
    colour = template.colours(look)["series"][0]
    signs = {"migrants": ("block", colour), "everyone": ("hollow", "")}
    items = [
        Item(sign, words.t(f"charts.pyramid.{group}"), tone)
        for group, (sign, tone) in signs.items()
        if group in drawn
    ]
    return [*items, *looks.legend((mark.kind for mark in marks.each), "bar", words)]


def table(marks: Marks, words: Words) -> tables.Table:
    """A row per band of ages, the oldest first, as drawn; a column per place, group and sex."""
    head = [words.t("charts.pyramid.age")]
    cells: dict[int, list[str]] = {age: [] for age in AGES}
    found = groups(marks)
    parts = {part.name: part for part in marks.view.parts}
    for own in found.values():
        for group, held in own.items():
            for sex in SEXES:
                column = [mark for mark in held if BANDS[mark.series].sex == sex]
                names = [words.t(f"charts.pyramid.{key}") for key in (group, f"sex_{sex}")]
                head.append(", ".join([*([held[0].area] if len(found) > 1 else []), *names]))
                for mark in column:
                    age = BANDS[mark.series].age
                    cells[age].append(tables.cell(mark, parts[mark.series], words))
    rows = [[band_name(age, words), *cells[age]] for age in reversed(AGES)]
    return head, rows if found else []


def frames(marks: Marks, look: Look) -> Frames:
    """The pyramids of every year."""
    return steps.frames(CHART, marks, look, lambda year: _at(marks.view, year))


CHART = Chart(
    id="pyramid",
    pages=("compare",),
    order=15,
    takes=TAKES,
    marks=marks,
    figure=figure,
    sentence=sentence,
    legend=legend,
    table=table,
    traces=("bar",),
    frames=frames,
)
