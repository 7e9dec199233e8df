"""Rows of the board: each indicator of each theme, judged in a country or in those of a group."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import Any, NamedTuple

from data.progress.bands import COMMON
from data.progress.themes import UNJUDGED
from data.verdicts import Verdict
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.bands import verdict_name
from layouts.progress.groups import Group, whole_shares
from layouts.progress.of_area import ThemeRow, setting_of, theme_rows
from layouts.progress.words import area_name, place
from layouts.request.context import Context
from layouts.words.format import percent
from layouts.words.values import Words

UNKNOWN = ""  # class of what cannot be judged
CLASSES = (*COMMON, UNKNOWN)


class BoardMark(NamedTuple):
    """One class of one indicator under one theme: a row of the frame and of the file.

    Of a country there is one row an indicator, its own verdict; of a group one for each class that
    occurs among its countries.
    """

    theme_id: str
    theme: str
    indicator_id: str
    indicator: str
    measures: str  # "migrants" or "everyone"
    area_code: str  # the country or the group
    common: str  # class that all methods share, "" for what cannot be judged
    band: str  # of a country's own verdict; "" without one, and for classes of a group
    countries: int  # in this class
    of: int  # countries asked for: 1, or the members of the group
    column: int  # place in the row of its theme, from 0
    role: str  # value, or missing for what cannot be judged
    spoken: str  # the one text of tooltip and keyboard, the same for all classes of an indicator


@dataclass(frozen=True)
class Board:
    """The view of a board: the themes under one setting, in one country or in those of a group."""

    ctx: Context
    themes: tuple[ThemeRow, ...]
    members: tuple[str, ...]  # () for a country

    @cached_property
    def area(self) -> str:
        """The name of the country or the group."""
        return area_name(self.ctx)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        state, setting = self.ctx.state, astuple(setting_of(self.ctx))
        kind = "group" if self.members else "country"
        title = words.t(f"charts.board.title.{kind}", area=self.area)
        return Heading(
            name="-".join(("throughline", "board", state.focus.replace(":", ""), *setting)),
            drawn="|".join(("board", state.focus, state.links, *setting)),
            title=title,
            subtitle=words.t(f"charts.board.subtitle.{kind}", count=len(self.members)),
            caption=title,
            notes=[words.t("charts.board.note")],
            own=state,
            csv=f"/export/board.csv?{state.href().partition('?')[2]}&page={state.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t("charts.board.source")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls of verdicts are links of their page."""
        return {}


