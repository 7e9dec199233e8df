"""Formulas, area codes and the catalogue of sources: what is computed, what is refused."""

import pandas as pd
import pytest

from data.reference_lists import load_reference
from etl.build.areas import AreaError, area_map
from etl.build.derive import FormulaError, added, compute, parse_formula
from tests.etl.support import ROOT

FORMULA = "share_pct(A, unhcr/population:refugees:asylum)"
INPUTS = (("worldbank", "A"), ("unhcr", "population:refugees:asylum"))


def rows(values: dict[str, float | None], status: str = "A", vintage: str = "2024") -> pd.DataFrame:
    frame = pd.DataFrame({"area_code": list(values), "value": list(values.values())})
    return frame.astype({"value": "float64"}).assign(year=2020, obs_status=status, vintage=vintage)


def test_a_share_carries_missing_through_and_never_divides_by_zero() -> None:
    part = rows({"NAM": 5.0, "PHL": None, "KGZ": 1.0, "AFG": 2.0})
    whole = rows({"NAM": 20.0, "PHL": 10.0, "KGZ": 0.0, "DEU": 3.0}, "E", "2025")
    found = compute(FORMULA, dict(zip(INPUTS, (part, whole), strict=True))).set_index("area_code")
    editions = "worldbank 2024; unhcr 2025"
    assert found.loc["NAM", ["value", "obs_status", "vintage"]].tolist() == [25.0, "E", editions]
    assert found.loc[["PHL", "KGZ"], "obs_status"].tolist() == ["O", "O"]
    assert found.loc[["PHL", "KGZ"], "value"].isna().all()
    assert set(found.index) == {"NAM", "PHL", "KGZ"}  # only where both sides have a row


@pytest.mark.parametrize(("name", "expected"), [("per_1000", 6.4), ("per_capita", 0.0064)])
def test_rates_per_head(name: str, expected: float) -> None:
    """6,400 people in a million are 6.4 in a thousand."""
    formula = FORMULA.replace("share_pct", name)
    pair = (rows({"NAM": 6400.0}), rows({"NAM": 1_000_000.0}))
    found = compute(formula, dict(zip(INPUTS, pair, strict=True)))
    assert found["value"].tolist() == pytest.approx([expected])


def test_refugees_by_origin_as_the_indicator_counts_them() -> None:
    """Venezuela 2024: UNHCR at the end of the year, World Bank in the middle of it."""
    count = {"VEN": 370_169.0, "AFG": 5.0, "ERI": None}
    oip = {"VEN": 5_875_359.0, "ERI": 1.0}
    people = {"VEN": 28_405_543.0, "AFG": 95.0, "ERI": 10.0}
    formula = "per_100k_of_both(unhcr/a + unhcr/b, P)"
    inputs = {
        ("unhcr", "a"): rows(count),
        ("unhcr", "b"): rows(oip),
        ("worldbank", "P"): rows(people),
    }
    found = compute(formula, inputs).set_index("area_code")
    both = 370_169 + 5_875_359
    assert found.loc["VEN", "value"] == pytest.approx(1e5 * both / (both + 28_405_543))
    assert found.loc["VEN", "value"] == pytest.approx(17_995.689410, rel=0.002)  # as published
    assert found.loc["AFG", "value"] == 5_000  # five left, ninety-five stayed
    assert found.loc["ERI", "obs_status"] == "O"
    assert found.loc["VEN", "vintage"] == "unhcr 2024; worldbank 2024"


@pytest.mark.parametrize(
    ("status", "value", "expected"),
    [("A", 2.0, 7.0), ("L", None, 5.0), ("M", None, 5.0), ("Q", None, None), ("O", None, None)],
)
def test_a_part_with_nothing_to_count_adds_nothing(
    status: str, value: float | None, expected: float | None
) -> None:
    found = added([rows({"NAM": 5.0}), rows({"NAM": value}, status)])
    assert found["value"].astype(object).where(found["value"].notna(), None).tolist() == [expected]
    assert found["obs_status"].tolist() == ["A" if expected else "O"]


