"""UN SDG: values checked by hand, the headline rule, odd values, the fallback by pages."""

import json
from typing import Any

import pandas as pd
import pytest

from etl.ask.fetch import Fetcher, Page
from etl.model import Request, SchemaDrift, Wanted
from etl.sources import unsdg
from etl.sources.unsdg.answers import csv_frame, read_page
from etl.sources.unsdg.codes import read_value, read_year
from etl.sources.unsdg.headline import AmbiguousError, pick_headline
from tests.etl.support import DATE, bodies, edited, raw

COST = Wanted("SI_RMT_COST")
EXPORT = "data.SI_RMT_COST.csv"
URL = "https://unstats.un.org/SDGAPI/v1/sdg/Series/DataCSV"


def rewritten(change: Any) -> dict[str, bytes]:
    """The export of SI_RMT_COST with its text changed, padded again."""
    text = bodies("unsdg")[EXPORT].rstrip(b"\0").decode()
    return {EXPORT: change(text).encode() + b"\0" * 7}


def test_values_of_an_export() -> None:
    frame = unsdg.tidy(raw("unsdg"), (COST,))
    found = frame.set_index(["source_area", "year"])["value"]
    # Namibia (M49 516), read off the recorded answer of Series/Data.
    assert found["516", 2017] == 27.64
    assert found["516", 2018] == 26.94
    assert set(frame["obs_status"]) == {"A"}
    assert set(frame["vintage"]) == {"2025.Q3.G.02"}
    assert len(frame) == json.loads(bodies("unsdg")["count.SI_RMT_COST.json"])["totalElements"]


def test_footnotes_over_two_lines_and_padding() -> None:
    rows = csv_frame(bodies("unsdg")["data.SG_CPA_MIGRS.csv"], URL)
    assert list(rows["area"]) == ["68", "417", "516", "608"]
    assert rows["note"].iloc[0] == "First line of a footnote,\nand its second."
    assert csv_frame(b"\0" * 64, URL).empty


def test_description_with_unit_and_a_code_that_is_not_listed() -> None:
    infos = unsdg.describe(raw("unsdg"), (COST, Wanted("SL_DOM_TSPD")))
    assert infos["SI_RMT_COST"].provider_unit == "PERCENT"
    assert "percent" in infos["SI_RMT_COST"].units
    assert "not in Series/List" in infos["SL_DOM_TSPD"].not_served
    assert unsdg.tidy(raw("unsdg"), (Wanted("SL_DOM_TSPD"),)).empty


def test_a_unit_nobody_knows_is_an_error() -> None:
    broken = raw("unsdg", rewritten(lambda text: text.replace("PERCENT", "FURLONGS")))
    with pytest.raises(SchemaDrift, match="one known unit of SI_RMT_COST; got FURLONGS"):
        unsdg.describe(broken, (COST,))


@pytest.mark.parametrize(
    ("text", "nature", "expected"),
    [
        ("27.64", "", (27.64, "A")),
        ("27.64", "C", (27.64, "A")),
        ("27.64", "CA", (27.64, "A")),
        ("27.64", "G", (27.64, "A")),
        ("27.64", "E", (27.64, "E")),
        ("27.64", "M", (27.64, "E")),
        ("0", "N", (0.0, "A")),  # the Nature of every World and regional row
        ("N", "", (None, "M")),
        ("N", "N", (None, "M")),
        ("NaN", "C", (None, "O")),
        ("", "", (None, "O")),
        ("<0.1", "E", (None, "Q")),
        (">99", "", (None, "Q")),
    ],
)
def test_odd_values_are_never_zero(text: str, nature: str, expected: tuple[Any, str]) -> None:
    assert read_value(text, nature) == expected


@pytest.mark.parametrize(("text", "nature"), [("some", ""), ("inf", ""), ("1", "X")])
def test_unreadable_values_are_errors(text: str, nature: str) -> None:
    with pytest.raises(ValueError, match="some|inf|Nature 'X'"):
        read_value(text, nature)


def test_years() -> None:
    assert (read_year("2000"), read_year("2000.0")) == (2000, 2000)
    with pytest.raises(ValueError, match="not a whole year"):
        read_year("2000.5")


def cells(**columns: list[str]) -> pd.DataFrame:
    count = len(next(iter(columns.values())))
    return pd.DataFrame({"source_area": ["4"] * count, "year": [2020] * count, **columns})


def test_headline_prefers_totals_then_what_the_registry_names() -> None:
    frame = cells(Sex=["BOTHSEX", "FEMALE", "MALE"], Age=["15+", "15+", "15+"])
    assert list(pick_headline(frame, ["Sex", "Age"], "").index) == [0]
    assert list(pick_headline(frame, ["Sex", "Age"], "Sex=FEMALE;Age=15+").index) == [1]
    national = cells(Location=["ALLAREA", "RURAL"], Skill=["_T", "_T"])
    assert list(pick_headline(national, ["Location", "Skill"], "").index) == [0]


