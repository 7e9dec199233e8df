"""The answers to one promise as a file: one row per country, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator

from data.promises import LAWS
from layouts.charts.promise_map import marks as marks_of
from layouts.charts.promise_rows import PromiseMark
from layouts.request.context import Context

COLUMNS = (
    *("promise_id", "promise", "area_code", "area", "answer", "answer_in_words"),
    *("dates", "as_of", "evidence", "source", "licence", "link"),
)
LICENCES = dict.fromkeys(LAWS, "CC BY 4.0")  # of all else: facts


def promises_csv(
    ctx: Context, _: str, link: str
) -> tuple[str, tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Name, columns and rows: the countries of the group and answer that the address names.

    `answer` is `none` where the table has no row of a country on its day `as_of`: it never means
    that the country made no promise. Dates are joined with semicolons.
    """
    marks = marks_of(ctx)
    view = marks.view
    rows = (_row(ctx, mark, (view.promise, view.name), view.kind, link) for mark in marks.each)
    return f"{view.file_name}.csv", COLUMNS, rows


def _row(
    ctx: Context, mark: PromiseMark, promise: tuple[str, str], kind: str, link: str
) -> tuple[object, ...]:
    return (
        *promise,
        mark.area_code,
        ctx.reference.areas[mark.area_code].text("name", ctx.lang),
        mark.answer,
        mark.told,
        ";".join(mark.dates),
        mark.as_of,
        mark.evidence,
        "; ".join(mark.sources),
        LICENCES.get(kind, "") if mark.sources else "",
        link,
    )
