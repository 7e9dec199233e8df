"""Several providers on one page: which is shown, where the others are, what a World sum is made of.

Values are published ones: SDG 10.7.4 (2025.Q3.2), UNHCR over World Bank population for the computed
series, the records of Missing Migrants, UNHCR. Sums and comparisons are as a build notes them.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from callbacks.routing import read_address
from data.reference_lists import Reference
from data.store import Store
from layouts import exports as export
from layouts.indicator import page as indicator_page
from layouts.words.text import languages
from tests.conftest import FLOWS, write_tables

ORIGIN, MISSING, PAID = "sdg-10-7-4-sm-pop-refg-or", "ctx-missing-migrants", "ctx-remit-paid"
WORLD = "M49:001"
ROWS: list[tuple[Any, ...]] = [
    (ORIGIN, "unsdg", "", "VEN", 2024, 17995.68941, "per_100k", "A", "2025.Q3.G.02"),
    (ORIGIN, "derived", "", "VEN", 2024, 18024.054725, "per_100k", "A", "unhcr; worldbank"),
    (ORIGIN, "derived", "", "AFG", 2025, 7787.1, "per_100k", "A", "unhcr; worldbank"),
    (MISSING, "missingmigrants", "", WORLD, 2017, 6289.0, "persons", "A", "2024-11-15"),
    (MISSING, "missingmigrants", "", WORLD, 2024, 9191.0, "persons", "A", "2024-12-31"),
    (MISSING, "missingmigrants", "", WORLD, 2025, 3780.0, "persons", "P", "2025-09-08"),
    (PAID, "worldbank", "", WORLD, 2023, 518264452653.0, "usd_current", "A", "x, summed here"),
]
PAIR = {
    "indicator_id": ORIGIN, "source_ids": ["unsdg", "derived"], "source_codes": ["a", "b"],
    "relation": "", "cells": 4542, "median_abs_rel_diff_pct": 0.845, "share_over_5pct": 4.4,
    "verdict": "agree", "editions": [
        {"source_id": "unsdg", "vintage": "2023-12-17", "cells": 9, "median_abs_rel_diff_pct": 12.0,
         "share_over_5pct": 90.0, "verdict": "disagree"},
    ],
}  # fmt: skip
ORDER = [
    {"source_id": "unsdg", "step": "", "world": 0, "year": 2024, "countries": 211},
    {"source_id": "derived", "step": "published", "world": 0, "year": 2025, "countries": 206},
]
SUMS = {
    f"{PAID}|worldbank": {
        "kind": "reporters",
        "years": {"2023": [153, 217, 90.0, 1.5]},
        "same": {"from": 2022, "to": 2023, "areas": 153, "change_pct": 5.8},
    },
    f"{MISSING}|missingmigrants": {"kind": "records", "years": {"2024": [78, 217, 58.7]}},
}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    write_tables(tmp_path / "tables", ROWS, FLOWS)
    path = tmp_path / "tables" / "catalogue.json"
    content = json.loads(path.read_text("utf-8"))
    content["series"][f"{ORIGIN}|derived"] = {
        **content["series"][f"{ORIGIN}|derived"],
        "is_default": False,
    }
    more = {"comparisons": [PAIR], "leading": {ORIGIN: ORDER}, "sums": SUMS}
    path.write_text(json.dumps(content | more), "utf-8")
    return Store(tmp_path)


def page(reference: Reference, store: Store, indicator_id: str, search: str = "") -> str:
    ctx, problems = read_address(f"/indicators/{indicator_id}", search, reference, store)
    assert not problems
    layout = indicator_page.layout(ctx)
    return json.dumps(layout, cls=PlotlyJSONEncoder, ensure_ascii=False)


def test_the_other_provider_is_one_click_away(reference: Reference, store: Store) -> None:
    text = page(reference, store, ORIGIN, "?areas=VEN")
    assert "17,995.7" in text
    assert "18,024.1" not in text
    assert "publisher=derived" in text
    assert "published figures lead before computed ones" in text
    assert "Of 4,542 places and years that both publish, the median difference is 0.8%" in text
    assert "The values of edition 2023-12-17 of SDG Global Database do not agree" in text
    other = page(reference, store, ORIGIN, "?areas=VEN&publisher=derived")
    assert "18,024.1" in other
    assert "17,995.7" not in other
    assert "Back to SDG Global Database" in other


def test_files_hold_what_the_page_shows(reference: Reference, store: Store) -> None:
    search = "?areas=VEN&publisher=derived"
    ctx, _ = read_address(f"/indicators/{ORIGIN}", search, reference, store)
    name, content = export.csv_file(ctx, "line", "https://example.org")
    assert name == f"throughline-{ORIGIN}-derived-line.csv"
    assert b"18024.054725" in content
    assert b"17995" not in content


def test_a_place_the_shown_series_lacks_is_named_with_its_source(
    reference: Reference, store: Store
) -> None:
    text = page(reference, store, ORIGIN, "?areas=AFG")
    assert "7,787.1 per 100,000 (Throughline calculations; not in the series shown)" in text


@pytest.mark.parametrize("given", ["undesa", "nobody"])
def test_a_provider_without_the_indicator_is_told(
    reference: Reference, store: Store, given: str
) -> None:
    search = f"?publisher={given}&areas=VEN"
    ctx, (problem,) = read_address(f"/indicators/{ORIGIN}", search, reference, store)
    assert (problem.kind, problem.given) == ("publisher", given)
    assert "publisher" not in problem.choices[0][1]
    assert ctx.state.option("publisher") == ""


def test_a_part_year_is_no_end_of_a_change(reference: Reference, store: Store) -> None:
    """Down from 6,289 (2017) to 3,780 (2025) is what was said of a year that ends in September."""
    ctx, _ = read_address(f"/indicators/{MISSING}", "", reference, store)
    part = json.dumps(indicator_page.part(ctx), cls=PlotlyJSONEncoder, ensure_ascii=False)
    assert "9,191" in part
    assert "2024" in part
    assert "3,780" not in part
    assert store.latest(MISSING)[WORLD] == (2024, 9191.0)


@pytest.mark.parametrize("lang", languages())
def test_a_world_sum_says_of_how_many_and_of_whom(
    reference: Reference, store: Store, lang: str
) -> None:
    text = page(reference, store, PAID, f"?lang={lang}")
    for figure in ("153", "217", "90,0" if lang == "fr" else "90.0", "2022"):
        assert figure in text
    ctx, _ = read_address(f"/indicators/{PAID}", f"?areas={WORLD}&lang={lang}", reference, store)
    _, content = export.csv_file(ctx, "line", "https://example.org")
    assert ("our sum of the 153" if lang == "en" else "notre somme des 153") in content.decode()
