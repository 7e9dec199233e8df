"""Rows of the map of verdicts: one for each country and territory, with its class and its words."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from typing import Any, NamedTuple

from data.verdicts import Verdict
from layouts.charts.record import JSON, Chart, Heading, Look, MarksOf
from layouts.progress.bands import WORSENING, band_name, tone_of, verdict_name
from layouts.progress.of_area import setting_of
from layouts.progress.verdict_map import Place, VerdictMap
from layouts.progress.words import value_text
from layouts.request.context import Context
from layouts.series.series import series_of, source_line
from layouts.words.values import Words

CLASSES = {  # plotly's symbol of each tone of verdicts and each kind of missing
    "met": "star", "met_worsening": "star-open", "on_track": "triangle-up", "moderate": "diamond",
    "marginal": "circle", "stagnation": "square", "regression": "triangle-down",
    "right_fast": "hexagon", "right": "pentagon", "right_slow": "cross",
    "too_few": "circle-open", "too_old": "square-open", "no_base": "diamond-open",
    "no_data": "x-thin-open", "not_applicable": "line-ew-open",
}  # fmt: skip


class Judged(NamedTuple):
    """The verdict on one place: one row of the frame, the table and the file."""

    area_code: str
    area: str  # its short name in the page's language
    shown: str  # class on the map: a band, met but worsening, or a kind of missing
    band: str  # of its verdict; "" without one
    reason: str  # why it has none; "" where it has one
    found: Verdict | None  # what the verdict rests on
    role: str  # value, or missing without a verdict
    spoken: str  # the one text of tooltip and keyboard


@dataclass(frozen=True)
class Verdicts:
    """The view of a map of verdicts: one indicator in every country, under one setting."""

    ctx: Context
    status: VerdictMap

    @property
    def label(self) -> str:
        """The indicator, short."""
        return self.status.indicator.text("label", self.ctx.lang)

    @property
    def classes(self) -> tuple[str, ...]:
        """Classes that occur, best first, then the kinds of missing that do."""
        return (*self.status.classes, *self.status.missing)

    def is_missing(self, key: str) -> bool:
        """Whether a class is a kind of missing."""
        return key in self.status.missing

    def tone(self, key: str) -> str:
        """The look of a class, by the name of its tone or kind."""
        return key if key == WORSENING or self.is_missing(key) else tone_of(key)

    def name(self, key: str) -> str:
        """A class in words."""
        if key == WORSENING:
            return self.ctx.t("verdict.met_worsening")
        missing = self.is_missing(key)
        return self.ctx.t(f"missing_kind.{key}") if missing else band_name(self.ctx, key)

    def marks(self) -> VerdictMarks:
        """A row per place, by name."""
        return VerdictMarks(tuple(self._judged(place) for place in self.status.places), self)

    def _judged(self, place: Place) -> Judged:
        return Judged(
            place.area.area_code,
            place.area.text("short", self.ctx.lang),
            place.shown,
            "" if place.reason else place.key,
            place.reason,
            place.found,
            "missing" if place.reason or not place.found else "value",
            self._spoken(place),
        )

    def _spoken(self, place: Place) -> str:
        """One place in a sentence: name, verdict, and from what to what."""
        ctx, found, name = self.ctx, place.found, place.area.text("short", self.ctx.lang)
        if not found or place.reason:
            reason = ctx.t(f"reason.{place.reason}")
            return ctx.t("verdict_map.place_missing", area=name, reason=reason)
        indicator, verdict = self.status.indicator, verdict_name(ctx, found)
        told = {"area": name, "verdict": verdict, "year": found.latest_year}
        told["latest"] = value_text(ctx, indicator, found.latest_value or 0.0)
        if found.base_year is None or found.base_value is None:
            return ctx.t("verdict_map.place_latest", **told)
        base = value_text(ctx, indicator, found.base_value)
        return ctx.t("verdict_map.place", base=base, base_year=found.base_year, **told)

    def heading(self, chart: Chart[Any], marks: MarksOf[Any, Any], words: Words) -> Heading:
        """See record.View."""
        own = replace(self.ctx.state, indicator=self.status.indicator.indicator_id)
        title = words.t(f"charts.{chart.id}.title", label=self.label)
        setting = astuple(setting_of(self.ctx))
        notes = [
            words.t("count.brackets"),
            chart.sentence(marks, words),
            words.t("note.map_short"),
            words.t("note.kosovo"),
        ]
        return Heading(
            name="-".join(("throughline", own.indicator, "status", *setting)),
            drawn="|".join(("verdict_map", own.indicator, *setting)),
            title=title,
            subtitle=self.status.indicator.text("title", words.lang),
            caption=title,
            notes=notes,
            own=own,
            csv=f"/export/verdict_map.csv?{own.href().partition('?')[2]}&page={own.path}",
        )

    def source(self) -> str:
        """See record.View."""
        series = series_of(self.ctx, self.status.indicator.indicator_id)
        return source_line(self.ctx, series) if series else ""

    def more(self, chart: Chart[Any], look: Look, words: Words) -> JSON:
        """Nothing: the controls of verdicts are links of their page."""
        return {}


class VerdictMarks(MarksOf[Judged, Verdicts]):
    """Every country and territory by name."""

    shape = Judged
    view: Verdicts
