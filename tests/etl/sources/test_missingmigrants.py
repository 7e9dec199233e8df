"""Missing Migrants: records checked by hand, corrections and look-alikes kept, partial years."""

import json
from typing import Any

import pytest

from data.reference_lists import load_reference
from data.schema.contract import Known, TableError
from data.schema.incidents import INCIDENT_MEANINGS, INCIDENTS, check_incidents
from etl.ask.bodies import require_json
from etl.ask.layers import Layer
from etl.build.areas import area_map
from etl.build.assemble import assemble
from etl.build.tasks import InProcess
from etl.model import SchemaDrift, UnexpectedBodyError, Wanted
from etl.sources import missingmigrants as source
from etl.sources.missingmigrants.files import read_history, read_year, require_history
from tests.etl.support import FIXTURES, ROOT, bodies, edited, land, raw

pytestmark = pytest.mark.slow


ID = "missingmigrants"
WANTED = (Wanted(source.CODE),)
URL = "https://missingmigrants.iom.int/x"


def records() -> dict[str, dict[str, Any]]:
    return {row["incident_id"]: row for row in source.records(raw(ID)).to_dict("records")}


def empty(value: object) -> bool:
    return value is None or value != value


def test_records_as_published() -> None:
    found = records()
    first = found["2014.MMP00001"]
    assert (first["date"], first["year"], first["lat"]) == ("2014-01-06", 2014, 31.650259)
    assert (first["dead"], first["total"], first["males"]) == (1, 1, 1)
    assert empty(first["missing"])
    assert empty(first["survivors"])
    assert (first["route"], first["source_quality"]) == ("US-Mexico border crossing", 5)
    # 18 April 2015, the worst one; the year's file writes it "1,022".
    assert found["2015.MMP00108"]["total"] == 1022
    assert found["2014.MMP00259"]["type"] == "Cumulative Incident"
    assert empty(found["2014.MMP00259"]["route"])


def test_what_is_not_known_stays_empty() -> None:
    found = records()
    assert found["2020.MMP01097"]["date"] == "2020-01"  # a month, no day
    assert empty(found["2022.MMP2290"]["lat"])
    assert empty(found["2022.MMP2290"]["lon"])


def test_corrections_of_the_provider_stay_and_add_up() -> None:
    one = records()["2024.MMP04771307"]  # 38 people first missing were found dead
    assert (one["dead"], one["missing"], one["total"], one["survivors"]) == (39, -38, 1, -1)


def test_a_byte_order_mark_inside_the_file_is_no_part_of_an_id() -> None:
    assert records()["2016.MMP007677"]["event_id"] == "2016.MMP007677"


def test_parts_of_a_split_incident_are_not_duplicates() -> None:
    """The history counts the alike rows of the year's file: 5 + 2 + 8 are 15, not 12."""
    year = read_year(bodies(ID)["year.2021.json"], URL, 2021)
    parts = year[year["event_id"] == "2021.MMP00141"]
    assert (parts.duplicated().sum(), parts["total"].sum()) == (2, 15)
    history = read_history(bodies(ID)["history.csv"], URL)
    assert history[history["event_id"] == "2021.MMP00141"]["total"].sum() == 15
    ids = [name for name in records() if name.startswith("2025.MMP0610")]
    assert ids == ["2025.MMP0610#1", "2025.MMP0610#2", "2025.MMP0610#3"]


def test_equal_records_of_the_history_are_removed_and_counted() -> None:
    body = bodies(ID)["history.csv"]
    last = body.splitlines(keepends=True)[-1]
    twice = raw(ID, {"history.csv": body + last})
    assert len(source.records(twice)) == len(source.records(raw(ID)))
    assert source.notes(twice)["exact_duplicates_removed"] == 1
    assert source.notes(raw(ID))["exact_duplicates_removed"] == 0


def test_years_that_are_not_full_are_provisional_and_named() -> None:
    frame = source.tidy(raw(ID), WANTED)
    cells = {(a, y): (v, s) for _, _, a, y, v, s, _ in frame.itertuples(index=False)}
    assert cells["Sudan", 2014] == (10, "A")  # 3 + 6 + 1
    assert cells["Italy", 2024] == (67, "P")  # 65 + 1 + 1
    assert {s for (_, y), (_, s) in cells.items() if y in (2024, 2025)} == {"P"}
    assert ("Italy", 2014) not in cells  # nobody recorded one: no row, no zero
    info = source.describe(raw(ID), WANTED)[source.CODE]
    assert (info.edition, info.units) == ("2025-09-08", frozenset({"persons"}))
    assert info.note == "Not full years: 2024 stops on 2024-11-15, 2025 stops on 2025-09-08."
    notes = source.notes(raw(ID))
    assert notes["years_not_full"] == {"2024": "2024-11-15", "2025": "2025-09-08"}
    assert (notes["years_from_their_own_file"], notes["records_alike_but_kept"]) == ([2025], 2)


def full_2024() -> dict[str, bytes]:
    """The year's file of June 2025, trimmed: it goes to the end of December."""
    return {"year.2024.json": (FIXTURES / "missingmigrants_2024_full.json").read_bytes()}


