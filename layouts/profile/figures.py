"""The six large numbers of an area: the same six everywhere, where they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.reference_lists import Reference
from layouts.profile.reading import Reader, leading, rank_of, since_consulted, values_of
from layouts.profile.records import Figure, Row, Sentence, Told

STOCK, SHARE, ABROAD = "ctx-migrant-stock", "ctx-migrant-share", "ctx-emigrant-stock"
RECEIVED, RECEIVED_GDP = "ctx-remit-received", "ctx-remit-received-gdp"
PAID, PAID_GDP = "ctx-remit-paid", "ctx-remit-paid-gdp"
COST_TO, COST_FROM = "sdg-10-c-1-si-rmt-cost", "sdg-10-c-1-si-rmt-cost-snd"
NET = "ctx-net-migration"
HOSTED, HOSTED_SHARE, FLED = (
    "ctx-refugees-asylum",
    "ctx-refugees-hosted-per-1000",
    "ctx-refugees-origin",
)
WITHIN, DEATHS = "ctx-idp-unhcr", "ctx-missing-migrants"
# What stands beside a number: the same in proportion, of the same year.
BESIDE = {STOCK: SHARE, RECEIVED: RECEIVED_GDP, PAID: PAID_GDP, HOSTED: HOSTED_SHARE}
# Of regions and groups, the first six that have a total.
OF_GROUPS = (STOCK, ABROAD, RECEIVED, COST_TO, HOSTED, FLED, WITHIN, DEATHS, NET)
MOST = 6
FEWEST_PEERS = 5  # countries with a value, for a place among them
ESTIMATE, OLD_EDITION = "E", "old_edition"


def figures(reader: Reader) -> tuple[Figure, ...]:
    """People in and out, money and its cost, refugees in and out.

    Where more money is sent than comes in, the figure of money is what is sent. Without a cost
    there is the balance of people. Of a region or a group those of which a total is published:
    each provider has its own groups.
    """
    if reader.kind != "country":
        both_ways = () if reader.kind == "group" else (ABROAD, FLED)  # of the world as many as in
        held = (i for i in OF_GROUPS if i not in both_ways and reader.latest(i))
        return tuple(figure(reader, i) for i in tuple(held)[:MOST])
    money = main_money(reader)
    costs = (COST_TO, COST_FROM) if money == RECEIVED else (COST_FROM, COST_TO)
    cost = next((i for i in (*costs, NET) if reader.latest(i)), costs[0])
    chosen = (STOCK, ABROAD, money, cost, HOSTED, FLED)
    return tuple(figure(reader, indicator_id) for indicator_id in chosen)


def main_money(reader: Reader) -> str:
    """Remittances received, or those paid where they are more."""
    received, paid = reader.latest(RECEIVED), reader.latest(PAID)
    more = paid is not None and (received is None or paid.number > received.number)
    return PAID if more else RECEIVED


def figure(reader: Reader, indicator_id: str) -> Figure:
    """One indicator of the area as a large number."""
    label = reader.ctx.t(f"profile.label.{indicator_id}")
    points = reader.points(indicator_id)
    latest = reader.latest(indicator_id)
    if latest is None:
        notes = tuple(_absent(reader, points))
        return Figure(indicator_id, label, None, None, (), Told(""), notes)
    base, course = since_consulted(points)
    notes = tuple(_notes(reader, latest, base))
    return Figure(indicator_id, label, latest, base, course, reader.amount(latest), notes)


def _absent(reader: Reader, points: Sequence[Row]) -> Iterator[Sentence]:
    """That there is no number since the consultations, and the last one before them."""
    known = [row for row in points if leading(row)]
    if not known:
        yield reader.say("profile.figure.none")
        return
    last = known[-1]
    yield reader.say("profile.figure.old", value=reader.amount(last), year=reader.year(last))


def _notes(reader: Reader, latest: Row, base: Row | None) -> Iterator[Sentence]:
    yield course_words(reader, latest, base)
    beside = BESIDE.get(latest.indicator_id, "")
    same = (row for row in reader.led(beside) if row.year == latest.year) if beside else ()
    if share := next(iter(same), None):
        yield reader.say(f"profile.beside.{beside}", value=reader.amount(share))
    yield from place_words(reader, latest)
    if latest.obs_status == ESTIMATE:
        yield reader.say("profile.figure.estimate")
    if OLD_EDITION in latest.quality:
        yield reader.say("profile.figure.old_edition")


def course_words(reader: Reader, latest: Row, base: Row | None) -> Sentence:
    """The year of a value, and how it compares with that of the consultations."""
    year = reader.year(latest)
    if base is None:
        return reader.say("profile.figure.year", year=year)
    before = reader.amount(base)
    moved = (latest.number > base.number) - (latest.number < base.number)
    same = before.text == reader.amount(latest).text
    way = "same" if same else {1: "up", -1: "down"}[moved]
    way = "other" if latest.indicator_id == NET and not same else way
    key = f"profile.figure.{way}"
    return reader.say(key, year=year, before=before, base=reader.year(base))


def place_words(reader: Reader, latest: Row) -> Iterator[Sentence]:
    """The place of a country among those of its region with a value of the same year."""
    region = reader.area.sdg_region_code
    if reader.area.kind != "country" or not region or latest.year is None:
        return
    if latest.number == 0 or latest.indicator_id == NET:  # a place tells nothing there
        return
    codes = _countries_of(reader.ctx.reference, region)
    peers = values_of(reader.store, latest.indicator_id, latest.year, codes)
    if len(peers) < FEWEST_PEERS:
        return
    place, total = rank_of(latest, peers)
    yield reader.say(
        "profile.figure.place",
        place=reader.amount(place),
        total=reader.amount(total),
    )


def _countries_of(reference: Reference, region: str) -> tuple[str, ...]:
    """Countries of an SDG region, territories left out, by code."""
    known = (a for a in reference.areas.values() if a.kind == "country")
    return tuple(sorted(a.area_code for a in known if a.sdg_region_code == region))
