"""Why cells of a series are flagged, in the words of a language: for charts, tables and files."""

from __future__ import annotations

from data.reference_lists import Reference
from data.store import Store
from layouts.request.context import Context
from layouts.words.doubts import reason

Reasons = dict[tuple[str, int], str]  # by area and year


def cell_reasons(
    ctx: Context, indicator_id: str, source_id: str | None = None, breakdown: str = ""
) -> Reasons:
    """The reason of every flagged cell of one series; several reasons of a cell in one text."""
    source_id = source_id or ctx.store.default_source(indicator_id)
    return reasons_of(ctx.store, ctx.reference, ctx.lang, indicator_id, source_id or "", breakdown)


def reasons_of(
    store: Store, reference: Reference, lang: str, indicator_id: str, source_id: str, breakdown: str
) -> Reasons:
    """The same, without a page."""
    titles = {source: record.title for source, record in reference.sources.items()}
    found: Reasons = {}
    for doubt in store.doubts(indicator_id, source_id, breakdown):
        cell = doubt.area_code, doubt.year
        words = reason(doubt.flag, doubt.figures, lang, titles)
        found[cell] = f"{found[cell]} {words}" if cell in found else words
    return found
