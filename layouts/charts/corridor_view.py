"""What the charts of corridors are asked for: which measure, whose side, which year, how much."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data import corridors
from data.arithmetic.measures import BY_SEX, DECISIONS, IN_CASES, MEASURES, MONEY, OWN_TOTALS
from data.corridors import Pairs
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.request.context import Context
from layouts.series.series import COUNTRY_KINDS
from layouts.words.format import day, number, percent
from layouts.words.values import Unit, Words

WORLD = "M49:001"
UNKNOWN = "OTH:UNK"
IN, OUT, ALL = "in", "out", "world"  # to the place, from it, and between all places
WAYS = {"immigrants": (IN,), "emigrants": (OUT,), "both": (IN, OUT)}
SEXES = {"women": "F", "men": "M"}
MOST_ENDS = 2
NONE = "\u2014"


@dataclass(frozen=True)
class Side:
    """All that is counted to a place, from it, or between all places, in one year.

    Attributes:
        way: IN, OUT or ALL.
        pairs: of two different places.
        total: their sum.
        own: the provider's own total; None where it publishes none.
        home: who is counted in the place that they come from, and is in no pair.
        cases: what is counted in cases and not in persons, and is in no pair.
    """

    way: str
    pairs: Pairs
    total: float
    own: float | None
    home: float
    cases: float


@dataclass(frozen=True)
class Corridors:
    """The view of all charts of corridors.

    `place` is the place in focus, "" for the world, and `ends` the two places of a pair, origin
    first; () without one. `years` are those that the tables hold of the measure.
    """

    ctx: Context
    counted: str
    sex: str
    year: int
    years: tuple[int, ...]
    place: str
    ends: tuple[str, ...]

    @property
    def lang(self) -> str:
        """Of the page."""
        return self.ctx.lang

    @property
    def measure(self) -> str:
        """As the table of flows names it: of one sex where the address asks for that."""
        return BY_SEX.get(self.counted, {}).get(self.sex, self.counted)

    @property
    def money(self) -> bool:
        """Whether money is counted, which goes where people came from."""
        return self.counted in MONEY

    @property
    def ways(self) -> tuple[str, ...]:
        """Which sides are drawn."""
        return WAYS[self.ctx.state.option("direction")] if self.place else (ALL,)

    @property
    def as_share(self) -> bool:
        """Whether shares of the total are drawn, not counts."""
        return self.ctx.state.option("numbers") == "share"

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides drawn, each whole."""
        return tuple(self._side(way) for way in self.ways)

    @cached_property
    def unit(self) -> Unit:
        """How values are written."""
        key = MEASURES[self.counted][0]
        short = "" if key == "persons" else self.ctx.t(f"unit_short.{key}")
        return Unit(self.ctx.t(f"unit.{key}"), short, 0 if key == "persons" else 1)

    @cached_property
    def counted_words(self) -> str:
        """What is counted, in words."""
        return self.ctx.t(f"table.measure.{self.measure}")

    @cached_property
    def provider(self) -> str:
        """The provider's id; "" where the tables lack the measure."""
        return corridors.edition(self.ctx.store, self.measure)[0]

    def name(self, code: str) -> str:
        """The short name of a place."""
        return self.ctx.reference.areas[code].text("short", self.lang)

    def amount(self, value: float) -> str:
        """A value in words, every digit."""
        return Words(self.lang).value(value, self.unit, 1e15)

    def people(self, value: float) -> str:
        """The same with its noun, where people are counted."""
        text = self.amount(value)
        noun = "counted" if self.counted in DECISIONS else "people"
        return text if self.money else self.ctx.t(f"corridor.{noun}", value=text)

    def _side(self, way: str) -> Side:
        found = self._pairs(self.measure, way)
        cases = self._pairs(IN_CASES[self.measure], way) if self.measure in IN_CASES else None
        across = found.across()
        own = self._own(way)
        return Side(
            way, across, across.total(), own, found.at_home(), cases.total() if cases else 0.0
        )

    def _pairs(self, measure: str, way: str) -> Pairs:
        whole = corridors.pairs(self.ctx.store, measure, self.year)
        if way == ALL:
            return whole
        return whole.where(destination=self.place) if way == IN else whole.where(origin=self.place)

    def _own(self, way: str) -> float | None:
        """The total that the provider publishes itself."""
        if self.counted not in OWN_TOTALS:
            return None
        inward, outward = OWN_TOTALS[self.counted]
        indicator, area = outward if way == OUT else inward, self.place or WORLD
        part = f"sex={SEXES[self.sex]}" if self.sex in SEXES else ""
        matrix = self.ctx.store.matrix(indicator, self.provider, part, {area})
        return matrix.cell(area, self.year)[0] if matrix else None

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state, names = self.ctx.state, [self.name(code) for code in self.ends]
        way = "pair" if chart.id == "corridor_years" else "_".join(self.ways)
        title = words.t(
            f"corridor.title.{way}",
            counted=self.counted_words,
            place=self.name(self.place) if self.place else "",
            origin=names[0] if names else "",
            destination=names[-1] if names else "",
            year=self.year,
        )
        where = "-".join(code.replace(":", "") for code in self.ends or (self.place or "world",))
        parts = (chart.id, where, self.measure, "_".join(self.ways), str(self.year))
        query = state.href().partition("?")[2]
        return Heading(
            name="-".join(("throughline", *parts)),
            drawn="|".join((*parts, state.option("numbers"))),
            title=title,
            subtitle=self._subtitle(chart.id != "corridor_years", words),
            caption=title,
            notes=notes(self, words),
            own=state,
            csv=f"/export/{chart.id}.csv?{query}&page={state.path}",
        )

    def _subtitle(self, shares: bool, words: Words) -> str:
        kind = "share" if shares and self.as_share else "money" if self.money else "persons"
        return words.t(f"corridor.subtitle.{kind}", unit=self.unit.text)

    def source(self) -> str:
        """See record.View."""
        origin = origin_of(self.ctx, self.measure)
        if not origin:
            return self.ctx.t("corridor.not_held", counted=self.counted_words)
        return self.ctx.t(
            "series.source_line",
            attribution=origin["attribution"].rstrip("."),
            code=self.measure,
            edition=origin["edition"],
            retrieved=day(origin["retrieved_on"], self.lang),
            licence=origin["licence"],
        )

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls are links of the page."""
        return {}


def corridors_of(ctx: Context) -> Corridors:
    """What an address asks for. Without a year, the latest that the tables hold."""
    state, areas = ctx.state, ctx.reference.areas
    counted = state.option("counted")
    sex = state.option("sex") if counted in BY_SEX else "all"
    own = [code for code in state.areas if areas[code].kind in COUNTRY_KINDS][:MOST_ENDS]
    held = corridors.years(ctx.store, counted)
    year = state.year or (held[-1] if held else 0)
    ends = tuple(own) if len(own) == MOST_ENDS else ()
    return Corridors(ctx, counted, sex, year, held, own[0] if own else "", ends)


def chart_of(ctx: Context) -> str:
    """The id of the chart that an address asks for: of a pair its years, else the shape chosen."""
    return "corridor_years" if corridors_of(ctx).ends else f"corridor_{ctx.state.option('shape')}"


def notes(view: Corridors, words: Words) -> list[str]:
    """What is in no row of a chart, or stands in it for something else."""
    told = [words.t("corridor.note.money")] if view.money else []
    for side in view.sides if not view.ends else ():
        if side.home:
            told.append(words.t("corridor.note.home", value=view.amount(side.home)))
        if side.cases:
            told.append(words.t("corridor.note.cases", value=number(side.cases, view.lang)))
    return list(dict.fromkeys(told))


def share_words(share: float, lang: str) -> str:
    """A share in per cent; small ones with two digits, never 0 for what is not 0."""
    return percent(Words(lang).exactly(share, Unit("", "", 1)), lang)


def origin_of(ctx: Context, measure: str) -> dict[str, str]:
    """Source, edition, day, licence and attribution of a measure; {} where the tables lack it."""
    source_id, edition = corridors.edition(ctx.store, measure)
    if not source_id:
        return {}
    source = ctx.reference.sources[source_id]
    return {
        "source": source.title,
        "producer": source.producer,
        "edition": edition,
        "retrieved_on": str(ctx.store.catalogue["sources"][source_id]["retrieved_at"])[:10],
        "licence": source.licence,
        "attribution": source.attribution,
    }
