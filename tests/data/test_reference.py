"""The shipped reference tables: what they hold, and that a damaged copy is refused in full."""

import csv
import json
import math
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from data.missing_texts import missing_texts
from data.reference_lists import Reference, ReferenceListError, load_reference

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "reference"
WORLD = ROOT / "assets" / "topojson" / "world_110m.json"

SMALLEST_PX2 = 4
# a map 1100 px wide; Equal Earth: x = 2 * sqrt(3) * lon / (3 * A1) on the equator, A1 = 1.340264
PX_PER_RADIUS = 1100 / (4 * math.sqrt(3) * math.pi / (3 * 1.340264))


@pytest.fixture(scope="module")
def ref() -> Reference:
    return load_reference(FOLDER)


def cells(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def french_texts() -> list[tuple[str, int, str, str]]:
    folder = FOLDER / "texts" / "fr"
    own = [p.stem for p in sorted(folder.glob("*.csv")) if (FOLDER / p.name).is_file()]
    return [
        (name, line, column, text)
        for name in own
        for line, row in enumerate(cells(f"texts/fr/{name}"), start=2)
        for column, text in row.items()
        if column not in cells(name)[0]
    ]


def test_the_spine_is_complete(ref: Reference) -> None:
    kinds = [(t.theme_id, t.kind) for t in ref.themes.values()]
    assert kinds == [(f"ts{n}", "thematic_session") for n in range(1, 7)] + [
        (f"km{n}", "key_message") for n in range(1, 4)
    ]
    assert list(ref.objectives) == [str(n) for n in range(1, 24)]
    assert list(ref.goals) == [str(n) for n in range(1, 18)]
    assert Counter(link.kind for link in ref.links)["objective_target"] == 131
    assert len({t.slug for t in ref.themes.values()}) == len(ref.themes)
    assert all(ref.links_from("theme_objective", theme) for theme in ref.themes)


def test_countries_are_the_members_and_the_two_observers(ref: Reference) -> None:
    kinds = Counter(area.kind for area in ref.areas.values())
    assert kinds["country"] == 193 + 2
    assert {ref.areas["VAT"].kind, ref.areas["PSE"].kind} == {"country"}
    assert {ref.areas[c].kind for c in ("XKX", "PRI", "COK", "CHI")} == {"territory"}
    assert len(ref.countries()) == kinds["country"] + kinds["territory"]
    for area in ref.countries():
        assert re.fullmatch(r"[A-Z]{3}", area.area_code)
        regions = (area.region_code, area.sub_region_code, area.sdg_region_code)
        assert all(regions) or not any(regions), area.area_code
    names = [area.text("short", "en") for area in ref.countries()]
    assert len(set(names)) == len(names)


def test_names_that_software_gets_wrong(ref: Reference) -> None:
    assert ref.areas["NAM"].iso2 == "NA"
    assert ref.areas["XKX"].text("name", "en") == "Kosovo*"
    assert "1244 (1999)" in ref.areas["XKX"].text("note", "fr")
    assert ref.areas["TUR"].text("name", "fr") == "Türkiye"
    assert ref.areas["NLD"].text("name", "en") == "Netherlands (Kingdom of the)"
    assert ref.areas["AFG"].text("name", "ar") == "أفغانستان"
    assert ref.areas["WB:SSF"].text("name", "zh") == "Sub-Saharan Africa [en]"
    assert ref.areas["M49:001"].text("name", "fr") == "Monde"


def test_provider_codes_lead_to_our_areas(ref: Reference) -> None:
    found = {(a.source_id, a.source_code): a.area_code for a in ref.aliases}
    assert found["worldbank", "1W"] == found["worldbank", "WLD"] == found["unsdg", "1"] == "M49:001"
    blank_iso3 = {code: found["worldbank", code] for code in ("XD", "XM", "XN", "XT", "XY")}
    assert list(blank_iso3.values()) == ["WB:HIC", "WB:LIC", "WB:LMC", "WB:UMC", "WB:INX"]
    assert found["worldbank", "LDC"] == "WB:LDC"


def direct_targets(ref: Reference, objective_id: str) -> set[str]:
    links = ref.links_from("objective_target", objective_id)
    return {link.to_id for link in links if link.strength == "direct"}


def test_direct_targets_of_remittances_detention_and_services(ref: Reference) -> None:
    assert direct_targets(ref, "20") == {"10.c", "17.3", "8.10"}
    assert direct_targets(ref, "13") == {"16.3"}
    assert direct_targets(ref, "15") == {"1.4", "3.8", "4.1", "4.2", "4.5", "6.1", "6.2", "11.1"}
    assert sum(len(direct_targets(ref, o)) for o in ref.objectives) == 53


def test_every_target_is_reached_and_every_indicator_hangs_on_its_own(ref: Reference) -> None:
    reached = {link.to_id for link in ref.links if link.kind == "objective_target"}
    assert reached == set(ref.targets)
    own = [li for li in ref.links if li.kind == "target_indicator" and li.strength == "direct"]
    assert {li.to_id: li.from_id for li in own} == {
        i.indicator_id: i.target_id for i in ref.indicators.values() if i.family == "sdg"
    }
    context = {li.to_id for li in ref.links if li.kind == "theme_indicator"}
    assert {ref.indicators[i].family for i in context} == {"context"}


def test_no_link_claims_more_evidence_than_was_seen(ref: Reference) -> None:
    by_kind = {
        kind: {
            (li.from_id, li.to_id) for li in ref.links if li.kind == kind and li.evidence == mark
        }
        for kind, mark in (("theme_objective", "derived"), ("objective_target", "verified"))
    }
    assert len(by_kind["theme_objective"]) == sum(li.kind == "theme_objective" for li in ref.links)
    # one person's post, and the one target that the text of an objective names
    one_post = {("2", t) for t in ("1.5", "11.b", "13.1", "13.2", "15.9")} | {("5", "10.7")}
    assert by_kind["objective_target"] == one_post | {("20", "10.c")}


def test_chain_follows_the_switch(ref: Reference) -> None:
    narrow, wide = ref.chain("ts4"), ref.chain("ts4", direct_only=False)
    assert {row.objective_id for row in narrow} == {"19", "20", "22"}
    assert {row.target_id for row in narrow} == {"10.7", "17.3", "10.c", "8.10", "1.3"}
    assert {row.theme_link.strength for row in narrow} == {"primary"}
    assert {row.objective_link.strength for row in narrow} == {"direct"}
    assert set(narrow) < set(wide)
    assert "secondary" in {row.theme_link.strength for row in wide}
    open_ends = [row for row in ref.chain("ts3") if not row.indicator_id]
    assert {row.target_id for row in open_ends} == {"17.16", "17.9"}
    assert all(row.target_link is None for row in open_ends)


def test_theme_indicators_are_unique_and_invertible(ref: Reference) -> None:
    for theme in ref.themes:
        ids = ref.theme_indicators(theme)
        assert len(set(ids)) == len(ids)
        families = [ref.indicators[i].family for i in ids]
        assert families == sorted(families, reverse=True)  # sdg first, then context
        assert ids[: len(ref.theme_counted(theme))] == ref.theme_counted(theme)
        assert all(theme in ref.indicator_themes(i) for i in ids)
    assert ref.indicator_themes("ctx-population") == ()


def test_series_come_preferred_first_and_measure_the_same_thing(ref: Reference) -> None:
    birth = ref.series_for("sdg-16-9-1-sg-reg-brth")
    assert [(s.source_id, s.priority) for s in birth] == [("unsdg", 1), ("worldbank", 2)]
    codes = {s.source_code for s in ref.series}
    # per 1,000 beside per 10,000; with UNRWA beside without; whole country beside cities
    assert not codes & {"SH.MED.NUMW.P3", "SM.POP.REFG", "EN.ATM.PM25.MC.M3"}
    withheld = {d.source_code for d in ref.defects}
    assert {"SH_MED_DEN", "SI_RMT_COST_SC", "VC_VOV_GDSD", "SG_CPA_MIGRS"} <= withheld
    assert ref.series_for("ctx-mgi") == ()


def test_french_is_there_wherever_english_is(ref: Reference) -> None:
    assert missing_texts(ref, "fr") == []


@pytest.mark.slow
def test_french_is_french() -> None:
    english = re.compile(r"\b(the|and|of|with|from|countries|migrants? who)\b")
    strays = [found for found in french_texts() if english.search(found[-1]) or "'" in found[-1]]
    assert strays == []


def test_labels_are_short_and_wording_is_the_agreed_one(ref: Reference) -> None:
    for target in ref.targets.values():
        assert max(map(len, target.every("label"))) <= 70, target.target_id
    written = (p for p in FOLDER.rglob("*.csv") if p.name != "synonyms.csv")  # words of readers
    text = "\n".join(path.read_text(encoding="utf-8") for path in written)
    assert not re.search(r"\billegal|\bclandestin|sending countries|labor migrants", text, re.I)


def outer_rings() -> dict[str, list[list[tuple[float, float]]]]:
    """Outer rings in degrees of every country polygon of the TopoJSON file."""
    world = json.loads(WORLD.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        arcs.append([])
        for dx, dy, *_ in arc:
            x, y = x + dx, y + dy
            arcs[-1].append((x * sx + tx, y * sy + ty))
    rings: dict[str, list[list[tuple[float, float]]]] = {}
    for shape in world["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            ring = [p for i in polygon[0] for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
            rings.setdefault(shape["id"], []).append(ring)
    return rings


def area_px2(ring: list[tuple[float, float]]) -> float:
    """Area on the map; longitudes are unrolled across the date line first."""
    points, previous = [], ring[0][0]
    for lon, lat in ring:
        previous += (lon - previous + 180) % 360 - 180
        points.append((math.radians(previous), math.sin(math.radians(lat))))
    doubled = sum(
        a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)
    )
    return abs(doubled) / 2 * PX_PER_RADIUS**2


def test_shape_says_what_the_map_can_show(ref: Reference) -> None:
    largest = {code: max(map(area_px2, rings)) for code, rings in outer_rings().items()}
    drawn = {c: "polygon" if px2 >= SMALLEST_PX2 else "tiny" for c, px2 in largest.items()}
    assert {c: a.shape for c, a in ref.areas.items()} == {
        c: drawn.get(c, "none") for c in ref.areas
    }
    for area in ref.countries():
        if area.shape != "polygon" and area.area_code != "UMI":
            assert area.lat is not None, f"{area.area_code} can be shown only as a dot"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "reference"))


