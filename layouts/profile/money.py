"""Remittances: what comes in, what goes out, and what sending costs."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.profile.figures import (
    COST_FROM,
    COST_TO,
    PAID,
    PAID_GDP,
    RECEIVED,
    RECEIVED_GDP,
    main_money,
)
from layouts.profile.reading import Reader, since_consulted
from layouts.profile.records import LISTED, Row, Section, Sentence
from layouts.profile.tables import years_grid

SIDES = {RECEIVED: (RECEIVED_GDP, COST_TO, "received"), PAID: (PAID_GDP, COST_FROM, "paid")}


def money(reader: Reader) -> Section:
    """The section; the larger side comes first."""
    first = main_money(reader)
    sides = (first, *(other for other in SIDES if other != first))
    told = sides[:1] if reader.kind == "world" else sides
    silent = not any(reader.latest(side) for side in SIDES)
    none = (reader.say("profile.money.none"),) if silent else ()
    sentences = (*none, *(s for side in told for s in _side(reader, side)))
    order = [i for side in sides for i in (side, *SIDES[side][:2])]
    return Section("money", "profile.money.title", sentences, years_grid(reader, order))


def _side(reader: Reader, indicator_id: str) -> Iterator[Sentence]:
    share_id, cost_id, name = SIDES[indicator_id]
    row = reader.latest(indicator_id)
    if row is not None:
        told = {"value": reader.amount(row), "year": reader.year(row)}
        share = next((r for r in reader.led(share_id) if r.year == row.year), None)
        if share is None:
            yield reader.say(f"profile.money.{name}", here=reader.here, **told)
        else:
            told["share"] = reader.amount(share)
            yield reader.say(f"profile.money.{name}_share", here=reader.here, **told)
        base, _ = since_consulted(reader.points(indicator_id))
        if base is not None:
            before, year = reader.amount(base), reader.year(base)
            yield reader.say("profile.money.before", value=before, year=year)
    yield from _cost(reader, cost_id, name)


def _cost(reader: Reader, indicator_id: str, name: str) -> Iterator[Sentence]:
    """What sending costs, beside the target, which is a number of the reference."""
    row = reader.latest(indicator_id)
    if row is None or reader.kind == "world":
        return
    indicator = reader.ctx.reference.indicators[indicator_id]
    target = Row(
        indicator_id, area_code=reader.code, year=int(indicator.target_year), unit=row.unit,
        value=float(indicator.target_value), decimals=0, made=LISTED, note="target",
    )  # fmt: skip
    told = {"cost": reader.amount(row), "year": reader.year(row)}
    yield reader.say(
        f"profile.money.cost_{name}",
        here=reader.here,
        target=reader.amount(target),
        until=reader.year(target),
        **told,
    )
