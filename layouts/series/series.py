"""One indicator made ready to be seen: its numbers, classes and words in one language.

Map, line chart, tables, text and export all start from this, so they cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from data.area_groups import WORLD
from data.reference_lists import AS_PUBLISHED, Indicator, Source
from data.store import Matrix
from layouts.request.context import Context
from layouts.series.breakdowns import breakdown_text
from layouts.series.classes import Classes, classes_of
from layouts.series.counted import places
from layouts.series.editions import named_edition, word_editions
from layouts.series.leading import led_by_year
from layouts.series.sums import sum_words
from layouts.words.format import day
from layouts.words.units import unit_key

COUNTRY_KINDS = ("country", "territory")


@dataclass(frozen=True)
class Series:
    """The default series of an indicator, with what must stand beside it on screen and in files."""

    indicator: Indicator
    matrix: Matrix
    classes: Classes
    source: Source
    info: dict[str, Any]
    retrieved_on: str
    year: int

    @property
    def countries(self) -> tuple[int, ...]:
        """Positions of the mapped areas (countries and territories) in the matrix."""
        return tuple(i for i, code in enumerate(self.matrix.areas) if ":" not in code)


def series_of(
    ctx: Context, indicator_id: str, breakdown: str = "", source_id: str = ""
) -> Series | None:
    """The series a page shows for an indicator; None where no series is embedded.

    `breakdown` names a part of it, such as `sex=F`; what is shown must then say so. `source_id`
    asks for another provider than the leading one; on the indicator's own page the address does.
    """
    source = source_id or asked_provider(ctx, indicator_id) or None
    matrix = ctx.store.matrix(indicator_id, source, breakdown)
    info = ctx.store.series_info(indicator_id, source)
    if matrix is None or info is None:
        return None
    indicator = indicator_of(ctx, indicator_id)
    countries = [i for i, code in enumerate(matrix.areas) if ":" not in code]
    years = matrix.years_with_values()
    asked = ctx.state.year
    return Series(
        indicator,
        matrix,
        classes_of(matrix.leading_values[:, countries], indicator.kind),
        ctx.reference.sources[matrix.source_id],
        info,
        str(ctx.store.catalogue["sources"][matrix.source_id]["retrieved_at"])[:10],
        asked if asked in years else matrix.opening_year(),
    )


def asked_provider(ctx: Context, indicator_id: str) -> str:
    """The provider that the address of the indicator's own page asks for; "" for the leading."""
    own = ctx.state.page == "indicator" and ctx.state.slug == indicator_id
    return ctx.state.option("publisher") if own else ""


def indicator_of(ctx: Context, indicator_id: str) -> Indicator:
    """The record of an indicator; one made from the provider's own words for a catalogue one.

    A catalogue indicator has its provider's English title in every language, no direction, no
    target and no theme.

    Raises:
        KeyError: neither the reference tables nor the catalogue know it.
    """
    if indicator_id in ctx.reference.indicators:
        return ctx.reference.indicators[indicator_id]
    entry = ctx.store.catalogue_indicators.get(indicator_id, {})
    code = ctx.reference.catalogue_series[indicator_id].source_code
    title = entry.get("title", code)  # a withheld series has no title in the tables
    return Indicator(
        indicator_id,
        family="catalogue",
        sdg_indicator=next(iter(entry.get("indicators", ())), ""),
        target_id=next(iter(entry.get("targets", ())), ""),
        unit="as_published",
        decimals=2,
        kind="rate",
        direction="none",
        role="context",
        aggregation="none",
        target_kind="none",
        target_value="",
        target_year="",
        measures="everyone",
        custodian="",
        evidence="verified",
        words=dict.fromkeys(
            ctx.reference.languages, {"title": title, "label": title, "caveat": ""}
        ),
    )


def source_line(ctx: Context, series: Series) -> str:
    """Source, edition, retrieval date and licence in one sentence.

    Of a series whose World is a sum made here, what it is a sum of.
    """
    line = ctx.t(
        "series.source_line",
        attribution=series.info["attribution"].rstrip("."),
        code=series.info["source_code"],
        edition=edition_words(ctx, series),
        retrieved=day(series.retrieved_on, ctx.lang),
        licence=series.info["licence"],
    )
    told = world_words(ctx, series)
    return f"{line} {told}".strip()


def area_editions(ctx: Context, matrix: Matrix) -> dict[str, str]:
    """The edition of each area of a series, by area_code: what a file says row by row."""
    return ctx.store.mapped.editions(matrix.indicator_id, matrix.source_id, matrix.breakdown)


def edition_words(ctx: Context, series: Series) -> str:
    """The edition of a series; where its countries are of several, how many each has."""
    countries = area_editions(ctx, series.matrix).items()
    found: dict[str, list[str]] = defaultdict(list)
    for code, edition in countries:
        if ":" not in code:
            found[edition].append(code)
    if len(found) < 2:
        return named_edition(ctx, str(series.info["edition"]))
    listed = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    areas = ctx.reference.areas
    return ctx.listed(
        ctx.t(
            "series.edition_of",
            edition=named_edition(ctx, edition),
            places=places(areas, codes, ctx.lang),
        )
        for edition, codes in listed
    )


def world_words(ctx: Context, series: Series) -> str:
    """What the last World value that leads is a sum of; "" where the provider publishes it."""
    known = led_by_year(ctx, series.matrix, WORLD)
    own, source_id = series.indicator.indicator_id, series.source.source_id
    return sum_words(ctx, own, source_id, known[-1][0]) if known else ""


def unit_text(ctx: Context, series: Series) -> str:
    """The unit in words, as it follows a number or a chart title."""
    return ctx.t(f"unit.{_unit(series)}")


def unit_short(ctx: Context, series: Series) -> str:
    """The unit as it stands right behind a number; empty where nothing need stand there."""
    return ctx.t(f"unit_short.{_unit(series)}")


def _unit(series: Series) -> str:
    if series.matrix.unit != AS_PUBLISHED:
        return series.matrix.unit
    return unit_key(str(series.info["provider_unit"]), str(series.info["title"]))


def told_part(series: Series) -> str:
    """The sub-group shown; a chosen headline is one too, such as people aged 15 and over."""
    return series.matrix.breakdown or str(series.info.get("headline", ""))


def header(ctx: Context, series: Series) -> dict[str, Any]:
    """What is said of a series beside its numbers. One per indicator and language."""
    indicator, note = series.indicator, series.info["provider_note"]
    return {
        "id": indicator.indicator_id,
        "title": indicator.text("title", ctx.lang),
        "label": indicator.text("label", ctx.lang),
        "unit": unit_text(ctx, series),
        "unitShort": unit_short(ctx, series),
        "kind": indicator.kind,
        "breakdown": series.matrix.breakdown,
        "breakdownText": breakdown_text(ctx, told_part(series)),
        "decimals": indicator.decimals,
        "measures": indicator.measures,
        "caveat": indicator.text("caveat", ctx.lang),
        "source": source_line(ctx, series),
        "note": " ".join(
            [
                *([_full_stop(ctx.t("series.provider_note", note=note))] if note else []),
                *word_editions(ctx, series.info),
            ]
        ),
    }


def _full_stop(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