def edit(folder: Path, name: str, column: str, line: int, value: str) -> None:
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def test_five_faults_are_reported_together(copy: Path) -> None:
    edit(copy, "consultations", "consultation_id", 3, "nyd")
    edit(copy, "objective_target", "target_id", 5, "99.9")
    edit(copy, "theme_objective", "evidence", 7, "Verified")
    edit(copy, "areas", "lat", 9, "north")
    edit(copy, "texts/en/targets", "label", 4, "")
    with pytest.raises(ReferenceListError) as caught:
        load_reference(copy)
    found = str(caught.value)
    assert len(caught.value.problems) == 5, found
    for fault in (
        "consultations.csv row 3, consultation_id: expected a new key, got ('nyd',) of row 2 again",
        "objective_target.csv row 5, column target_id: expected an id of targets.csv, got '99.9'",
        "theme_objective.csv row 7, column evidence: expected one of verified, recalled, derived",
        "areas.csv row 9, column lat: expected a number, got 'north'",
        "texts/en/targets.csv row 4, column label: expected text, got nothing",
    ):
        assert fault in found


@pytest.mark.parametrize(
    ("name", "column", "value", "expected"),
    [
        ("indicators", "unit", "kilograms", "expected one of persons"),
        ("indicators", "target_value", "a lot", "expected a number"),
        ("indicators", "decimals", "", "expected a number"),
        ("indicator_series", "source_id", "atlas", "expected an id of sources.csv"),
        ("consultations", "theme_ids", "ts1;ts9", "got 'ts9'"),
        ("objective_target", "source_codes", "MDP;HEARSAY", "expected an id of link_sources.csv"),
        ("areas", "region_code", "M49:000", "expected an id of areas.csv"),
        ("theme_indicator", "strength", "direct", "expected one of context"),
    ],
)
def test_one_fault_names_its_cell(
    copy: Path, name: str, column: str, value: str, expected: str
) -> None:
    edit(copy, name, column, 2, value)
    with pytest.raises(ReferenceListError) as caught:
        load_reference(copy)
    (problem,) = caught.value.problems
    assert problem.startswith(f"{name}.csv row 2, column {column}: ")
    assert expected in problem


def test_missing_file_wrong_header_and_ragged_row_are_named(copy: Path) -> None:
    (copy / "goals.csv").unlink()
    edit(copy, "sources", "licence", 1, "license")
    with (copy / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("18.1,18,x\n")
    with pytest.raises(ReferenceListError) as caught:
        load_reference(copy)
    goals, sources, targets = sorted(caught.value.problems)
    assert goals.startswith("goals.csv: expected a file")
    assert "missing: ['licence'], extra: ['license']" in sources
    assert targets.startswith("targets.csv row 79: expected 2 cells, got 3")


def test_reference_lists_do_not_load_pandas() -> None:
    code = "import sys, data.reference_lists; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
