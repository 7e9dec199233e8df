"""The providers of one indicator: which leads and why, whether they agree, and the way to each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.providers import PRIMARY
from data.reference_lists import Source
from data.store import Matrix
from layouts.pieces.components import section
from layouts.request.context import Context
from layouts.series.editions import named_edition
from layouts.series.series import Series
from layouts.words.format import number

DISAGREE = "disagree"
DERIVED = "derived"


def order(ctx: Context, indicator_id: str) -> list[dict[str, Any]]:
    """The sources of an indicator, the leading one first; see data/providers.py."""
    found: list[dict[str, Any]] = ctx.store.catalogue.get("leading", {}).get(indicator_id, [])
    return found


def providers_section(ctx: Context, series: Series | None) -> Component | None:
    """Every provider of the indicator in words; None where there is only one."""
    if series is None or len(found := order(ctx, series.indicator.indicator_id)) < 2:
        return None
    own, shown = series.indicator.indicator_id, series.source.source_id
    items = [
        html.Li(_provider(ctx, own, entry, before, shown))
        for entry, before in zip(found, [None, *found], strict=False)
    ]
    compared = [html.P(words) for words in _comparisons(ctx, own)]
    return section(
        ctx.t("providers.title"),
        html.Ul(items, className="provider-list"),
        *compared,
        id_="providers",
        lead=ctx.t("providers.lead"),
    )


def shown_instead(ctx: Context, series: Series | None) -> Component | None:
    """Says that another than the leading provider is shown, with the way back."""
    if series is None or not (found := order(ctx, series.indicator.indicator_id)):
        return None
    leads = found[0]["source_id"]
    if leads == series.source.source_id:
        return None
    title = ctx.reference.sources[leads].title
    return html.P(
        [
            ctx.t("providers.instead", source=series.source.title),
            " ",
            html.A(ctx.t("providers.back", source=title), href=ctx.state.href(publisher="")),
        ],
        className="callout",
    )


def _provider(
    ctx: Context,
    indicator_id: str,
    entry: dict[str, Any],
    before: dict[str, Any] | None,
    shown: str,
) -> list[Any]:
    source: Source = ctx.reference.sources[entry["source_id"]]
    info = ctx.store.series_info(indicator_id, source.source_id) or {}
    facts = ctx.t(
        "providers.facts",
        edition=named_edition(ctx, info.get("edition", "")),
        year=entry["year"] or "\u2014",
        countries=ctx.counted("places", entry["countries"]),
        world=_world(ctx, entry["world"]),
    )
    name: Any = html.Span([html.Strong(source.title), ctx.t("tally.colon").rstrip()])
    if source.source_id != shown:
        default = order(ctx, indicator_id)[0]["source_id"] == source.source_id
        asked = "" if default else source.source_id
        name = html.A(
            ctx.t("providers.show", source=source.title),
            href=ctx.state.href(publisher=asked, year=None),
        )
    why = ctx.t("providers.first") if before is None else _why(ctx, entry, before)
    computed = [" ", ctx.t("providers.computed")] if source.source_id == DERIVED else []
    return [name, " ", facts, " ", why, *computed]


def _world(ctx: Context, year: int) -> str:
    return ctx.t("providers.has_world", year=year) if year else ctx.t("providers.no_world")


def _why(ctx: Context, entry: dict[str, Any], before: dict[str, Any]) -> str:
    title = ctx.reference.sources[before["source_id"]].title
    return ctx.t(f"provider.step.{entry['step']}", source=title)


def _comparisons(ctx: Context, indicator_id: str) -> Iterator[str]:
    """One sentence per pair of sources, one more per edition that disagrees, and why."""
    for record in ctx.store.catalogue["comparisons"]:
        if record["indicator_id"] != indicator_id or not record["cells"]:
            continue
        sources = record["source_ids"]
        names = [ctx.reference.sources[source_id].title for source_id in sources]
        yield (
            ctx.t(f"providers.{record['verdict']}", one=names[0], other=names[1])
            + " "
            + (_figures(ctx, record))
        )
        apart = [e for e in record["editions"] if e["verdict"] == DISAGREE]
        for edition in apart if record["verdict"] != DISAGREE else ():
            title = ctx.reference.sources[edition["source_id"]].title
            words = ctx.t("providers.edition", source=title, edition=edition["vintage"])
            yield f"{words} {_figures(ctx, edition)}"
        pair = ctx.reference.source_pair(indicator_id, *sources)
        disputed = bool(apart) or record["verdict"] == DISAGREE
        if pair and (disputed or pair.relation == PRIMARY):
            yield pair.text("why", ctx.lang)


def _figures(ctx: Context, record: dict[str, Any]) -> str:
    return ctx.plural(
        "providers.figures",
        record["cells"],
        count=number(record["cells"], ctx.lang),
        median=number(record["median_abs_rel_diff_pct"], ctx.lang, 1),
        share=number(record["share_over_5pct"], ctx.lang, 1),
    )


def elsewhere(ctx: Context, indicator_id: str, area_code: str, shown: str) -> Matrix | None:
    """Another provider's series that has a number for an area; the first in order, or None."""
    for entry in order(ctx, indicator_id):
        if entry["source_id"] == shown:
            continue
        matrix = ctx.store.matrix(indicator_id, entry["source_id"])
        held = matrix is not None and area_code in matrix.areas
        if matrix and held and matrix.leads[:, matrix.areas.index(area_code)].any():
            return matrix
    return None
