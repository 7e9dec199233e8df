"""Rows of the scoreboard: which countries have a number of what measures migrants themselves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from data.area_groups import WORLD
from data.recency import CONSULTED, Recency, recency
from data.reference_lists import Indicator
from data.store import Store
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.groups import members
from layouts.progress.words import area_name
from layouts.request.context import Context
from layouts.words.values import Words

STATES = ("since", "before", "never")
NOT_HELD = "not_held"


class AnsweredMark(NamedTuple):
    """Countries of a group in one state for one indicator: a row of the frame and of the file."""

    indicator_id: str
    indicator: str
    sdg: str  # official number of its SDG indicator; "" outside the Goals
    state: str  # since, before or never; not_held where no series is embedded
    countries: int
    of: int
    last: int | None  # latest year with a number
    area_codes: tuple[str, ...]
    role: str  # value, or missing for never and not_held
    spoken: str  # the one text of tooltip and keyboard, the same for all states of an indicator


@dataclass(frozen=True)
class Answered:
    """The view of the scoreboard: a group of countries, by default the world's."""

    ctx: Context
    members: tuple[str, ...]

    @cached_property
    def area(self) -> str:
        """The name of the group."""
        return area_name(self.ctx)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state = self.ctx.state
        title = words.t(f"charts.{chart.id}.title", area=self.area)
        return Heading(
            name=f"throughline-{chart.id}-{state.focus.replace(':', '')}",
            drawn=f"{chart.id}|{state.focus}",
            title=title,
            subtitle=words.t(f"charts.{chart.id}.subtitle", count=len(self.members)),
            caption=title,
            notes=[words.t("charts.scoreboard.note")],
            own=state,
            csv=f"/export/{chart.id}.csv?{state.href().partition('?')[2]}&page={state.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t("charts.scoreboard.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the page has no controls beside the places."""
        return {}


class AnsweredMarks(MarksOf[AnsweredMark, Answered]):
    """The indicators of the Goals first; within each kind those with most numbers first."""

    shape = AnsweredMark
    view: Answered

    @cached_property
    def by_indicator(self) -> dict[str, tuple[AnsweredMark, ...]]:
        """The marks of each indicator."""
        found: dict[str, list[AnsweredMark]] = {}
        for mark in self.each:
            found.setdefault(mark.indicator_id, []).append(mark)
        return {key: tuple(own) for key, own in found.items()}

    def count(self, indicator_id: str, state: str) -> int:
        """Countries of an indicator in a state."""
        own = self.by_indicator[indicator_id]
        return next((mark.countries for mark in own if mark.state == state), 0)

    @property
    def official(self) -> list[str]:
        """The indicators of the Goals that have a series here: of others nothing can be counted."""
        own = self.by_indicator.items()
        return [i for i, marks in own if marks[0].sdg and marks[0].state != NOT_HELD]


def answered(ctx: Context) -> AnsweredMarks:
    """Every indicator that measures migrants, in the countries of the group in focus.

    A country in focus is seen in the world, whose numbers say how many others are silent, too.
    """
    view = Answered(ctx, members(ctx, ctx.state.focus) or members(ctx, WORLD))
    of = ctx.reference.indicators
    migrants = tuple(i for i, indicator in of.items() if indicator.measures == "migrants")
    found = _recency(ctx.store, migrants, view.members)
    order = sorted(found, key=lambda i: _place(of[i], found[i]))
    return AnsweredMarks(tuple(m for i in order for m in _of(view, i, found[i])), view)


@lru_cache(maxsize=32)
def _recency(
    store: Store, indicators: tuple[str, ...], countries: tuple[str, ...]
) -> dict[str, Recency]:
    return {indicator_id: recency(store, indicator_id, countries) for indicator_id in indicators}


def _place(indicator: Indicator, own: Recency) -> tuple[bool, bool, int, str]:
    return (not indicator.sdg_indicator, not own.held, -len(own.since), indicator.indicator_id)


def _of(view: Answered, indicator_id: str, own: Recency) -> list[AnsweredMark]:
    ctx, indicator = view.ctx, view.ctx.reference.indicators[indicator_id]
    label = indicator.text("label", ctx.lang)
    states = dict.fromkeys(STATES, ()) | {
        "since": own.since,
        "before": own.before,
        "never": own.never,
    }
    if not own.held:
        states = {NOT_HELD: view.members}
    key = "charts.scoreboard.spoken" if own.held else "charts.scoreboard.spoken_not_held"
    spoken = ctx.t(
        key,
        indicator=label,
        since=len(own.since),
        of=len(view.members),
        year=CONSULTED,
        before=len(own.before),
        never=len(own.never),
        last=own.last or "",
    )
    return [
        AnsweredMark(
            indicator_id,
            label,
            indicator.sdg_indicator,
            state,
            len(codes),
            len(view.members),
            own.last,
            tuple(codes),
            "value" if state in ("since", "before") else "missing",
            spoken,
        )
        for state, codes in states.items()
        if codes
    ]
