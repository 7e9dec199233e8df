"""Deaths on migration routes: recorded in the area, and of people known to come from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from data.area_groups import WORLD
from data.incidents import Toll, incidents
from data.progress.rules import CONSULTED
from data.worded import ENGLISH
from layouts.profile.figures import DEATHS
from layouts.profile.reading import PEOPLE, Reader, sum_of
from layouts.profile.records import Grid, Row, Section, Sentence, Told
from layouts.profile.tables import share_told
from layouts.words.text import has_text

RECORDS = "incidents"  # what a row is of that sums records of the incidents table


def deaths(reader: Reader) -> Section:
    """The section. No record is never told as no death."""
    years = tuple(row for row in reader.led(DEATHS) if (row.year or 0) >= CONSULTED)
    last = years[-1].year if years else None
    routes = _routes(reader, last) if last else ()
    told = (*_recorded(reader, years), *_named(reader, routes), *_of_people(reader))
    least = (reader.say("profile.deaths.least"),) if told else ()
    none = () if years else (reader.say(f"profile.deaths.none.{reader.kind}", here=reader.here),)
    sentences = (*none, *told, *least)
    return Section("deaths", "profile.deaths.title", sentences, _grid(reader, routes))


def _recorded(reader: Reader, years: tuple[Row, ...]) -> Iterator[Sentence]:
    if not years:
        return
    last = years[-1]
    if len(years) == 1:
        told = {"people": reader.people("dead", last), "year": reader.year(last)}
        yield reader.say("profile.deaths.recorded_one", here=reader.here, **told)
        return
    yield reader.say(
        "profile.deaths.recorded",
        people=reader.people("dead", sum_of(years, last)),
        first=reader.year(years[0]),
        last=reader.year(last),
        here=reader.here,
    )
    if last.number:
        value, year = reader.amount(last), reader.year(last)
        yield reader.say("profile.deaths.latest", value=value, year=year)


def _rows(tolls: tuple[Toll, ...], area_code: str, last: int) -> Iterator[Row]:
    """Sums of records by year from 2017 to a year, as rows."""
    for toll in tolls:
        if CONSULTED <= toll.year <= last:
            yield Row(
                RECORDS, toll.source_id, area_code, toll.year, toll.people, PEOPLE,
                origin=toll.name, made="sum",
            )  # fmt: skip


def _routes(reader: Reader, last: int) -> tuple[Row, ...]:
    """Each route since 2017 with its people, the most first; those without a route last."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(incidents(reader.store).routes.get(reader.code, ()), reader.code, last):
        found[row.origin].append(row)
    sums = [replace(sum_of(own, own[-1]), note="route") for own in found.values()]
    return tuple(sorted(sums, key=lambda row: (not row.origin, -row.number, row.origin)))


def _named(reader: Reader, routes: tuple[Row, ...]) -> Iterator[Sentence]:
    """The route with most of them."""
    if routes and routes[0].origin and routes[0].number:
        people = reader.amount(routes[0])
        yield reader.say("profile.deaths.route", route=_route(reader, routes[0]), value=people)


def _route(reader: Reader, row: Row) -> str:
    """The name of a route; the source's own words where there is no other."""
    if not row.origin:
        return reader.ctx.t("profile.deaths.no_route")
    name = "".join(c if c.isalnum() else "_" for c in row.origin.lower())
    key = f"route.{name}"
    return reader.ctx.t(key) if has_text(key) else row.origin


def _of_people(reader: Reader) -> Iterator[Sentence]:
    """How many of those recorded anywhere are known to come from the area, since 2017."""
    names = sorted({reader.area.text(field, ENGLISH) for field in ("name", "short")})
    tolls = [toll for name in names for toll in incidents(reader.store).origins.get(name, ())]
    last, _ = reader.store.latest(DEATHS).get(WORLD, (0, 0.0))  # a year that is whole
    rows = tuple(replace(r, note="origin") for r in _rows(tuple(tolls), reader.code, last))
    if reader.kind != "country" or not rows:
        return
    total = replace(sum_of(rows, rows[-1]), note="of_origin")
    told = {"people": reader.people("dead", total), "last": reader.year(rows[-1])}
    if rows[0].year == rows[-1].year:
        yield reader.say("profile.deaths.origin_one", here=reader.here, **told)
    else:
        told["first"] = reader.year(rows[0])
        yield reader.say("profile.deaths.origin", here=reader.here, **told)


def _grid(reader: Reader, routes: tuple[Row, ...]) -> tuple[Grid, ...]:
    if not routes:
        return ()
    ctx = reader.ctx
    total = replace(sum_of(routes, routes[0]), origin="", note="all")
    lines = []
    for row in routes:
        share = share_told(reader, row, total)
        lines.append((Told(_route(reader, row)), reader.amount(row), share))
    head = (
        ctx.t("profile.routes.place"),
        ctx.t("profile.column.people"),
        ctx.t("profile.column.share"),
    )
    return (Grid("routes", ctx.t("profile.routes.caption"), head, tuple(lines)),)
