"""What the board of what is held is asked for: which indicators, in which regions or countries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data.area_groups import WORLD
from data.reference_lists import Area, Theme
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.groups import members
from layouts.progress.words import area_name
from layouts.request.context import Context
from layouts.words.format import sort_key
from layouts.words.values import Words

REGIONS, COUNTRIES = "regions", "countries"
NAMED = 6  # countries in a title; more are counted
FEW = 60  # countries in one order of names; more of them stand region by region


@dataclass(frozen=True)
class Column:
    """A region with some countries, or one of them."""

    area: Area
    name: str
    codes: tuple[str, ...]
    group: str  # SDG region of a country; "" of a region


@dataclass(frozen=True)
class Board:
    """The view of the board: some indicators in a group of countries, seen in one way."""

    ctx: Context
    countries: tuple[str, ...]
    theme: Theme | None
    shows: str
    by: str

    @cached_property
    def area(self) -> str:
        """Whom the board speaks of."""
        return whom(self.ctx, self.countries)

    @property
    def lang(self) -> str:
        """Of the page."""
        return self.ctx.lang

    @property
    def single(self) -> bool:
        """Whether a column is one country."""
        return self.by == COUNTRIES

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators of the theme, by direct and indirect links; all in the reference list."""
        reference = self.ctx.reference
        if self.theme is None:
            return tuple(reference.indicators)
        own = set(reference.theme_indicators(self.theme.theme_id, direct_only=False))
        return tuple(i for i in reference.indicators if i in own)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Regions in the order of the reference list; countries by name, many of them by region."""
        areas = self.ctx.reference.areas
        found: dict[str, list[str]] = {}
        for code in sorted(
            self.countries, key=lambda c: sort_key(areas[c].text("short", self.lang))
        ):
            found.setdefault(areas[code].sdg_region_code, []).append(code)
        order = [code for code in areas if code in found]
        if not self.single:
            return tuple(self._column(code, tuple(found[code]), "") for code in order)
        whole = [self._column(c, (c,), code) for code in order for c in found[code]]
        if len(whole) <= FEW:
            whole.sort(key=lambda column: sort_key(column.name))
        return tuple(whole)

    def _column(self, code: str, codes: tuple[str, ...], group: str) -> Column:
        area = self.ctx.reference.areas[code]
        return Column(area, area.text("short", self.lang), codes, group)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state, theme = self.ctx.state, self.theme
        title = words.t(f"charts.{chart.id}.title.{self.shows}", area=self.area)
        named = (state.focus.replace(":", ""), theme.slug if theme else "all", self.shows, self.by)
        about = theme.text("short", words.lang) if theme else words.t("coverage_page.all")
        return Heading(
            name="-".join(("throughline", chart.id, *named)),
            drawn="|".join((chart.id, ",".join(state.areas) or WORLD, *named[1:])),
            title=title,
            subtitle=self.ctx.plural(
                f"charts.{chart.id}.subtitle.countries",
                len(self.countries),
                theme=about,
                indicators=len(self.indicators),
            )
            if self.single
            else words.t(
                f"charts.{chart.id}.subtitle.{self.shows}",
                theme=about,
                indicators=len(self.indicators),
            ),
            caption=title,
            notes=[words.t(f"charts.{chart.id}.note.{self.shows}")],
            own=state,
            csv=f"/export/{chart.id}.csv?{state.href().partition('?')[2]}&page={state.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t("charts.holdings.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls are links of the page."""
        return {}


def drawn_countries(ctx: Context) -> tuple[str, ...]:
    """The countries of the group in focus; of a country in focus, it and the others chosen."""
    areas = ctx.reference.areas
    if areas[ctx.state.focus].kind in ("country", "territory"):
        return tuple(c for c in ctx.state.areas if areas[c].kind in ("country", "territory"))
    return members(ctx, ctx.state.focus) or members(ctx, WORLD)


def board_of(ctx: Context) -> Board:
    """What the address asks of the board. All countries of the world are columns of one theme."""
    countries = drawn_countries(ctx)
    whole = len(countries) == len(members(ctx, WORLD))
    by = ctx.state.option("by") or (REGIONS if whole else COUNTRIES)
    theme = ctx.reference.theme_by_slug(ctx.state.option("topic"))
    if theme is None and by == COUNTRIES and len(countries) > FEW:
        theme = next(iter(ctx.reference.themes.values()))
    return Board(ctx, countries, theme, ctx.state.option("shows"), by)


def whom(ctx: Context, countries: tuple[str, ...]) -> str:
    """The name of the group in focus, or those of the countries chosen.

    Of a group whose countries nobody lists here the world is drawn, and named.
    """
    if len(countries) == len(members(ctx, WORLD)):
        return ctx.reference.areas[WORLD].text("short", ctx.lang)
    chosen = ctx.state.focus in countries
    names = (ctx.reference.areas[code].text("short", ctx.lang) for code in countries)
    return ctx.first(names, NAMED) if chosen else area_name(ctx)


def named(ctx: Context, indicator_id: str) -> str:
    """The short name of an indicator, with the number of its SDG indicator."""
    indicator = ctx.reference.indicators[indicator_id]
    return f"{indicator.sdg_indicator} {indicator.text('label', ctx.lang)}".strip()
