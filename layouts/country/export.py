"""Every row behind the page of a place as a file: published ones, and numbers made of them."""

from __future__ import annotations

from collections.abc import Iterator

from layouts.profile.profile import profile
from layouts.profile.records import Row
from layouts.request.context import Context
from layouts.series.series import indicator_of
from layouts.words.format import plain

COLUMNS = (
    *("indicator_id", "indicator", "area_code", "area", "origin_code", "origin"),
    *("destination_code", "destination", "year", "value", "unit", "obs_status", "quality"),
    *("made", "note", "agreement", "rows", "source", "edition", "licence", "attribution", "link"),
)


def profile_csv(
    ctx: Context, chart: str, link: str
) -> tuple[str, tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Name, columns and rows of the file.

    `made` says how a number was made of the rows before it, `rows` of how many; empty for a
    published one. A route stands in `origin`, in the words of its source.
    """
    code = ctx.state.focus
    held = {row.key: row for own in profile(ctx, code).rows for row in own.whole()}
    name = f"throughline-{chart}-{code.replace(':', '')}.csv"
    return name, COLUMNS, ((*_cells(ctx, row), link) for row in held.values())


def _cells(ctx: Context, row: Row) -> tuple[object, ...]:
    areas = ctx.reference.areas
    ends = [(code, areas[code].text("name", ctx.lang)) if code in areas else ("", code)
            for code in (row.area_code, row.origin, row.destination)]  # fmt: skip
    info = ctx.store.series_info(row.indicator_id, row.source_id) if row.source_id else None
    info = info or {}
    source = ctx.reference.sources.get(row.source_id)
    return (
        row.indicator_id,
        _label(ctx, row),
        *(text for end in ends for text in end),
        row.year or "",
        plain(row.value),
        row.unit,
        row.obs_status,
        row.quality,
        row.made,
        row.note,
        row.agreement,
        len(row.of) or "",
        source.title if source else "",
        row.vintage or info.get("edition", ""),
        info.get("licence", source.licence if source else ""),
        info.get("attribution", source.attribution if source else ""),
    )


def _label(ctx: Context, row: Row) -> str:
    """The name of an indicator or of a measure of flows; "" of what is counted here."""
    if row.indicator_id in ctx.reference.indicators:
        return indicator_of(ctx, row.indicator_id).text("label", ctx.lang)
    return ctx.t(f"table.measure.{row.indicator_id}") if row.origin and row.destination else ""
