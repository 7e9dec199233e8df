"""UN DESA by age and sex: persons of both sheets, names, an edition told by its totals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reference_lists import load_reference
from etl.build.areas import area_map
from etl.model import ByHand, EtlError, SchemaDrift, Wanted
from etl.sources import undesa_ages
from tests.etl.support import ROOT, bodies, raw

WANTED = (Wanted("2019:migrants", every=True), Wanted("2019:population", every=True))
MIGRANTS, POPULATION = "migrants.2019.csv", "population.2019.csv"


def values() -> dict[tuple[str, str, str, int], tuple[float | None, str]]:
    frame = undesa_ages.tidy(raw("undesa_ages"), WANTED)
    key = ["source_code", "breakdown", "source_area", "year"]
    assert not frame.duplicated(key).any()
    rows = frame[[*key, "value", "obs_status"]].itertuples(index=False)
    return {tuple(row[:4]): (row[4], row[5]) for row in rows}


def test_persons_of_each_band_and_sex_as_published() -> None:
    found = values()
    assert found["2019:migrants", "", "WORLD", 2019] == (271_642_105, "A")
    assert found["2019:migrants", "age=Y0T4;sex=F", "WORLD", 1990] == (2_380_795, "A")
    assert found["2019:migrants", "age=Y_GE75", "WORLD", 1990] == (8_444_365, "A")
    # 330648.52799999993 thousand: what is left of 330,648.528 in binary
    assert found["2019:population", "age=Y0T4;sex=M", "WORLD", 1990] == (330_648_528, "A")
    assert found["2019:population", "", "WORLD", 2019] == (7_713_468_100, "A")


def test_two_dots_are_no_figure_and_a_total_may_stand_without_ages() -> None:
    found = values()
    value, status = found["2019:migrants", "age=Y0T4;sex=M", "South Sudan", 1990]
    assert (value != value, status) == (True, "O")
    small = "Bonaire, Sint Eustatius and Saba"
    assert found["2019:population", "", small, 1990] == (13_019, "A")
    assert found["2019:population", "age=Y0T4", small, 1990][1] == "O"


def test_bands_of_a_country_add_up_to_its_total() -> None:
    found = values()
    bands = [b for b in undesa_ages.breakdowns() if "age=" in b and "sex=" in b]
    assert len(bands) == len(set(bands)) == 32
    for code in ("2019:migrants", "2019:population"):
        summed = sum(found[code, band, "Germany", 2019][0] or 0 for band in bands)
        assert summed == pytest.approx(found[code, "", "Germany", 2019][0], abs=16)


def test_every_name_has_an_area_or_is_left_out_on_purpose() -> None:
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    names = {name for _, _, name, _ in values()}
    codes = areas.translate("undesa_ages", names, undesa_ages.aggregates(raw("undesa_ages")))
    assert codes["WORLD"] == "M49:001"
    assert (codes["Europe"], codes["EUROPE"]) == ("M49:150", ""), "the same region, twice"
    assert (codes["Côte d'Ivoire"], codes["UN development groups"]) == ("CIV", "")
    own = [row.area_code for row in areas_of("undesa_ages")]
    assert len(own) == len(set(own)) == 266


def areas_of(source_id: str) -> list:
    aliases = load_reference(ROOT / "data" / "reference").aliases
    return [row for row in aliases if row.source_id == source_id]


def test_a_download_is_told_by_its_world_total() -> None:
    for name, body in bodies("undesa_ages").items():
        assert undesa_ages.recognise(body, "2019", "a.csv") == name
    assert undesa_ages.files_of("2019") == (MIGRANTS, POPULATION)
    other = bodies("undesa_ages")[MIGRANTS].replace(b"271642105", b"280598105")
    with pytest.raises(SchemaDrift, match=r"a\.csv: expected a World total of 271,642,105"):
        undesa_ages.recognise(other, "2019", "a.csv")
    with pytest.raises(SchemaDrift, match="expected edition 2019; got 2020"):
        undesa_ages.recognise(other, "2020", "a.csv")


def test_nothing_is_asked_and_the_message_says_what_to_do() -> None:
    with pytest.raises(ByHand, match=r"download them from https.*etl land undesa_ages FILE"):
        undesa_ages.fetch(None, WANTED)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Year,Destination", b"Destination,Year"),
        (b"2019,Germany", b"1990,Germany"),
        (b"2019,Germany", b"19,Germany"),
        (b"271642105", b"271 642 105"),
        (b"271642105", b"-1"),
        (b"271642105", b"1,2"),
    ],
)
def test_another_shape_is_named(old: bytes, new: bytes) -> None:
    changed = bodies("undesa_ages")[MIGRANTS].replace(old, new)
    with pytest.raises(SchemaDrift, match=r"undesa_ages: https.*migrants\.2019\.csv: expected"):
        undesa_ages.tidy(raw("undesa_ages", {MIGRANTS: changed}), WANTED)


def test_codes_of_the_registry() -> None:
    with pytest.raises(SchemaDrift, match=r"indicator_series\.csv"):
        undesa_ages.tidy(raw("undesa_ages"), (Wanted("2024:migrants"),))
    found = undesa_ages.describe(raw("undesa_ages"), WANTED)
    assert {(i.edition, i.provider_unit) for i in found.values()} == {("2019", "persons")}


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes(data: st.DataObject) -> None:
    body = bodies("undesa_ages")[POPULATION]
    at = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(at, min(at + 30, len(body))))
    other = body[:at] + data.draw(st.binary(max_size=12)) + body[end:]
    damaged = raw("undesa_ages", {POPULATION: data.draw(st.sampled_from([other, body[:at]]))})
    try:
        frame = undesa_ages.tidy(damaged, WANTED)
    except EtlError:
        return
    assert ((frame["value"] >= 0) | frame["value"].isna()).all()
