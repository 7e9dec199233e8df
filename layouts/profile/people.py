"""Who lives where: migrants in the area by origin, people from it by destination."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from layouts.profile.figures import ABROAD, NET, SHARE, STOCK
from layouts.profile.reading import Reader
from layouts.profile.records import Row, Section, Sentence
from layouts.profile.tables import UNKNOWN, flow_grid, known_ends, largest, years_grid

MEASURE = "migrant_stock"


def people(reader: Reader) -> Section:
    """The section; it says so where nothing is known."""
    inward, outward = reader.flows(MEASURE, "destination"), reader.flows(MEASURE, "origin")
    origins, ends = known_ends(inward, "origin"), known_ends(outward, "destination")
    stock, abroad = reader.latest(STOCK), reader.latest(ABROAD)
    sentences = (
        *_here(reader),
        *largest(reader, "origins", stock, origins, "origin"),
        *_unknown(reader, inward),
        *_elsewhere(reader),
        *largest(reader, "destinations", abroad, ends, "destination"),
        *_balance(reader),
    )
    grids = (
        *flow_grid(reader, "origins", inward, "origin"),
        *flow_grid(reader, "destinations", outward, "destination"),
        *years_grid(reader, (STOCK, SHARE, ABROAD, NET)),
    )
    return Section("people", "profile.people.title", sentences, grids)


def _here(reader: Reader) -> Iterator[Sentence]:
    stock = reader.latest(STOCK)
    if stock is None:
        yield reader.say("profile.people.none", here=reader.here)
        return
    told = {"migrants": reader.people("migrants", stock), "year": reader.year(stock)}
    share = next((row for row in reader.led(SHARE) if row.year == stock.year), None)
    if share is None:
        yield reader.say("profile.people.in", here=reader.here, **told)
    else:
        told["share"] = reader.amount(share)
        yield reader.say("profile.people.in_share", here=reader.here, **told)


def both_ways(reader: Reader) -> tuple[Sentence, ...]:
    """Migrants in the area and people from it in one sentence; () without both of one year."""
    stock, abroad = reader.latest(STOCK), reader.latest(ABROAD)
    if reader.kind != "country" or not stock or not abroad or stock.year != abroad.year:
        return ()
    share = next((row for row in reader.led(SHARE) if row.year == stock.year), None)
    told = {"migrants": reader.people("migrants", stock), "year": reader.year(stock)}
    told["emigrants"] = reader.people("emigrants", abroad)
    if share is None:
        return (reader.say("profile.people.both", here=reader.here, **told),)
    told["share"] = reader.amount(share)
    return (reader.say("profile.people.both_share", here=reader.here, **told),)


def _unknown(reader: Reader, rows: Sequence[Row]) -> Iterator[Sentence]:
    for row in rows:
        if row.origin == UNKNOWN:
            yield reader.say("profile.origins.unknown", value=reader.amount(row))


def _elsewhere(reader: Reader) -> Iterator[Sentence]:
    abroad = reader.latest(ABROAD)
    if reader.kind == "world":
        return
    if abroad is None:
        yield reader.say("profile.people.none_out", here=reader.here)
        return
    people = reader.people("emigrants", abroad)
    year = reader.year(abroad)
    yield reader.say("profile.people.out", emigrants=people, year=year, here=reader.here)


def _balance(reader: Reader) -> Iterator[Sentence]:
    net = reader.latest(NET)
    if net is None or not net.number or reader.kind == "world":
        return
    way = "gain" if net.number > 0 else "loss"
    value, year = reader.size(net), reader.year(net)
    yield reader.say(f"profile.people.{way}", value=value, year=year, here=reader.here)
