"""Every file of observations and the table page say which values are doubted, and why."""

import csv
import io
from pathlib import Path

import pytest

from callbacks.routing import read_address
from data.query import observations_table
from data.reference_lists import Reference
from data.store import Store
from layouts.charts import charts
from layouts.charts.record import Look
from layouts.exports import csv_file
from layouts.request.context import Context
from layouts.series.doubts import cell_reasons
from layouts.series.series import series_of
from layouts.table.export import csv_lines
from layouts.table.filters import read_filters
from layouts.table.rows import cells
from layouts.words.values import Words
from tests.quality_support import flagged_dir

ID = "ctx-missing-migrants"
PART_YEAR = {
    "en": "The year is not complete: the figures end on 8 September 2025.",
    "fr": "L’année est incomplète\u00a0: les chiffres s’arrêtent au 8 septembre 2025.",
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(flagged_dir(tmp_path / "data"))


def page(path: str, search: str, reference: Reference, store: Store) -> Context:
    ctx, problems = read_address(path, search, reference, store)
    assert not problems
    return ctx


def lines(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("path", "search", "chart"),
    [
        (f"/indicators/{ID}", "areas=M49:001,MAR", "series"),
        (f"/indicators/{ID}", "areas=M49:001,MAR", "line"),
        ("/compare", f"indicator={ID}&areas=M49:001,MAR&chart=line", "compare"),
    ],
)
def test_files_hold_flags_and_reasons(
    reference: Reference, store: Store, lang: str, path: str, search: str, chart: str
) -> None:
    ctx = page(path, f"{search}&lang={lang}", reference, store)
    rows = {(r["area_code"], r["year"]): r for r in lines(csv_file(ctx, chart, "")[1])}
    part = rows["M49:001", "2025"]
    assert (part["quality"], part["quality_reason"]) == ("part_year", PART_YEAR[lang])
    assert rows["MAR", "2023"]["quality"] == "small;old_edition"
    assert rows["MAR", "2023"]["quality_reason"].count(". ") == 1
    sound = rows["M49:001", "2024"]
    assert (sound["quality"], sound["quality_reason"]) == ("", "")


def test_the_map_file_tells_the_value_that_is_drawn(reference: Reference, store: Store) -> None:
    ctx = page("/map", f"indicator={ID}&year=2025&match=within3", reference, store)
    rows = {r["area_code"]: r for r in lines(csv_file(ctx, "map", "")[1])}
    assert (rows["MAR"]["year"], rows["MAR"]["quality"]) == ("2024", "old_edition")
    assert "2025" in rows["MAR"]["quality_reason"]
    assert rows["KEN"]["quality"] == rows["KEN"]["quality_reason"] == ""


def test_the_data_table_shows_filters_and_sorts_by_doubts(
    reference: Reference, store: Store
) -> None:
    table = observations_table(store.mapped)

    def found(search: str) -> list[tuple[str, int, str, str]]:
        ctx = page("/table", f"{search}&labels=codes", reference, store)
        asked = read_filters(ctx)
        chosen = table.select(asked.filters(), asked.order)
        held = cells(ctx, asked, table, chosen, 0)
        shown = list(
            zip(*(held[c] for c in ("area", "year", "quality", "quality_reason")), strict=True)
        )
        (_, *body) = b"".join(csv_lines(ctx, table, chosen, "")).decode().splitlines(True)
        head = "".join([_, *body]).removeprefix("\ufeff")
        told = csv.DictReader(io.StringIO(head))
        names = ("area_code", "year", "quality", "quality_reason")
        assert [tuple(r[n] for n in names) for r in told] == [
            (area, str(year), flags, why) for area, year, flags, why in shown
        ]
        return shown

    assert len(found("")) == 6
    assert {row[:2] for row in found("quality=doubt")} == {("M49:001", 2025), ("MAR", 2023)}
    assert {row[:2] for row in found("quality=old_edition")} == {("MAR", 2023), ("MAR", 2024)}
    assert [row[3] for row in found("quality=part_year")] == [PART_YEAR["en"]]
    assert len(found("quality=any")) + len(found("quality=none")) == 6
    assert [row[2] for row in found("sort=-quality")][0] == "small;old_edition"
    ctx = page("/table", "quality=odd", reference, store)
    assert ("quality", "odd") in read_filters(ctx).unknown


def test_an_indicator_opens_with_what_leads(reference: Reference, store: Store) -> None:
    ctx = page(f"/indicators/{ID}", "lang=fr", reference, store)
    series = series_of(ctx, ID)
    assert series is not None
    assert cell_reasons(ctx, ID)["M49:001", 2025] == PART_YEAR["fr"]
    assert (series.year, series.classes.highest) == (2024, 500.0), "of countries that lead"


def test_lines_of_an_indicator_s_page_end_where_a_value_leads(
    reference: Reference, store: Store
) -> None:
    """A part of a year is drawn apart, and no sentence ends with it."""
    ctx = page(f"/indicators/{ID}", "areas=M49:001", reference, store)
    line = charts()["line"]
    marks = line.marks(ctx)
    assert (marks.each[-1].year, marks.each[-1].kind, marks.each[-1].leads) == (2025, "part", False)
    joins = {t.meta["kind"]: t for t in line.figure(marks, Look("en")).data if t.text is None}
    assert (joins["part"].line.dash, joins["part"].x[-1]) == ("dot", 2025)
    assert max(year for kind, t in joins.items() if kind != "part" for year in t.x) < 2025
    said = line.sentence(marks, Words("en"))
    assert "in 2024." in said and "in 2025" not in said
    assert "One provisional value or forecast is drawn apart" in said