@pytest.mark.parametrize(
    ("breakdown", "why"),
    [
        ("", r"2 rows for area 4, year 2020, differing in Skill: MATH, READ"),
        ("Colour=RED", "no dimension Colour; there are Skill"),
        ("Skill=DANCE", "Skill has no DANCE; it has MATH, READ"),
        ("READ", "not of the form Dimension=VALUE"),
    ],
)
def test_headline_never_picks_silently(breakdown: str, why: str) -> None:
    with pytest.raises(AmbiguousError, match=why):
        pick_headline(cells(Skill=["READ", "MATH"]), ["Skill"], breakdown)


def test_ambiguity_reaches_the_reader_with_source_and_dimension() -> None:
    def widen(text: str) -> str:
        head, _, rows = text.partition("\r\n")
        lines = [line for line in rows.split("\r\n") if line]
        return "\r\n".join(
            [f"{head},[Provider]", *(f"{line},{p}" for line in lines for p in ("BANK", "POST"))]
        )

    with pytest.raises(SchemaDrift, match=r"unsdg: .*Provider: BANK, POST.*breakdown column"):
        unsdg.tidy(raw("unsdg", rewritten(widen)), (COST,))
    chosen = unsdg.tidy(raw("unsdg", rewritten(widen)), (Wanted("SI_RMT_COST", "Provider=POST"),))
    assert set(chosen["breakdown"]) == {"Provider=POST"}


def test_problems_of_several_series_come_at_once() -> None:
    both = {f"data.{c}.csv": b"Goal,Target" for c in ("SI_RMT_COST", "BX_TRF_PWKR")}
    with pytest.raises(SchemaDrift, match="2 more series to be readable.*; a CSV|; columns"):
        unsdg.tidy(raw("unsdg", both), (COST, Wanted("BX_TRF_PWKR")))


def test_global_rows_win_over_national_ones() -> None:
    def add_national(text: str) -> str:
        lines = text.strip().split("\r\n")
        return "\r\n".join([*lines, lines[1].replace(",G,PERCENT", ",N,PERCENT")])

    frame = unsdg.tidy(raw("unsdg", rewritten(add_national)), (COST,))
    assert len(frame) == len(unsdg.tidy(raw("unsdg"), (COST,)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda t: t.replace("SeriesCode", "Code", 1), "columns SeriesCode"),
        (lambda t: t.replace("27.64", "a lot"), "a lot"),
        (lambda t: t.replace(",2017,", ",2017.5,"), "not a whole year"),
        (lambda t: t.replace(",SI_RMT_COST,", ",SI_RMT_BEST,", 1), "SI_RMT_BEST"),
        (lambda t: t.split("\r\n")[0] + "\r\n", "no row"),
        (lambda t: t + "10,10.c,10.c.1,SI_RMT_COST", "Expected 19 columns, got 4"),
    ],
    ids=["column", "value", "year", "series", "empty", "short"],
)
def test_wrong_exports_are_named(change: Any, expected: str) -> None:
    with pytest.raises(SchemaDrift, match=f"unsdg: .*{expected}"):
        unsdg.tidy(raw("unsdg", rewritten(change)), (COST,))


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{}", b"<html>", b'{"data":[{}]}', b'{"data":7}', b'{"data":[],"totalPages":1}'],
)
def test_wrong_pages_are_named(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="unsdg: .*expected"):
        read_page(body, URL)


class Recorded(Fetcher):
    """Answers from the fixtures; remembers what was asked and walked."""

    def __init__(self, found: dict[str, bytes]) -> None:
        self.found, self.names, self.date, self.walked = found, [], DATE, []

    def url(self, request: Request) -> str:
        return unsdg.SOURCE.base_url + request.path

    def ask_all(self, requests: Any) -> dict[str, bytes]:
        listed = list(requests)
        self.names += [r.name for r in listed]
        return {r.name: self.found[r.name] for r in listed}

    def walk(self, page: Any, read: Any) -> None:
        self.walked.append(page(1).name)


def test_asks_only_for_listed_codes_and_falls_back_to_pages() -> None:
    served = bodies("unsdg") | {"releases.json": bodies("unsdg")["series.json"]}
    fetcher = Recorded(served)
    unsdg.fetch(fetcher, (COST, Wanted("SL_DOM_TSPD")))
    lists = ["series.json", "releases.json", "areas.json"]
    assert fetcher.names == [*lists, "count.SI_RMT_COST.json", EXPORT]
    assert fetcher.walked == []
    for export in (b"", b"\0" * 8, bodies("unsdg")[EXPORT].rstrip(b"\0").rpartition(b"\r\n10,")[0]):
        fetcher = Recorded(served | {EXPORT: export})
        unsdg.fetch(fetcher, (COST,))
        assert fetcher.walked == ["page.SI_RMT_COST.0001.json"]


def test_pages_win_over_a_short_export() -> None:
    page = edited("unsdg", "count.SI_RMT_COST.json", lambda value: None)
    found = raw("unsdg", {"page.SI_RMT_COST.0001.json": next(iter(page.values()))})
    frame = unsdg.tidy(found, (COST,))
    assert frame[["source_area", "year", "value"]].to_numpy().tolist() == [["12", 2011, 14.08]]
    declared, rows = read_page(found["page.SI_RMT_COST.0001.json"], URL)
    assert isinstance(declared, Page)
    assert rows[0]["Units"] == "PERCENT"
