"""The page of doubts and its files: what is listed, why, and what an address narrows it to."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.quality import CAUTIONS, DOUBTS, FLAGS
from data.reference_lists import Reference, load_reference
from data.store import Store
from etl.quality import apply, disagreement, editions, parts
from layouts.pieces.markup import markup
from layouts.quality import page as quality_page
from layouts.quality.export import COLUMNS, file
from layouts.quality.rows import places, rows
from layouts.request.context import Context
from layouts.request.state import ViewState, parse
from layouts.words.text import languages, t
from tests.conftest import DATA_DIR, FLOWS, OBSERVATION_COLUMNS, write_tables

pytestmark = pytest.mark.slow


# Published cells: remittances over GDP (World Bank), refugees by origin (UN SDG), routes (IOM).
GDP, COST, DEAD = "ctx-remit-received-gdp", "sdg-10-c-1-si-rmt-cost", "ctx-missing-migrants"
CELLS = [
    (GDP, "worldbank", "NPL", 2023, 26.2, "percent_gdp", "A", ""),
    (GDP, "worldbank", "NPL", 2024, 66.1, "percent_gdp", "A", "parts;old_edition"),
    (COST, "unsdg", "MWI", 2023, -0.1, "percent", "A", "bounds;jump"),
    (DEAD, "missingmigrants", "M49:001", 2024, 9191.0, "persons", "A", ""),
    (DEAD, "missingmigrants", "M49:001", 2025, 3780.0, "persons", "P", "part_year"),
]
FIGURES: dict[str, dict[str, object]] = {
    "parts": {"value": 66.1, "computed": 25.7, "part": 11, "whole": 43, "difference_pct": 61.1},
    "old_edition": {"edition": "2023.Q4", "newest": "2025.Q3"},
    "bounds": {"value": -0.1, "low": 0, "high": 100},
    "jump": {
        "value": -0.1, "before": 13.1, "after": 12.8, "before_year": 2022, "after_year": 2024,
    },
    "part_year": {"until": "2025-09-08"},
}  # fmt: skip


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(DATA_DIR / "reference")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store over the cells above and their doubts."""
    folder = tmp_path / "data" / "tables"
    table = [(i, s, "", a, y, v, u, o, "2025-09-08") for i, s, a, y, v, u, o, _ in CELLS]
    write_tables(folder, table, FLOWS)
    columns = dict(zip(OBSERVATION_COLUMNS, map(list, zip(*table, strict=True)), strict=True))
    columns["quality"] = [row[-1] for row in CELLS]
    pq.write_table(pa.table(columns), folder / "observations.parquet")
    doubts = [
        (i, s, "", a, y, flag, json.dumps(FIGURES[flag], sort_keys=True))
        for i, s, a, y, *_, quality in CELLS
        for flag in quality.split(";")
        if flag
    ]
    keys = ("indicator_id", "source_id", "breakdown", "area_code", "year", "flag", "figures")
    named = dict(zip(keys, map(list, zip(*doubts, strict=True)), strict=True))
    pq.write_table(pa.table(named), folder / "doubts.parquet")
    return Store(tmp_path / "data")


def shown(reference: Reference, store: Store, **query: str) -> tuple[Context, str]:
    """The page of an address as markup."""
    state, problems = parse("/quality", query, reference, store)
    assert not problems
    ctx = Context(reference, store, state)
    return ctx, markup(quality_page.part(ctx))


def test_doubts_are_listed_with_their_figures_and_cautions_apart(
    reference: Reference, store: Store
) -> None:
    _, page = shown(reference, store)
    before, after = page.split('id="cautions"')
    for words in ("not 66.1", "from 0 to 100", "13.1 in 2022", "8 September 2025"):
        assert words in before
    assert "2023.Q4" not in page  # a caution: counted apart, listed when asked for
    assert "Older edition" in after
    assert "on 3 values of 3 indicators and 3 places" in before
    _, cautions = shown(reference, store, flag="old_edition")
    assert "2023.Q4" in cautions and "not 66.1" not in cautions


def test_an_address_narrows_the_list_by_flag_source_indicator_and_place(
    reference: Reference, store: Store
) -> None:
    def cells(**query: str) -> list[tuple[str, str]]:
        ctx, _ = shown(reference, store, **query)
        found = rows(ctx, places(ctx, tuple(DOUBTS)))
        return [(row.doubt.area_code, row.doubt.flag) for row in found]

    assert sorted(cells()) == [
        ("M49:001", "part_year"), ("MWI", "bounds"), ("MWI", "jump"), ("NPL", "parts"),
    ]  # fmt: skip
    assert cells(provider="unsdg") == [("MWI", "bounds"), ("MWI", "jump")]
    assert cells(indicator=GDP) == [("NPL", "parts")]
    assert cells(areas="M49:001,NPL", provider="missingmigrants") == [("M49:001", "part_year")]
    _, page = shown(reference, store, flag="bounds", areas="NPL")
    assert t("quality.nothing", "en") in page


@pytest.mark.parametrize("wrong", [{"flag": "bound"}, {"provider": "unsdgs"}, {"rows": "alll"}])
def test_a_wrong_filter_offers_the_nearest(
    reference: Reference, store: Store, wrong: dict[str, str]
) -> None:
    _, problems = parse("/quality", wrong, reference, store)
    (problem,) = problems
    ((key, value),) = wrong.items()
    near = [href for _, href in problem.choices]
    for href in near:
        assert not parse("/quality", dict(parse_qsl(urlsplit(href).query)), reference, store)[1]
    assert any(f"{key}={value[:3]}" in href for href in near)


def test_files_hold_every_row_with_its_reason(reference: Reference, store: Store) -> None:
    ctx, _ = shown(reference, store)
    name, content = file(ctx, "csv", "https://site.example")
    assert name == "throughline-quality.csv"
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert tuple(found[0]) == COLUMNS and len(found) == 4
    nepal = next(row for row in found if row["area_code"] == "NPL")
    assert (nepal["value"], nepal["quality"], nepal["level"]) == ("66.1", "parts", "doubt")
    assert "25.7" in nepal["quality_reason"] and json.loads(nepal["figures"]) == FIGURES["parts"]
    name, content = file(ctx, "json", "https://site.example")
    assert [row["quality"] for row in json.loads(content)["rows"]] == [r["quality"] for r in found]


def test_a_long_list_says_how_much_of_it_is_shown(
    reference: Reference, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("layouts.quality.rows.FIRST_ROWS", 2)
    _, page = shown(reference, store)
    assert "the first 2 of 4 lines" in page and "rows=all" in page
    _, page = shown(reference, store, rows="all")
    assert "the whole list: 4 lines" in page


@pytest.mark.parametrize("lang", languages())
def test_the_rules_told_are_the_rules_applied(lang: str) -> None:
    """The words name the defaults of the engine, which pages may not import."""
    assert f"{disagreement.TOLERANCE_PCT:.0f}" in t("quality.rule.disagrees", lang)
    assert f"{parts.TOLERANCE_PCT:.0f}" in t("quality.rule.parts", lang)
    assert f"{apply.MOST:.0%}"[:-1] in t("quality.rules_lead", lang)
    assert editions.OLDER_YEARS == 1.0
    assert {*DOUBTS, *CAUTIONS} == set(FLAGS)


def test_every_doubt_of_the_embedded_tables_has_words(reference: Reference) -> None:
    store = Store(DATA_DIR)
    for lang in languages():
        ctx = Context(reference, store, ViewState(page="quality", lang=lang))
        at = places(ctx, FLAGS)
        assert all(row.why and "{" not in row.why for row in rows(ctx, at))
