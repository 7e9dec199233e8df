"""Eurostat: values checked by hand, flags, groups, both forms of JSON-stat, wrong answers."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from data.reference_lists import load_reference
from etl.build.areas import area_map
from etl.build.assemble import Part, empty
from etl.build.assemble import _withhold_flows as withhold_flows
from etl.model import SchemaDrift, UnexpectedBodyError, Wanted
from etl.read.jsonstat import read_cube, require_cube
from etl.sources import eurostat
from tests.etl.support import ROOT, bodies, edited, raw

RATE = "lfsa_ergan/A.PC.T.Y15-64.FOR"
RATE_FILE = eurostat.name_of(RATE)
BUSY = b'{"warning":{"status":413,"label":"ASYNCHRONOUS_RESPONSE. Please try again later."}}'


def cells(code: str, **replaced: bytes) -> dict[tuple[str, int], tuple[float, str]]:
    found = raw("eurostat", {eurostat.name_of(code): replaced["body"]} if replaced else None)
    frame = eurostat.tidy(found, (Wanted(code),))
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, zip(frame["value"], frame["obs_status"], strict=True), strict=True))


def test_rates_with_their_flags() -> None:
    rates = cells(RATE)
    assert rates["EL", 2019] == (53.0, "A")
    assert rates["DE", 2020] == (64.0, "B")
    assert rates["FR", 2021] == (57.2, "B")  # flagged "bd": a break, and a definition that differs
    value, status = rates["RO", 2019]  # flagged u without a number
    assert (math.isnan(value), status) == (True, "Q")
    assert ("UK", 2020) not in rates  # listed without data: no row
    info = eurostat.describe(raw("eurostat"), (Wanted(RATE),))[RATE]
    assert (info.edition, info.units) == ("2025-03-01", frozenset({"percent"}))
    assert info.title.endswith("(%); Foreign country")
    assert info.note == "Flagged d (definition differs): 1. Flagged u (low reliability): 3."


def test_thousands_december_and_european_totals() -> None:
    assert cells("lfsa_pganws/A.THS_PER.T.FOR.Y15-64.INAC")["AT", 2024] == (314700.0, "A")
    # 37 months are published; December of a year stands for it, and 2025 has none yet.
    assert cells("migr_asytpsm/M.PER.UA.T.TOTAL") == {
        ("DE", 2024): (1125985.0, "A"),
        ("PL", 2024): (986920.0, "A"),
    }
    born = cells("migr_pop3ctb/A.FOR.TOTAL.NR.T")
    assert born["EU27_2020", 2022] == (56045896.0, "E")  # flagged "ep"
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    codes = areas.translate("eurostat", ["EL", "UK", "XK", "EU27_2020", "NA", "STLS"])
    assert (codes["EL"], codes["UK"]) == ("GRC", "GBR")
    assert (codes["XK"], codes["NA"]) == ("XKX", "NAM")
    assert (codes["EU27_2020"], codes["STLS"]) == ("EU:EU27_2020", "OTH:XXA")


@pytest.mark.parametrize(
    ("flags", "value", "expected"),
    [
        ("bep", 1.0, "E"),
        ("bp", 1.0, "P"),
        ("u", 1.0, "A"),
        ("c", math.nan, "Q"),
        ("z", math.nan, "M"),
        ("m", math.nan, "O"),
        ("", math.nan, "O"),
    ],
)
def test_flags(flags: str, value: float, expected: str) -> None:
    assert eurostat.status(value, flags) == expected


def test_flows_leave_out_groups_nationals_and_european_totals() -> None:
    flows = eurostat.flows(raw("eurostat")).set_index(["measure", "origin", "destination", "year"])
    value = flows["value"]
    assert value["eurostat_asylum_applicants", "UA", "EL", 2022] == 160
    assert value["eurostat_population_by_citizenship", "UK", "DE", 2024] == 66101
    assert value["eurostat_immigration_by_citizenship", "STLS", "DE", 2023] == 732
    assert value["eurostat_temporary_protection", "UA", "PL", 2024] == 986920
    origins, destinations = (set(value.index.get_level_values(n)) for n in (1, 2))
    assert origins == {"SY", "UA", "UK", "STLS"}
    assert "EU27_2020" not in destinations
    assert eurostat.aggregates(raw("eurostat")) == {"EU27_2020"}


def test_defective_editions_are_withheld_and_later_ones_are_not() -> None:
    reference, found = load_reference(ROOT / "data" / "reference"), raw("eurostat")
    flows = eurostat.flows(found)
    infos = dict(eurostat.describe(found, ()))
    part = Part("eurostat", empty(()), empty(()), flows, infos)
    withhold_flows(part, eurostat, reference)
    kept = set(part.flows["measure"])
    assert kept == {"eurostat_asylum_applicants", "eurostat_temporary_protection"}
    assert {w["source_code"] for w in part.withheld} == {"migr_imm1ctz", "migr_pop1ctz"}
    assert {w["reason"] for w in part.withheld} == {"defect_zeros"}
    renewed = edited("eurostat", "data.migr_pop1ctz.A..TOTAL.NR.T.json", new_edition)
    infos = dict(eurostat.describe(raw("eurostat", renewed), ()))
    part = Part("eurostat", empty(()), empty(()), flows, infos)
    withhold_flows(part, eurostat, reference)
    assert "eurostat_population_by_citizenship" in set(part.flows["measure"])


def new_edition(answer: Any) -> None:
    answer["updated"] = "2026-08-10T11:00:00+0200"


def as_arrays(answer: Any) -> None:
    cells_in_all = math.prod(answer["size"])
    answer["value"] = [answer["value"].get(str(i)) for i in range(cells_in_all)]
    answer["status"] = [answer["status"].get(str(i)) for i in range(cells_in_all)]
    for name in answer["id"]:
        category = answer["dimension"][name]["category"]
        category["index"] = sorted(category["index"], key=category["index"].__getitem__)


def test_arrays_and_objects_mean_the_same() -> None:
    assert str(cells(RATE)) == str(
        cells(RATE, body=edited("eurostat", RATE_FILE, as_arrays)[RATE_FILE])
    )


def test_a_table_that_is_not_listed_is_not_served() -> None:
    toc = b"\n".join(
        line for line in bodies("eurostat")["toc.txt"].split(b"\n") if b"ergan" not in line
    )
    found = raw("eurostat", {"toc.txt": toc})
    del found.entries[RATE_FILE]  # type: ignore[attr-defined]
    info = eurostat.describe(found, (Wanted(RATE),))[RATE]
    assert info.not_served == "lfsa_ergan is not in the table of contents"
    assert eurostat.tidy(found, (Wanted(RATE),)).empty


def test_requests_pin_every_dimension_but_place_and_time() -> None:
    request = eurostat.request_of(RATE, 1960)
    assert dict(request.params) == {
        "format": "JSON",
        "lang": "EN",
        "freq": "A",
        "unit": "PC",
        "sex": "T",
        "age": "Y15-64",
        "citizen": "FOR",
        "sinceTimePeriod": "1960",
    }
    assert dict(eurostat.request_of("migr_asytpsm/M.PER..T.TOTAL", 2022).params)[
        "sinceTimePeriod"
    ] == ("2022-01")


@pytest.mark.parametrize("code", ["lfsa_ergan", "lfsa_ergan/A.PC.T", "cats/A", ""])
def test_codes_that_leave_a_dimension_open(code: str) -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        eurostat.read_code(code)


@pytest.mark.parametrize("body", [BUSY, b"<html>", b"[]", b'{"error":[{"status":404}]}', b""])
def test_answers_that_are_no_dataset(body: bytes) -> None:
    with pytest.raises(UnexpectedBodyError):
        require_cube(body)
    with pytest.raises(SchemaDrift, match="eurostat: https://ec.europa.eu"):
        cells(RATE, body=body)


def more_citizens(answer: Any) -> None:
    category = answer["dimension"]["citizen"]["category"]
    category["index"] = {"NAT": 0}


def no_age(answer: Any) -> None:
    answer["id"][answer["id"].index("age")] = "agedef"
    answer["dimension"]["agedef"] = answer["dimension"].pop("age")


def outside(answer: Any) -> None:
    answer["value"]["9999"] = 1


def text_value(answer: Any) -> None:
    answer["value"]["0"] = "12"


def other_size(answer: Any) -> None:
    answer["size"][-1] += 1


def no_date(answer: Any) -> None:
    answer["updated"] = "soon"


def quarters(answer: Any) -> None:
    category = answer["dimension"]["time"]["category"]
    category["index"] = {f"2020-Q{i + 1}": i for i in range(len(category["index"]))}


CHANGES = [more_citizens, no_age, outside, text_value, other_size, no_date, quarters]


@pytest.mark.parametrize("change", CHANGES)
def test_wrong_datasets_are_named(change: Any) -> None:
    with pytest.raises(SchemaDrift, match=f"eurostat: https://ec.europa.eu/{RATE_FILE}: expected"):
        cells(RATE, body=edited("eurostat", RATE_FILE, change)[RATE_FILE])


def test_flags_alone_and_single_categories_are_read() -> None:
    answer = json.loads(bodies("eurostat")[RATE_FILE])
    answer["dimension"]["sex"]["category"] = {"label": {"T": "Total"}}  # index left out
    assert len(read_cube(json.dumps(answer).encode()).rows) == 16


def test_the_contents_skip_folders_and_need_a_table() -> None:
    url = eurostat.SOURCE.base_url
    found = eurostat.read_contents(bodies("eurostat")["toc.txt"], url)
    assert "replay" not in found
    assert found["tps00170"] == "First permits by reason"
    head = bodies("eurostat")["toc.txt"].split(b"\n")[0]
    for body in (head, b"<html>", b'"title"\t"x"\n', b'"title"\xff'):
        with pytest.raises(SchemaDrift, match="contents"):
            eurostat.read_contents(body, url)


def test_fixture_files_are_those_of_the_reader() -> None:
    names = {eurostat.name_of(code) for code in eurostat.FLOW_KEYS.values()}
    assert names <= {path.name for path in Path(ROOT / "tests/fixtures/eurostat").iterdir()}
