"""Remittance prices, on a workbook CONSTRUCTED here from the documented sheets and headers.

No published file was at hand: the rows below are invented and only show how the reader counts.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.ask.snapshots import Raw
from etl.model import EtlError, Reply, Request, SchemaDrift, SourceUnavailable, Wanted
from etl.sources import rpw
from tests.etl.workbooks import workbook

HEADER = [
    *("Period", "source_code", "source_name", "Destination Code", "firm", "transparent"),
    *("cc1  lcu amount", "CC1 Total Cost %", "cc2_total_cost_%"),
]
OLD = [["2011_1Q", "DEU", "Germany", "TUR", "A", "yes", 140, 8.0, 4.0]]
NEW = [
    ["2024_1Q", "DEU", "Germany", "TUR", "A", "yes", 180, 6.0, 3.0],
    ["2024_3Q", "DEU", "Germany", "TUR", "A", "yes", 180, 4.0, 2.0],
    ["2024_3Q", "DEU", "Germany", "TUR", "B", "no", 180, 1.0, 1.0],  # hides its exchange rate
    ["2024_3Q", "DEU", "Germany", "NAM", "B", "yes", 180, None, -0.5],
]


def made(header: list[str] = HEADER, new: list[list[Any]] = NEW, sheet: str = "") -> Raw:
    body = workbook(
        {
            "Notes": [["constructed for a test"]],
            sheet or "Dataset (from Q2 2016)": [header, *new],
            "Dataset (up to Q1 2016)": [HEADER, *OLD],
        }
    )
    return around(body)


def around(body: bytes) -> Raw:
    return Raw({rpw.NAME: body}, {rpw.NAME: {"url": f"https://host/{rpw.NAME}", "params": []}})


def test_mean_of_the_services_of_a_year() -> None:
    frame = rpw.flows(made()).set_index(["measure", "origin", "destination", "year"])
    assert frame.loc[("remittance_cost_200_pct", "DEU", "TUR", 2024), "value"] == 5.0
    assert frame.loc[("remittance_cost_500_pct", "DEU", "TUR", 2024), "value"] == 2.5
    assert frame.loc[("remittance_cost_200_pct", "DEU", "TUR", 2011), "value"] == 8.0
    assert frame.loc[("remittance_cost_500_pct", "DEU", "NAM", 2024), "value"] == -0.5
    unknown = frame.loc[("remittance_cost_200_pct", "DEU", "NAM", 2024)]
    assert (unknown["value"] != unknown["value"], unknown["obs_status"]) == (True, "O")
    assert set(frame["vintage"]) == {"2025-Q1"}


def test_the_registry_names_no_series() -> None:
    assert rpw.tidy(made(), ()).empty
    assert rpw.describe(made(), ())["remittance_cost_200_pct"].edition == "2025-Q1"
    with pytest.raises(SchemaDrift, match=r"indicator_series\.csv"):
        rpw.tidy(made(), (Wanted("cost"),))


@pytest.mark.parametrize("name", ["Period", "source_code", "transparent", "CC1 Total Cost %"])
def test_headers_that_do_not_match_are_named(name: str) -> None:
    header = ["other" if cell == name else cell for cell in HEADER]
    plain = name.lower().replace("_", " ")
    with pytest.raises(SchemaDrift, match=f"rpw: https://host/.*none or several of {plain} in"):
        rpw.flows(made(header))


def test_other_sheets_cells_and_units_are_named() -> None:
    with pytest.raises(SchemaDrift, match="the name 'dataset \\(from q2 2016\\)'; got the sheets"):
        rpw.flows(made(sheet="Data"))
    for column, cell in ((0, "first"), (1, "Germany"), (7, "dear")):
        row = [cell if n == column else old for n, old in enumerate(NEW[0])]
        with pytest.raises(SchemaDrift, match="https://host/.*expected a (period|cost)"):
            rpw.flows(made(new=[row]))
    shares = [[*row[:7], 0.06, 0.03] for row in NEW]
    with pytest.raises(SchemaDrift, match="costs in percent, median 1 to 50; got a median of 0.06"):
        rpw.flows(made(new=shares * 3))


@pytest.mark.parametrize("body", [b"", b"<html>", b"PK\x03\x04", workbook({"a": []})])
def test_no_workbook(body: bytes) -> None:
    with pytest.raises(SchemaDrift, match="rpw: https://host/"):
        rpw.flows(around(body))


WHOLE = made()[rpw.NAME]  # once: a workbook holds the time at which it was made


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes(data: st.DataObject) -> None:
    at, more = data.draw(st.integers(0, len(WHOLE) - 1)), data.draw(st.integers(0, 9))
    cut = WHOLE[:at] + data.draw(st.binary(max_size=20)) + WHOLE[at + more :]
    try:
        frame = rpw.flows(around(data.draw(st.sampled_from([cut, WHOLE[:at], cut[at:]]))))
    except EtlError:
        return
    assert len(frame)
    assert (frame["value"].notna() | (frame["obs_status"] == "O")).all()


def test_the_second_host_is_asked_where_the_first_fails() -> None:
    asked: list[str] = []

    class Refusing:
        def ask(self, request: Request) -> Reply:
            asked.append(rpw.SOURCE.url(request))
            if len(asked) == 1:
                raise SourceUnavailable("rpw", asked[0], "HTTP 404", "try later")
            return Reply(b"", 200, {}, "")

    rpw.fetch(Refusing(), ())
    assert asked == [
        "https://datacatalogfiles.worldbank.org/ddh-published/0037898/DR0095523/"
        "rpw_dataset_2011_2025_q1.xlsx",
        "https://remittanceprices.worldbank.org/sites/default/files/rpw_dataset_2011_2025_q1.xlsx",
    ]