class BoardMarks(MarksOf[BoardMark, Board]):
    """Theme by theme; within one the indicators in the order drawn, best first."""

    shape = BoardMark
    view: Board

    @cached_property
    def columns(self) -> dict[tuple[str, str], tuple[BoardMark, ...]]:
        """The marks of each indicator by theme and indicator."""
        found: dict[tuple[str, str], list[BoardMark]] = {}
        for mark in self.each:
            found.setdefault((mark.theme_id, mark.indicator_id), []).append(mark)
        return {key: tuple(own) for key, own in found.items()}

    @cached_property
    def once(self) -> dict[str, tuple[BoardMark, ...]]:
        """The marks of each indicator, which stands in one theme or in several, once."""
        return {own[0].indicator_id: own for own in self.columns.values()}

    @cached_property
    def counts(self) -> Counter[str]:
        """Verdicts by class, those that cannot be given too: countries times indicators held here.

        Of an indicator without a series here nothing can be said of what others know.
        """
        found: Counter[str] = Counter()
        for indicator_id in self.held:
            for mark in self.once[indicator_id]:
                found[mark.common] += mark.countries
        return found

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Indicators with a series here."""
        return tuple(i for i in self.once if self.view.ctx.store.has_data(i))

    @cached_property
    def told(self) -> dict[str, str]:
        """How many verdicts each class has: a number of a country, shares of those of a group."""
        if not self.view.members:
            return {name: str(self.counts[name]) for name in CLASSES}
        shares = dict(whole_shares(self.counts, CLASSES))
        return {name: percent(str(shares.get(name, 0)), self.view.ctx.lang) for name in CLASSES}

    @property
    def migrants(self) -> int:
        """Indicators that measure migrants themselves."""
        return sum(own[0].measures == "migrants" for own in self.once.values())


def board_of(ctx: Context, themes: tuple[ThemeRow, ...] = ()) -> BoardMarks:
    """The board of the area in focus, under the setting of the address: of all themes, or some."""
    group = None if place(ctx) == "country" else Group(ctx)
    view = Board(ctx, themes or theme_rows(ctx), group.members if group else ())
    each: list[BoardMark] = []
    for row in view.themes:
        each += _of_members(view, row, group) if group else _own(view, row)
    return BoardMarks(tuple(each), view)


def _asked(row: ThemeRow) -> list[tuple[str, Verdict | None, str]]:
    """The votes of a theme of which a verdict is asked."""
    return [vote for vote in row.progress.votes if vote[2] not in UNJUDGED]


def _own(view: Board, row: ThemeRow) -> list[BoardMark]:
    """Own verdicts of a country, best first; then what cannot be judged."""
    order = CLASSES.index
    votes = sorted(_asked(row), key=lambda v: order(v[1].common if v[1] else UNKNOWN))
    return [
        _mark(view, row, i, at, found.common if found else UNKNOWN, 1, _own_words(view, *vote))
        for at, vote in enumerate(votes)
        for i, found in (vote[:2],)
    ]


def _own_words(view: Board, indicator_id: str, found: Verdict | None, reason: str) -> str:
    ctx = view.ctx
    if not found or not found.band:
        return ctx.t("charts.board.unknown", reason=ctx.t(f"reason.{reason}"))
    return verdict_name(ctx, found)


def _of_members(view: Board, row: ThemeRow, group: Group) -> list[BoardMark]:
    """Countries of a group by class, the indicators with most on track first."""
    counts = {i: group.spread([i]).countries for i, _, _ in _asked(row)}
    for own in counts.values():
        own[UNKNOWN] = len(view.members) - sum(own[name] for name in COMMON)
    order = sorted(counts, key=lambda i: _place(counts[i]))
    return [
        _mark(view, row, i, at, name, counts[i][name], _shares(view, counts[i]))
        for at, i in enumerate(order)
        for name in CLASSES
        if counts[i][name]
    ]


def _place(counts: Counter[str]) -> tuple[int, ...]:
    """Most judged countries on track first; then most that move the wanted way; unknown last."""
    return tuple(-counts[name] for name in COMMON)


def _shares(view: Board, counts: Counter[str]) -> str:
    ctx = view.ctx
    told = ctx.listed(
        ctx.t("progress.count", count=counts[name], what=ctx.t(f"progress.class.{name or 'none'}"))
        for name in CLASSES
        if counts[name]
    )
    return ctx.t("charts.board.countries", count=len(view.members), shares=told)


def _mark(
    view: Board, row: ThemeRow, indicator_id: str, at: int, common: str, count: int, told: str
) -> BoardMark:
    ctx, indicator = view.ctx, view.ctx.reference.indicators[indicator_id]
    label = indicator.text("label", ctx.lang)
    found = next((v for i, v, _ in row.progress.votes if i == indicator_id), None)
    band = found.band if found and not view.members else ""
    key = "charts.board.spoken_migrants" if indicator.measures == "migrants" else ""
    return BoardMark(
        row.theme.theme_id,
        row.theme.text("short", ctx.lang),
        indicator_id,
        label,
        indicator.measures,
        ctx.state.focus,
        common,
        band,
        count,
        len(view.members) or 1,
        at,
        "value" if common else "missing",
        ctx.t(key or "charts.board.spoken", indicator=label, told=told),
    )
