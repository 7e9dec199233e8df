"""UNDP HDR: values of the published file, its encoding and its names of columns."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reference_lists import load_reference
from etl.ask.bodies import UnexpectedBodyError
from etl.build.areas import area_map
from etl.model import EtlError, SchemaDrift, Wanted
from etl.sources import hdr
from tests.etl.support import ROOT, bodies, raw

NAME = hdr.NAME
URL = f"https://hdr.undp.org/{NAME}"


def cells(code: str) -> dict[tuple[str, int], float]:
    frame = hdr.tidy(raw("hdr"), (Wanted(code),))
    assert set(frame["vintage"]) == {"2023-24"}
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, frame["value"], strict=True))


def test_values_and_gaps() -> None:
    index = cells("hdi")
    assert (index["NAM", 2022], index["TUR", 2022], index["ZZK.WORLD", 2022]) == (
        0.61,
        0.855,
        0.739,
    )
    assert ("SOM", 2021) not in index  # blank in the file
    assert index["SOM", 2022] == 0.38
    assert cells("gnipc")["CIV", 2022] == 5376.396062


def test_code_and_year_part_at_the_last_line() -> None:
    women = cells("hdi_f")
    assert women["CIV", 2022] == 0.492226546
    assert {year for _, year in cells("hdi")} == {1990, 2021, 2022}
    with pytest.raises(SchemaDrift, match="columns hd_<year>"):
        cells("hd")


def test_text_nan_is_missing_without_a_reason() -> None:
    frame = hdr.tidy(raw("hdr"), (Wanted("diff_hdi_phdi"),)).set_index("source_area")
    assert frame.loc["RWA", "obs_status"] == "O"
    assert frame["value"].isna().sum() == 1
    assert frame.loc["NAM", "value"] == 3.5


def test_latin_1_and_the_area_na() -> None:
    names = {row["iso3"]: row["country"] for row in hdr.read_rows(raw("hdr"))}
    assert (names["CIV"], names["TUR"]) == ("Côte d'Ivoire", "Türkiye")
    with pytest.raises(UnicodeDecodeError):
        bodies("hdr")[NAME].decode("utf-8")


def test_only_world_of_the_groups_is_ours() -> None:
    areas = area_map(load_reference(ROOT / "data" / "reference"))
    groups = hdr.aggregates(raw("hdr"))
    assert groups == {"ZZE.AS", "ZZK.WORLD"}
    codes = areas.translate("hdr", ["NAM", *groups], groups)
    assert codes == {"NAM": "NAM", "ZZE.AS": "", "ZZK.WORLD": "M49:001"}


def test_units() -> None:
    found = hdr.describe(raw("hdr"), (Wanted("gnipc"), Wanted("loss"), Wanted("mmr")))
    assert found["gnipc"].units == {"usd_ppp"}
    assert found["loss"].units == {"percent"}
    assert (found["mmr"].units, found["mmr"].edition) == (frozenset(), "2023-24")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"iso3,country", b"code,country"),
        (b"\nNAM,", b"\nCIV,"),
        (b"\nNAM,", b"\nNamibia,"),
        (b",0.595,", b",half,"),
        (b",0.595,", b",inf,"),
        (b",0.595,", b",nan,"),
        (b",0.595,", b",0.595,0.6,"),
        (b"hdi_2021", b"hdi_2022"),
    ],
)
def test_wrong_files_are_named(old: bytes, new: bytes) -> None:
    body = bodies("hdr")[NAME]
    assert old in body
    damaged = raw("hdr", {NAME: body.replace(old, new, 1)})
    with pytest.raises(SchemaDrift, match=f"hdr: {URL}: expected"):
        hdr.tidy(damaged, (Wanted("hdi"),))


def test_markup_is_asked_for_again() -> None:
    for body in (b"<html>", b"", b'{"a":1}', b"country,iso3\n"):
        with pytest.raises(UnexpectedBodyError, match="CSV that begins with iso3"):
            hdr.require_csv(body)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_arbitrary_bytes(data: st.DataObject) -> None:
    body = bodies("hdr")[NAME]
    at = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(at, min(at + 30, len(body))))
    other = body[:at] + data.draw(st.binary(max_size=12)) + body[end:]
    head = body.partition(b"\n")[0] + b"\n"
    damaged = raw("hdr", {NAME: data.draw(st.sampled_from([other, body[:at], body[at:], head]))})
    try:
        frame = hdr.tidy(damaged, (Wanted("hdi"),))
    except EtlError:
        return
    assert len(frame)
    assert not frame.duplicated(["source_area", "year"]).any()
    assert (frame["value"].notna() | (frame["obs_status"] == "O")).all()
