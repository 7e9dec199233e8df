"""Rows of the matrices of countries: how many indicators of a theme or goal fall into which class.

Counts only: no class is weighed against another, nothing is averaged, and countries stand by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from data.progress.bands import COMMON
from data.progress.settings import Setting
from data.progress.themes import UNJUDGED, each_once, theme_progress
from data.store import Store
from layouts.charts.holdings_view import drawn_countries, whom
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.missing import MISSING_KINDS, missing_kind
from layouts.progress.of_area import goal_of, setting_of
from layouts.request.context import Context
from layouts.words.format import sort_key
from layouts.words.values import Words

THEMES, GOALS = "themes", "goals"


class CountryMark(NamedTuple):
    """One cell: a country under a theme or a goal; a row of the frame and of the file.

    `classes` count the indicators with a verdict by common class, `missing` those without by the
    kind of what is missing; together they are the `of` indicators that a verdict is asked of.
    """

    area_code: str
    area: str
    column: str  # theme_id or goal_id
    name: str
    of: int
    judged: int
    classes: tuple[tuple[str, int], ...]
    missing: tuple[tuple[str, int], ...]
    indicator_ids: tuple[str, ...]
    role: str  # value, or missing where nothing can be judged
    short: str  # in the cell of a table
    spoken: str  # tooltip and keyboard


class Column(NamedTuple):
    """A theme or a goal with the indicators that a verdict is asked of."""

    key: str  # theme_id or goal_id
    slug: str  # of a theme; of a goal its id
    name: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Crossing:
    """The view of a matrix: countries by name, and themes or goals, under one setting."""

    ctx: Context
    across: str
    countries: tuple[str, ...]
    columns: tuple[Column, ...]

    @cached_property
    def area(self) -> str:
        """Whom the matrix speaks of."""
        return whom(self.ctx, self.countries)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state, setting = self.ctx.state, astuple(setting_of(self.ctx))
        title = words.t(f"charts.{chart.id}.title.{self.across}", area=self.area)
        own = (self.across, state.links, *setting)
        return Heading(
            name="-".join(("throughline", chart.id, state.focus.replace(":", ""), *own)),
            drawn="|".join((chart.id, ",".join(state.areas) or state.focus, *own)),
            title=title,
            subtitle=self.ctx.plural(f"charts.{chart.id}.subtitle", len(self.countries)),
            caption=title,
            notes=[words.t(f"charts.{chart.id}.note")],
            own=state,
            csv=f"/export/{chart.id}.csv?{state.href().partition('?')[2]}&page={state.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t("charts.board.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls are links of the page."""
        return {}


class CountryMarks(MarksOf[CountryMark, Crossing]):
    """Country by country, by name; within one the themes or goals in their order."""

    shape = CountryMark
    view: Crossing

    @cached_property
    def lines(self) -> tuple[tuple[CountryMark, ...], ...]:
        """The marks of each country, one a column."""
        wide = len(self.view.columns)
        return tuple(self.each[i : i + wide] for i in range(0, len(self.each), wide))

    @cached_property
    def kinds(self) -> Counter[str]:
        """Indicators times countries by what is missing."""
        found: Counter[str] = Counter()
        for mark in self.each:
            found.update(dict(mark.missing))
        return found


def crossed(ctx: Context) -> CountryMarks:
    """Every cell of the matrix of an address."""
    across = GOALS if ctx.state.option("board") == GOALS else THEMES
    areas = ctx.reference.areas
    names = sorted(drawn_countries(ctx), key=lambda c: sort_key(areas[c].text("short", ctx.lang)))
    view = Crossing(ctx, across, tuple(names), tuple(_columns(ctx, across)))
    return CountryMarks(tuple(_marks(view)), view)


def _columns(ctx: Context, across: str) -> Iterator[Column]:
    """The themes; or the goals to whose targets one of their indicators belongs, each once."""
    reference, links, served = ctx.reference, ctx.state.links, ctx.store.has_data
    themes = [theme_progress(reference, {}, t, links, served) for t in reference.themes]
    if across == THEMES:
        for found in themes:
            theme = reference.themes[found.theme_id]
            asked = tuple(i for i, _, reason in found.votes if reason not in UNJUDGED)
            yield Column(theme.theme_id, theme.slug, theme.text("short", ctx.lang), asked)
        return
    by_goal: dict[str, list[str]] = {}
    for once in each_once(themes):
        own_goal = goal_of(ctx, reference.indicators[once.vote[0]])
        by_goal.setdefault(own_goal, []).append(once.vote[0])
    for goal_id, goal in reference.goals.items():
        if own := by_goal.get(goal_id):
            yield Column(goal_id, goal_id, f"{goal_id} {goal.text('short', ctx.lang)}", tuple(own))


@lru_cache(maxsize=512)
def judged(store: Store, indicator_id: str, setting: Setting) -> dict[str, tuple[str, str]]:
    """Common class and reason of each area with a row of an indicator; one of the two is ""."""
    found = store.verdicts.of_indicator(indicator_id, setting)
    return {area: (own.common, own.reason) for area, own in found.items()}


def _marks(view: Crossing) -> Iterator[CountryMark]:
    ctx, setting = view.ctx, setting_of(view.ctx)
    every = {i for column in view.columns for i in column.indicators}
    found = {i: judged(ctx.store, i, setting) for i in every}
    for code in view.countries:
        area = ctx.reference.areas[code].text("short", ctx.lang)
        for column in view.columns:
            own = [found[i].get(code, ("", "no_data")) for i in column.indicators]
            yield _mark(view, (code, area), column, own)


def _mark(
    view: Crossing, place: tuple[str, str], column: Column, own: Iterable[tuple[str, str]]
) -> CountryMark:
    counts = Counter(common or missing_kind(reason) for common, reason in own)
    classes = tuple((name, counts[name]) for name in COMMON if counts[name])
    missing = tuple((name, counts[name]) for name in MISSING_KINDS if counts[name])
    with_verdict, of = sum(n for _, n in classes), len(column.indicators)
    words = _words(view.ctx, classes, missing, with_verdict, of)
    key = "charts.country_matrix.at"
    return CountryMark(
        *place,
        column.key,
        column.name,
        of,
        with_verdict,
        classes,
        missing,
        column.indicators,
        "value" if classes else "missing",
        words,
        view.ctx.t(key, area=place[1], column=column.name, told=words),
    )


def _words(
    ctx: Context,
    classes: tuple[tuple[str, int], ...],
    missing: tuple[tuple[str, int], ...],
    with_verdict: int,
    of: int,
) -> str:
    """How many of how many can be judged, how many stand in each class, and why not the others."""
    parts = [*((n, f"progress.class.{name}") for name, n in classes),
             *((n, f"missing_kind.{name}") for name, n in missing)]  # fmt: skip
    told = ctx.listed(ctx.t("progress.count", count=n, what=ctx.t(key)) for n, key in parts)
    return ctx.t("charts.country_matrix.told", judged=with_verdict, of=of, told=told)