def test_a_year_whose_file_goes_to_its_end_is_full(tmp_path: Any) -> None:
    """2024 is then the last year that may be compared; 2025 stops in September."""
    reference = load_reference(ROOT / "data" / "reference")
    layer = Layer(land(tmp_path, ID, full_2024()), None)
    part = assemble(source, [layer], reference, area_map(reference), InProcess())
    rows = part.observations[part.observations["indicator_id"] == "ctx-missing-migrants"]
    for code in ("M49:001", "M49:142"):  # the World, and Asia as one of the regions
        area = rows[rows["area_code"] == code].set_index("year")
        assert area.loc[2024, "obs_status"] == "A"
    world = rows[rows["area_code"] == "M49:001"].set_index("year")
    assert (world.loc[2024, "value"], world.loc[2025, "obs_status"]) == (2 + 1 + 2, "P")
    assert {s for y, s in world["obs_status"].items() if y < 2025} == {"A"}
    assert set(rows.loc[rows["year"] == 2025, "obs_status"]) == {"P"}


def test_records_without_a_region_are_kept_and_told_of() -> None:
    given = raw(ID, full_2024())
    bare = source.records(given).set_index("incident_id").loc["2024.GDI2885"]
    assert (bare["source_area"], bare["total"]) == ("Iran (Islamic Republic of)", 1)
    assert all(empty(bare[name]) for name in ("region", "dead", "missing", "children"))
    assert source.notes(given)["records_without_region"] == {"2024": 2}
    note = source.describe(given, WANTED)[source.CODE].note
    assert note == (
        "Not full years: 2025 stops on 2025-09-08. "
        "Records without region, counted in all sums: 2 of 2024."
    )


def test_the_incidents_table(tmp_path: Any) -> None:
    reference = load_reference(ROOT / "data" / "reference")
    layer = Layer(land(tmp_path, ID), None)
    part = assemble(source, [layer], reference, area_map(reference), InProcess())
    check_incidents(part.incidents, Known(reference.areas, {}, 2027))
    rows = part.incidents.set_index("incident_id")
    assert rows.loc["2017.MMP00400", "area_code"] == "HKG"
    assert rows.loc["2020.MMP01388", "area_code"] == "MYT"
    world = part.observations.query(
        "area_code == 'M49:001' and year in (2014, 2024) and indicator_id == 'ctx-missing-migrants'"
    )
    status = dict(zip(world["year"], world["obs_status"], strict=True))
    assert status == {2014: "A", 2024: "P"}
    assert list(part.incidents.columns) == INCIDENTS.names == list(INCIDENT_MEANINGS)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"incident_id": "same"}, "the key is not unique"),
        ({"date": "2014-13"}, "date is not ISO"),
        ({"date": "2013-01-06"}, "date lies in another year"),
        ({"area_code": "QQQ"}, "unknown area"),
        ({"lat": 91.0}, "outside the globe"),
        ({"lat": None}, "half a coordinate"),
        ({"total": -1.0, "dead": None, "missing": None}, "a negative count"),
        ({"total": 2.0, "dead": 1.0, "missing": None}, "do not add up"),
        ({"source_quality": 6.0}, "quality is not 1 to 5"),
        ({"year": 1900, "date": None}, "year outside"),
    ],
)
def test_each_broken_rule_is_named(change: dict[str, Any], rule: str) -> None:
    frame = source.records(raw(ID)).assign(area_code="NAM", source_id=ID)
    frame = frame[INCIDENTS.names].astype({"year": "int16"}).head(2)
    frame = frame.assign(**change).astype(frame.dtypes)
    with pytest.raises(TableError, match=rule):
        check_incidents(frame, Known({"NAM"}, {}, 2027))


def test_a_challenge_page_at_200_is_asked_for_again() -> None:
    for check in (require_history, require_json):
        with pytest.raises(UnexpectedBodyError, match="not markup"):
            check(b"<!doctype html><title>Just a moment...</title>")
    require_history(bodies(ID)["history.csv"])


def other_heading() -> dict[str, bytes]:
    return {"history.csv": bodies(ID)["history.csv"].replace(b"Number of Dead", b"Dead", 1)}


def no_count() -> dict[str, bytes]:
    return {"history.csv": bodies(ID)["history.csv"].replace(b"750,272,1022", b"many,272,1022")}


def numbers() -> dict[str, bytes]:
    return edited(ID, "year.2025.json", lambda rows: rows[0].update(number_missing=3))


def other_year() -> dict[str, bytes]:
    return edited(ID, "year.2025.json", lambda rows: rows[0].update(reported_date="2024-01-01"))


def no_place() -> dict[str, bytes]:
    return edited(ID, "year.2025.json", lambda rows: rows[0].update(location_coodinates="sea"))


def no_key() -> dict[str, bytes]:
    return edited(
        ID,
        "year.2025.json",
        lambda rows: [{k: v for k, v in rows[0].items() if k != "url" and k != "migration_route"}],
    )


@pytest.mark.parametrize("change", [other_heading, no_count, other_year, no_place, numbers, no_key])
def test_wrong_shapes_are_named(change: Any) -> None:
    found = change()
    with pytest.raises(SchemaDrift, match="missingmigrants: https://missingmigrants.iom.int"):
        source.tidy(raw(ID, found), WANTED)


def test_files_without_the_keys_of_2024_are_read() -> None:
    rows = json.loads(bodies(ID)["year.2014.json"])
    assert "country_origin" not in rows[0]
    frame = read_year(bodies(ID)["year.2014.json"], URL, 2014)
    assert set(frame["origin"]) == {""}


def test_unknown_code_of_the_registry() -> None:
    with pytest.raises(SchemaDrift, match="indicator_series.csv"):
        source.tidy(raw(ID), (Wanted("incidents:survivors"),))
