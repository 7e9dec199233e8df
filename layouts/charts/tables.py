"""Tables beside charts: the numbers drawn and no others, each with its status and doubt."""

from __future__ import annotations

from collections.abc import Sequence

from layouts.charts.asked import Part
from layouts.charts.record import Mark, Marks
from layouts.charts.rows import reason_text, status_text
from layouts.words.values import Words

NONE = "\u2014"
Table = tuple[list[str], list[list[str]]]  # head, rows


def cell(mark: Mark, part: Part, words: Words) -> str:
    """One value as a table writes it: every digit, its status, why it is doubted."""
    text = words.exactly(mark.drawn, part.told.unit)
    why = reason_text(words, mark.reason, mark.kind)
    return f"{text}{status_text(words, mark.status, mark.kind)}{why and f' {why}'}"


def by_year(marks: Marks, words: Words) -> Table:
    """A row per year, the newest first; a column per place of each series."""
    parts = {part.name: part for part in marks.view.parts}
    columns: dict[tuple[str, str], str] = {}
    cells: dict[int, dict[tuple[str, str], str]] = {}
    for mark in marks.each:
        key, part = (mark.series, mark.area_code), parts[mark.series]
        columns[key] = mark.area if len(parts) == 1 else f"{mark.area}, {part.told.label}"
        cells.setdefault(mark.year, {})[key] = cell(mark, part, words)
    head = [words.t("js.table.year"), *columns.values()]
    years = sorted(cells, reverse=True)
    return head, [[str(y), *(cells[y].get(key, NONE) for key in columns)] for y in years]


def by_place(marks: Marks, years: Sequence[int], words: Words) -> Table:
    """A row per place in the order of the marks, a column per year."""
    part = marks.view.main
    rows: dict[str, list[str]] = {}
    for mark in marks.each:
        rows.setdefault(mark.area_code, [mark.area]).append(cell(mark, part, words))
    return [words.t("js.table.area"), *map(str, years)], list(rows.values())