def test_what_rests_on_a_part_year_is_a_part_year() -> None:
    pair = (rows({"NAM": 1.0}, "P"), rows({"NAM": 2.0}, "E"))
    found = compute(FORMULA, dict(zip(INPUTS, pair, strict=True)))
    assert found["obs_status"].tolist() == ["P"]


def test_formulas_are_read_or_refused() -> None:
    assert parse_formula(FORMULA).inputs == INPUTS
    for text in (
        "A / B",
        "median(A, B)",
        "share_pct(A)",
        "share_pct(A, B, C)",
        "origin_total(a/b + a/c)",
        "",
    ):
        with pytest.raises(FormulaError, match=r"indicator_series\.csv: formula"):
            parse_formula(text)
    with pytest.raises(FormulaError, match="no rows of worldbank/A, unhcr/population"):
        compute(FORMULA, {})


def test_area_codes_of_each_provider() -> None:
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    assert areas.translate("worldbank", ["NAM", "WLD", "SSF"]) == {
        "NAM": "NAM",
        "WLD": "M49:001",
        "SSF": "WB:SSF",
    }
    assert areas.translate("unsdg", ["516", "1", "4", "004", "412"]) == {
        "516": "NAM",
        "1": "M49:001",
        "4": "AFG",
        "004": "AFG",
        "412": "XKX",
    }
    found = areas.translate("unhcr", ["AUS", "UNK", "XXA", "TIB"])
    assert found == {"AUS": "AUS", "UNK": "OTH:UNK", "XXA": "OTH:XXA", "TIB": "OTH:TIB"}


def test_unknown_areas_are_refused_all_at_once() -> None:
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    with pytest.raises(AreaError, match=r"worldbank: unknown area codes QQ1, QQ2\. What to do"):
        areas.translate("worldbank", ["QQ2", "NAM", "QQ1"])
    assert areas.translate("worldbank", ["QQ1"], groupings={"QQ1"}) == {"QQ1": ""}


def pairs(*listed: tuple[str, str, float | None, str]) -> pd.DataFrame:
    names = ["origin_code", "destination_code", "value", "obs_status"]
    frame = pd.DataFrame(listed, columns=names).astype({"value": "float64"})
    return frame.assign(measure="resettlement", year=2020, vintage="2024")


@pytest.mark.parametrize(
    ("side", "expected"),
    [
        ("origin_total", [("IRQ", None, "O"), ("OTH:UNK", 4.0, "A"), ("SYR", 10.0, "E")]),
        ("destination_total", [("CAN", None, "O"), ("NOR", 4.0, "A"), ("USA", 8.0, "E")]),
    ],
)
def test_totals_of_one_side_carry_missing_through(
    side: str, expected: list[tuple[str, float | None, str]]
) -> None:
    """A pair without a number makes the total of both its sides unknown, not smaller."""
    flows = pairs(
        ("SYR", "USA", 7.0, "E"), ("SYR", "NOR", 3.0, "A"), ("OTH:UNK", "NOR", 1.0, "A"),
        ("OTH:UNK", "OTH:UNK", 3.0, "A"), ("IRQ", "USA", 1.0, "A"), ("IRQ", "CAN", None, "Q"),
    )  # fmt: skip
    flows = flows[(side == "origin_total") | (flows["destination_code"] != "OTH:UNK")]
    found = compute(f"{side}(unhcr/resettlement)", {}, {"unhcr": flows})
    found = found[["area_code", "value", "obs_status"]].astype({"value": object})
    listed = found.where(found.notna(), None).itertuples(index=False, name=None)
    assert list(listed) == expected


def test_a_total_needs_a_measure_of_flows() -> None:
    assert parse_formula("origin_total(unhcr/resettlement)").series == ()
    with pytest.raises(FormulaError, match="needs one measure of flows"):
        parse_formula("origin_total(unhcr/resettlement, unhcr/refugees)")
    with pytest.raises(FormulaError, match="unhcr has no flows of measure 'resettled'"):
        compute("origin_total(unhcr/resettled)", {}, {"unhcr": pairs(("SYR", "USA", 7.0, "A"))})
