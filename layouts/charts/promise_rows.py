"""Rows of the map of promises: one for each country, with its answer, its day and its evidence.

Grain: one row per country that has a row in the promise's table or could have one. `none` means
that the table has no row of it, on the day that stands beside it, and nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, NamedTuple

from data.area_groups import WORLD, members
from data.promises import (
    ANSWERS,
    NONE,
    TREATY,
    Answer,
    answers,
    as_of,
    kind_of,
    name_of,
)
from data.records_commitments import PRESENTED, CountryEvent
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.request.context import Context
from layouts.words.format import dated, sort_key, trimmed
from layouts.words.values import Words

KEYS = ("promise", "answer", "within")
# How an answer is told: with its dates, with those of its steps, or with its list's day alone.
FORMS = {"vote": "dated", TREATY: "dated", "steps": "steps"}


class PromiseMark(NamedTuple):
    """The answer of one country: one row of the frame, the table and the file."""

    area_code: str
    area: str  # its short name in the page's language
    answer: str  # its class: see data.promises.ANSWERS
    told: str  # the answer in words
    dates: tuple[str, ...]  # days, months or years as the table has them
    as_of: str  # the day that the answer stands for
    evidence: str  # verified, derived or recalled; "" without a row
    sources: tuple[str, ...]  # of its rows
    role: str  # value, or missing without a row
    spoken: str  # the one text of tooltip and keyboard


@dataclass(frozen=True)
class Promised:
    """The view of a map of promises: one promise, in a group, of one answer or all of them."""

    ctx: Context
    promise: str
    within: str  # a group; WORLD for everyone
    only: str  # the answer that is asked for; "" for all

    @property
    def kind(self) -> str:
        """The kind of the promise, a key of ANSWERS."""
        return kind_of(self.ctx.reference, self.promise)

    @property
    def name(self) -> str:
        """The promise, short."""
        return name_of(self.ctx.reference, self.promise, self.ctx.lang)

    @property
    def where(self) -> str:
        """The group, short."""
        return self.ctx.reference.areas[self.within].text("short", self.ctx.lang)

    @property
    def as_of(self) -> str:
        """The last day of the table, in words."""
        return dated(as_of(self.ctx.reference, self.promise), self.ctx.lang)

    @property
    def file_name(self) -> str:
        """Of the files of these choices, without ending."""
        parts = ("throughline", self.promise, self.within.replace(":", ""), self.only)
        return "-".join(part.lower() for part in parts if part)

    def class_name(self, answer: str) -> str:
        """A class in words."""
        key = f"promises.{NONE}" if answer == NONE else f"promises.{self.kind}.{answer}"
        return self.ctx.t(key)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        own = self.ctx.state
        parts = (self.promise, self.within, self.only)
        title = words.t(f"charts.{chart.id}.title", promise=self.name, place=self.where)
        return Heading(
            name=self.file_name,
            drawn="|".join(("promises", *parts)),
            title=title,
            subtitle=words.t("promises.as_of", day=self.as_of),
            caption=title,
            notes=[chart.sentence(marks, words), words.t("note.map_short")],
            own=own,
            csv=f"/export/{chart.id}.csv?{own.href().partition('?')[2]}&page={own.path}",
        )

    def source(self) -> str:
        """See record.View."""
        return self.ctx.t(f"promises.source.{self.kind}")

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls of promises are links of their page."""
        return {}


@dataclass(frozen=True)
class PromiseMarks(MarksOf[PromiseMark, Promised]):
    """Countries by name. `every` are those of the group before one answer was asked for."""

    shape = PromiseMark
    each: tuple[PromiseMark, ...]
    view: Promised
    every: tuple[PromiseMark, ...] = ()

    @cached_property
    def counts(self) -> Counter[str]:
        """Countries of the whole group by answer."""
        return Counter(mark.answer for mark in self.every)

    @property
    def classes(self) -> tuple[str, ...]:
        """Answers that occur among the marks, in the order of legends."""
        held = {mark.answer for mark in self.each}
        return tuple(answer for answer in ANSWERS[self.view.kind] if answer in held)


def view_of(ctx: Context) -> Promised:
    """What the address asks for; an answer that the promise has not is not asked for."""
    promise = ctx.state.option("promise")
    only = ctx.state.option("answer")
    known = only in ANSWERS[kind_of(ctx.reference, promise)]
    return Promised(ctx, promise, ctx.state.option("within") or WORLD, only if known else "")


def marks_of(ctx: Context) -> PromiseMarks:
    """One row per country of the group, by name."""
    view = view_of(ctx)
    wanted = {*members(ctx.reference, ctx.store, view.within)}
    found = answers(ctx.reference, view.promise)
    every = [mark_of(view, answer) for answer in found if answer.area_code in wanted]
    every.sort(key=lambda mark: sort_key(mark.area))
    kept = (mark for mark in every if view.only in ("", mark.answer))
    return PromiseMarks(tuple(kept), view, tuple(every))


def mark_of(view: Promised, answer: Answer) -> PromiseMark:
    """The answer of one country as a row."""
    ctx = view.ctx
    area = ctx.reference.areas[answer.area_code].text("short", ctx.lang)
    told = _told(view, answer)
    dates = ctx.listed(dated(day, ctx.lang) for day in answer.dates)
    missing = answer.answer == NONE
    told_with = {"area": area, "told": told, "dates": dates, "day": dated(answer.as_of, ctx.lang)}
    form = NONE if missing else FORMS.get(view.kind, "undated")
    return PromiseMark(
        answer.area_code,
        area,
        answer.answer,
        told,
        answer.dates,
        answer.as_of,
        answer.evidence,
        answer.sources,
        "missing" if missing else "value",
        ctx.t(f"promises.spoken.{form}", **told_with),
    )


def _told(view: Promised, answer: Answer) -> str:
    """An answer in words, with what it was or how many."""
    ctx, lang = view.ctx, view.ctx.lang
    name = view.class_name(answer.answer)
    if answer.events:
        return _joined(ctx, [_step(ctx, event) for event in answer.events])
    if answer.amount is not None and view.kind == "residence":
        years = trimmed(answer.amount, lang, 1)
        return ctx.plural("promises.years", int(answer.amount), years=years)
    if view.kind == "reviews" and answer.dates:
        return _reviews(ctx, answer)
    if answer.acts and view.kind == TREATY:
        act = ctx.t(f"promises.act.{answer.acts[0]}")
        return ctx.t("promises.by", what=name, act=act)
    return name


def _reviews(ctx: Context, answer: Answer) -> str:
    """How many reviews in which years, and for which one was only announced."""
    pairs = [*zip(answer.dates, answer.acts, strict=True)]
    years = {status: [year for year, own in pairs if own == status] for _, status in pairs}
    told = []
    if held := years.get(PRESENTED):
        listed = ctx.listed(held)
        told.append(ctx.plural("promises.reviews.count", len(held), years=listed))
    if others := years.get("announced"):
        told.append(ctx.t("promises.reviews.only", years=ctx.listed(others)))
    return _joined(ctx, told)


def _joined(ctx: Context, texts: list[str]) -> str:
    """Texts with commas in them, one after the other."""
    return reduce(lambda first, then: ctx.t("promises.both", first=first, then=then), texts)


def _step(ctx: Context, event: CountryEvent) -> str:
    """One step with its day, which may only be known to be later."""
    title = event.text("title", ctx.lang)
    if not event.on:
        return ctx.t("promises.step_undated", title=title)
    key = "promises.step_before" if event.before else "promises.step"
    return ctx.t(key, title=title, day=dated(event.on, ctx.lang))
