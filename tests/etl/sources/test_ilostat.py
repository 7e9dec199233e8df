"""ILOSTAT: a literal plus, a BOM, tables without rows, modelled values, one class at a time."""

import pytest
import requests

from etl.model import NotServed, SchemaDrift, Wanted
from etl.sources import ilostat
from tests.etl.support import bodies, raw

DATASET = "UNE_2EAP_SEX_AGE_RT_A"
ADULTS = f"{DATASET}:SEX_T:AGE_YTHADULT_YGE15"
YOUNG = f"{DATASET}:SEX_T:AGE_YTHADULT_Y15-24"
COVERED = "SDG_0131_SEX_SOC_RT_A:SEX_T:SOC_CONTIG_TOTAL"
FILE = f"data.{DATASET}.csv"


def cells(code: str, body: bytes | None = None) -> dict[tuple[str, int], tuple[float, str]]:
    frame = ilostat.tidy(
        raw("ilostat", {FILE: body} if body is not None else None), (Wanted(code),)
    )
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def replaced(old: bytes, new: bytes) -> bytes:
    body = bodies("ilostat")[FILE]
    assert old in body
    return body.replace(old, new, 1)


def test_modelled_values_of_one_class() -> None:
    assert cells(ADULTS)["KEN", 2025] == (5.311, "E")
    assert cells(YOUNG)["KEN", 2025] == (11.78, "E")
    assert cells(ADULTS)["NAM", 2021] == (20.922, "E")
    assert cells(COVERED)["KOS", 2022] == (60.8, "A")  # an inquiry, not a model


def test_years_after_the_edition_are_forecasts() -> None:
    toc = bodies("ilostat")["toc.json"].replace(b"10/03/2025", b"10/03/2024")
    frame = ilostat.tidy(raw("ilostat", {"toc.json": toc}), (Wanted(ADULTS),))
    assert set(frame.loc[frame["year"] == 2025, "obs_status"]) == {"F"}
    assert set(frame.loc[frame["year"] == 2024, "obs_status"]) == {"E"}


def test_groups_are_told_from_countries() -> None:
    assert ilostat.aggregates(raw("ilostat")) >= {"X01", "CHA"}
    assert not ilostat.aggregates(raw("ilostat")) & {"KEN", "NAM", "KOS"}


def test_edition_and_title_come_from_the_contents() -> None:
    info = ilostat.describe(raw("ilostat"), (Wanted(ADULTS),))[ADULTS]
    assert info.edition == "2025-03-10"
    assert info.title.endswith("(%); SEX_T, AGE_YTHADULT_YGE15")


def test_lists_keep_a_literal_plus() -> None:
    classes = ("AGE_YTHADULT_Y15-24", "AGE_YTHADULT_YGE15")
    request = ilostat.request_of(DATASET, ("SEX_T", "SEX_T"), classes, ("1990", "2026"))
    sent = requests.Request("GET", "https://rplumber.ilo.org" + request.path).prepare().url
    assert "&classif1=AGE_YTHADULT_Y15-24+AGE_YTHADULT_YGE15&" in str(sent)
    assert "&sex=SEX_T&" in str(sent)


def test_a_header_alone_is_an_unknown_code() -> None:
    with pytest.raises(NotServed, match="a header only"):
        cells(ADULTS, bodies("ilostat")[FILE].split(b"\n")[0] + b"\n")
    with pytest.raises(NotServed, match="rows of SEX_M"):
        cells(f"{DATASET}:SEX_M:AGE_YTHADULT_YGE15")


def test_a_row_without_a_number_keeps_its_reason() -> None:
    body = replaced(b'"AGE_YTHADULT_YGE15",2025,5.311,""', b'"AGE_YTHADULT_YGE15",2025,,"U"')
    value, status = cells(ADULTS, body)["KEN", 2025]
    assert (value != value, status) == (True, "Q")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"2025,5.311", b"2025Q1,5.311"),
        (b"2025,5.311", b"2025,about 5"),
        (b"2025,5.311", b"2024,5.311"),  # a year given twice
        (b'"time"', b'"period"'),
        (b'"KEN"', b'"KE\xff"'),
        (b"2025,5.311", b"2025"),
    ],
)
def test_wrong_rows_are_named(old: bytes, new: bytes) -> None:
    with pytest.raises(SchemaDrift, match="ilostat: https://rplumber.ilo.org/data.UNE"):
        cells(ADULTS, replaced(old, new))


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"error":"deprecated or invalid dataset id"}'])
def test_other_bodies_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="CSV in UTF-8"):
        cells(ADULTS, body)


@pytest.mark.parametrize("code", [DATASET, f"{ADULTS}:X", "a:b:c"])
def test_codes_have_three_parts(code: str) -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        ilostat.read_code(code)


def test_a_dataset_without_a_day_of_update_is_refused() -> None:
    toc = bodies("ilostat")["toc.json"].replace(b"10/03/2025", b"2025-03-10")
    with pytest.raises(SchemaDrift, match="last.update"):
        ilostat.describe(raw("ilostat", {"toc.json": toc}), (Wanted(ADULTS),))
