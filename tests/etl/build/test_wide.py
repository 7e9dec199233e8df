"""Catalogue indicators and groups: from trimmed answers to the tables, and what stays out."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.groups import read_groups
from data.mapped_tables import StoreError
from data.reference_lists import load_reference
from data.schema.contract import TableError
from data.store import Store
from etl.__main__ import main
from etl.build.groups import check_groups, empty_groups
from etl.build.load import read_tables
from etl.model import SchemaDrift, Wanted
from etl.sources import discover, unsdg, worldbank
from etl.verify import verify
from tests.etl.support import SOURCES, bodies, edited, land, make_data_dir, raw

WIDE = Wanted("NY.GDP.MKTP.CD", every=True, named=False)
DATA, TITLE = "data_NY.GDP.MKTP.CD.json", "title_NY.GDP.MKTP.CD.json"
RETIRED = b'[{"message":[{"id":"175","key":"Invalid format","value":"deleted or archived"}]}]'
RETIRED_XML = (
    b'\xef\xbb\xbf<?xml version="1.0"?><wb:error xmlns:wb="http://www.worldbank.org">'
    b'<wb:message id="175" key="Invalid format">Not found.</wb:message></wb:error>'
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_data_dir(tmp_path_factory.mktemp("wide") / "data")
    assert build(folder) == 0
    return folder


def build(folder: Path, *more: str) -> int:
    return main(["build", *SOURCES, *more, "--data-dir", str(folder), "--quiet"])


def catalogue(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "tables" / "catalogue.json").read_text("utf-8"))


def test_a_catalogue_indicator_has_rows_and_an_entry(built: Path) -> None:
    store = Store(built)
    matrix = store.matrix("wb-ny-gdp-mktp-cd", "worldbank")
    assert matrix is not None
    # Read off the recorded answer: gross domestic product of the Kyrgyz Republic.
    assert matrix.cell("KGZ", 2022) == (12134931017.9465, "A")
    assert matrix.unit == "as_published"
    entry = catalogue(built)["indicators"]["wb-ny-gdp-mktp-cd"]
    assert entry["title"] == "GDP (current US$)"
    assert entry["provider_unit"] == "current US$"
    assert (entry["source_code"], entry["source_id"]) == ("NY.GDP.MKTP.CD", "worldbank")
    assert (entry["licence"], entry["breakdowns"], entry["total"]) == ("CC BY-4.0", 0, True)
    rows = read_tables(built).observations
    assert entry["rows"] == (rows["indicator_id"] == "wb-ny-gdp-mktp-cd").sum()


def test_a_series_of_the_sdg_database_keeps_where_it_belongs(built: Path) -> None:
    entry = catalogue(built)["indicators"]["unsd-si-rmt-cost"]
    assert (entry["goals"], entry["targets"], entry["indicators"]) == (["10"], ["10.c"], ["10.c.1"])
    assert (entry["provider_unit"], entry["edition"]) == ("PERCENT", "2025.Q3.G.02")
    matrix = Store(built).matrix("unsd-si-rmt-cost", "unsdg")
    assert matrix is not None
    assert matrix.cell("NAM", 2017) == (27.64, "A")


def test_a_series_of_the_registry_is_not_stored_twice(built: Path) -> None:
    rows = read_tables(built).observations
    assert "wb-sp-pop-totl" not in set(rows["indicator_id"])
    assert "ctx-population" in set(rows["indicator_id"])
    assert "wb-sp-pop-totl" not in catalogue(built)["indicators"]
    assert not set(catalogue(built)["indicators"]) & {
        k.split("|")[0] for k in catalogue(built)["series"]
    }
    assert verify(built, {k: m for k, m in discover().items() if k in SOURCES}) == []


@pytest.mark.parametrize(
    ("replaced", "reason", "words"),
    [
        ({DATA: RETIRED}, "not_served", "175"),
        ({DATA: RETIRED_XML}, "not_served", "175"),
        ({DATA: b"<html>Service is being restarted</html>"}, "unreadable", "JSON, not markup"),
        ({TITLE: b"[]"}, "unreadable", "begins with an object"),
        (
            edited("worldbank", DATA, lambda a: a[1][0].update(date="2022Q1")),
            "unreadable",
            "2022Q1",
        ),
    ],
    ids=["json", "xml", "markup", "title", "row"],
)
def test_what_cannot_be_had_is_listed_and_stops_nothing(
    tmp_path: Path, replaced: dict[str, bytes], reason: str, words: str
) -> None:
    folder = make_data_dir(tmp_path / "data", ("unhcr", "unsdg"))
    text = (folder / "reference" / "indicator_series.csv").read_text("utf-8")
    kept = [line for line in text.splitlines() if "NY.GDP.MKTP.CD" not in line]
    (folder / "reference" / "indicator_series.csv").write_text("\n".join(kept) + "\n", "utf-8")
    land(folder, "worldbank", replaced)
    assert build(folder) == 0
    found = catalogue(folder)
    (record,) = [w for w in found["withheld"] if w["indicator_id"] == "wb-ny-gdp-mktp-cd"]
    assert record["reason"] == reason
    assert words in record["detail"]
    assert "wb-ny-gdp-mktp-cd" not in found["indicators"]
    assert "wb-ny-gdp-mktp-cd" in (folder / "README.md").read_text("utf-8")


def test_a_defective_series_stays_out(tmp_path: Path) -> None:
    folder = make_data_dir(tmp_path / "data")
    path = folder / "reference" / "series_defects.csv"
    path.write_text(path.read_text("utf-8") + "unsdg,2025.Q3,SI_RMT_COST,mixed,\n", "utf-8")
    assert build(folder) == 0
    found = catalogue(folder)
    reasons = {w["indicator_id"]: w["reason"] for w in found["withheld"]}
    assert reasons["unsd-si-rmt-cost"] == "defect_mixed"
    assert "unsd-si-rmt-cost" not in found["indicators"]


def test_a_source_that_is_not_built_keeps_its_entries(tmp_path: Path) -> None:
    folder = make_data_dir(tmp_path / "data")
    assert build(folder) == 0
    before = catalogue(folder)["indicators"], read_tables(folder).groups
    assert main(["build", "unhcr", "--data-dir", str(folder), "--quiet"]) == 0
    assert catalogue(folder)["indicators"] == before[0]
    pd.testing.assert_frame_equal(read_tables(folder).groups, before[1])


def test_units_stated_and_units_in_titles() -> None:
    info = worldbank.describe(raw("worldbank"), (WIDE,))["NY.GDP.MKTP.CD"]
    assert info.provider_unit == "current US$"
    stated = edited(
        "worldbank",
        TITLE,
        lambda a: a[1][0].update(unit="US$", topics=[{"id": "3", "value": "Economy "}]),
    )
    info = worldbank.describe(raw("worldbank", stated), (WIDE,))["NY.GDP.MKTP.CD"]
    assert (info.provider_unit, info.subjects) == ("US$", (("topics", ("Economy",)),))
    plain = worldbank.describe(raw("worldbank"), (Wanted("SP.POP.TOTL"),))["SP.POP.TOTL"]
    assert plain.provider_unit == ""


@pytest.mark.parametrize(
    ("module", "code"), [(worldbank, "NY.GDP.MKTP.CD"), (unsdg, "SI_RMT_COST")]
)
def test_a_series_that_was_read_is_described_as_before(module: Any, code: str) -> None:
    found = raw(module.SOURCE.id)
    infos = [
        module.describe(found, (Wanted(code, every=True, named=False, has_rows=known),))
        for known in (False, True)
    ]
    assert infos[0] == infos[1]
    assert infos[0][code].title


def test_every_wide_series_has_its_own_indicator(reference: Any) -> None:
    ids = [w.indicator_id for w in reference.wide]
    assert len(ids) == len(set(ids)) > 800
    assert not set(reference.catalogue_series) & set(reference.indicators)
    chosen = {(s.source_id, s.source_code) for s in reference.series}
    assert not any(
        (s.source_id, s.source_code) in chosen for s in reference.catalogue_series.values()
    )


def test_groups_of_namibia_and_others(built: Path) -> None:
    found = read_groups(built)
    # Read off the recorded country list; NA is Namibia's two letters and the aggregates' region.
    assert found["wb_income"]["NAM"] == "WB:UMC"
    assert found["wb_region"]["NAM"] == "WB:SSF"
    assert found["wb_lending"]["KGZ"] == "WB:IDX"
    assert set(found["wb_income"]) == {"AFG", "KGZ", "NAM", "PHL", "XKX"}
    assert set(read_tables(built).groups["vintage"]) == {"2026-11-23"}
    known = load_reference(built / "reference").areas
    assert {g for of in found.values() for g in of.values()} <= set(known)


def no_group(answer: Any) -> None:
    next(r for r in answer[1] if r["id"] == "NAM")["incomeLevel"]["id"] = "NA"


def no_field(answer: Any) -> None:
    del next(r for r in answer[1] if r["id"] == "NAM")["lendingType"]


def nobody(answer: Any) -> None:
    answer[1] = [r for r in answer[1] if r["region"]["value"] == "Aggregates"]
    answer[0]["total"] = len(answer[1])


@pytest.mark.parametrize(
    ("change", "expected"),
    [(no_group, "incomeLevel; got 'NA' for NAM"), (no_field, "lendingType"), (nobody, "economy")],
)
def test_an_economy_without_a_group_is_an_error(change: Any, expected: str) -> None:
    with pytest.raises(SchemaDrift, match=expected):
        worldbank.groups(raw("worldbank", edited("worldbank", "countries.json", change)))


def test_a_name_with_a_trailing_space_changes_nothing() -> None:
    spaced = bodies("worldbank")["countries.json"].replace(b'"Aggregates"', b'"Aggregates "')
    changed = raw("worldbank", {"countries.json": spaced})
    assert worldbank.groups(changed) == worldbank.groups(raw("worldbank"))


def test_the_contract_of_the_groups_table(tmp_path: Path) -> None:
    row = {"area_code": "NAM", "scheme": "wb_income", "group_code": "WB:UMC", "since": "2024"}
    frame = pd.DataFrame([row | {"vintage": "2024", "source_id": "worldbank"}], dtype="str")
    check_groups(frame, {"NAM", "WB:UMC"})
    check_groups(empty_groups(), {"NAM"})
    broken = pd.concat([frame, frame.assign(group_code="WB:XXX", vintage="")])
    with pytest.raises(TableError, match="4 problem"):
        check_groups(broken, {"NAM", "WB:UMC"})
    with pytest.raises(StoreError, match=r"groups\.parquet: the file is missing"):
        read_groups(tmp_path)
