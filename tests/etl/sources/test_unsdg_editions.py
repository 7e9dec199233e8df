"""UN SDG in two editions: which is newer, which serves a place, and that nothing is spliced.

The fixtures are trimmed answers of both releases: nine areas, from 2016 on.
"""

import json
from typing import Any

import pandas as pd
import pytest

from etl.ask.snapshots import Raw
from etl.build.tasks import describe
from etl.model import SchemaDrift, Wanted
from etl.sources import unsdg
from etl.sources.unsdg.editions import is_listed, newest_sound, release_order
from tests.etl.sources.test_unsdg import Recorded
from tests.etl.support import DATE, FIXTURES

OLD, NEW = "2023-12-17", "2025.Q3.G.02"
COST = Wanted("SI_RMT_COST")
NURSES = Wanted("SH_MED_DEN", "Type of occupation=NURSMID", every=True)
JOBLESS = Wanted("SL_TLF_UEM", "Age=15+", every=True)
NEW_COST = f"data.SI_RMT_COST@{NEW}.csv"
WORLD, AFGHANISTAN, PHILIPPINES = "1", "4", "608"


def bodies(**replaced: bytes) -> dict[str, bytes]:
    folder = FIXTURES / "unsdg_editions"
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())} | replaced


def editions(**replaced: bytes) -> Raw:
    found = bodies(**replaced)
    entry = {"params": [], "retrieved_at": f"{DATE}T08:00:00Z"}
    return Raw(found, {n: entry | {"url": f"https://unstats.un.org/{n}"} for n in found})


def changed(name: str, change: Any) -> dict[str, bytes]:
    return {name: change(bodies()[name].rstrip(b"\0").decode()).encode()}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2023-12-17", "2025.Q3.G.02"),
        ("2025.Q3.G.01", "2025.Q3.G.02"),
        ("2025.Q3.G.09", "2025.Q3.G.10"),  # numbers, not text
        ("2025.Q4.G.01", "2026.Q1.G.01"),
        ("2023.Q3.G.01", "2023-12-17"),  # that day already had the release of the third quarter
        ("2023-12-17", "2023.Q4.G.01"),  # and at most that of the fourth
        ("2021-07-11", "2023-12-17"),
    ],
)
def test_the_order_of_editions_is_declared(older: str, newer: str) -> None:
    assert release_order(older) < release_order(newer)


def test_an_edition_without_an_age_is_refused_where_there_are_several() -> None:
    with pytest.raises(ValueError, match="latest"):
        release_order("latest")
    listed = json.loads(bodies()["releases.json"])
    listed[0] |= {"release": "latest"}
    with pytest.raises(SchemaDrift, match="latest"):
        unsdg.tidy(editions(**{"releases.json": json.dumps(listed).encode()}), (NURSES,))


def test_editions_are_listed_by_their_beginning() -> None:
    assert is_listed(NEW, ("2025.Q3",))
    assert not is_listed("2025.Q30.G.02", ("2025.Q3",))
    assert not is_listed(OLD, ("2025.Q3",))


def vintages(frame: pd.DataFrame, area: str) -> set[str]:
    return set(frame.loc[frame["source_area"] == area, "vintage"])


def test_each_place_comes_whole_from_the_newest_edition_that_has_it() -> None:
    frame = unsdg.tidy(editions(), (COST,))
    assert vintages(frame, AFGHANISTAN) == {OLD}  # the newer one lacks it
    assert vintages(frame, PHILIPPINES) == {NEW}
    world = frame[frame["source_area"] == WORLD]
    assert set(world["vintage"]) == {OLD}
    assert world.set_index("year")["value"].to_dict()[2021] == 6.3
    places = frame.groupby(["source_code", "breakdown", "source_area"])["vintage"].nunique()
    assert (places == 1).all()


def test_rows_without_a_number_are_no_newer_news() -> None:
    def blank(text: str) -> str:
        lines = text.split("\r\n")
        return "\r\n".join(_without_number(x) if ",Philippines," in x else x for x in lines)

    frame = unsdg.tidy(editions(**changed(NEW_COST, blank)), (COST,))
    assert vintages(frame, PHILIPPINES) == {OLD}
    assert frame.loc[frame["source_area"] == PHILIPPINES, "value"].notna().all()


def _without_number(line: str) -> str:
    before, name, after = line.partition(",Philippines,")
    year, _, rest = after.partition(",")
    return before + name + year + ",NaN," + rest.partition(",")[2]


def test_places_without_any_number_keep_the_reason_of_the_newest() -> None:
    row = {"source_code": "X", "breakdown": "", "source_area": "4", "year": 2020}
    new, old = (
        pd.DataFrame([row | {"value": float("nan"), "obs_status": s, "vintage": v}])
        for s, v in (("Q", NEW), ("O", OLD))
    )
    assert newest_sound([new, old])[["obs_status", "vintage"]].to_numpy().tolist() == [["Q", NEW]]


def test_an_edition_listed_as_defective_is_not_used() -> None:
    listed = Wanted(**(vars(NURSES) | {"unsound": ("2025.Q3",)}))
    frame = unsdg.tidy(editions(), (listed,))
    assert set(frame["vintage"]) == {OLD}
    sweden = frame[(frame["source_area"] == "752") & (frame["year"] == 2018)]
    doctors = sweden.set_index("breakdown")["value"]
    assert doctors["Type of occupation=NURSMID"] > doctors["Type of occupation=PHYS"]
    infos, failed = describe(unsdg, editions(), (listed,))
    assert (infos["SH_MED_DEN"].edition, infos["SH_MED_DEN"].broken, failed) == (OLD, "", {})
    both = Wanted(**(vars(NURSES) | {"unsound": ("2025.Q3", OLD)}))
    assert unsdg.tidy(editions(), (both,)).empty
    # The catalogue then says why: the newest edition is one of the list.
    assert unsdg.describe(editions(), (both,))["SH_MED_DEN"].edition == NEW


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: "<html>", "a CSV"),
        (lambda text: text.replace("PERCENT", "PERCENT,1"), "a CSV"),
        (lambda text: text.replace(",2020,", ",2020,about "), "about"),
    ],
    ids=["markup", "cell", "value"],
)
def test_an_edition_that_cannot_be_read_gives_way_and_is_named(change: Any, why: str) -> None:
    broken = editions(**changed(NEW_COST, change))
    frame = unsdg.tidy(broken, (COST,))
    assert set(frame["vintage"]) == {OLD}
    found = Wanted(**(vars(COST) | {"has_rows": True, "vintages": frozenset({OLD})}))
    info = unsdg.describe(broken, (found,))["SI_RMT_COST"]
    assert info.edition == OLD
    assert why in info.broken


def test_a_dimension_that_only_one_edition_has() -> None:
    """Age=15+ is named for a series whose newer edition, here made, has lost its dimensions."""
    listed = json.loads(bodies()["releases.json"])
    entry = next(e for e in listed if e["code"] == "SL_TLF_UEM") | {"release": NEW}
    flat = bodies()[NEW_COST].replace(b"SI_RMT_COST", b"SL_TLF_UEM")
    replaced = {
        "releases.json": json.dumps([*listed, entry]).encode(),
        f"data.SL_TLF_UEM@{NEW}.csv": flat,
    }
    frame = unsdg.tidy(editions(**replaced), (JOBLESS,))
    assert set(frame["vintage"]) == {OLD}
    assert {"Age=15+", "Age=15-24;Sex=FEMALE"} <= set(frame["breakdown"])


def test_sub_series_of_the_older_edition_stand_beside_the_newer_headline() -> None:
    frame = unsdg.tidy(editions(), (Wanted("SI_RMT_COST", every=True), JOBLESS))
    assert set(frame.loc[frame["source_code"] == "SL_TLF_UEM", "vintage"]) == {OLD}
    world = frame[(frame["source_code"] == "SL_TLF_UEM") & (frame["source_area"] == WORLD)]
    assert b",N," in bodies()["data.SL_TLF_UEM.csv"]  # the Nature of aggregates
    assert world["value"].notna().all()
    assert {"Age=15+", "Age=15+;Sex=FEMALE", "Age=15-24"} <= set(world["breakdown"])


def test_the_current_edition_is_asked_as_served_and_another_by_its_release() -> None:
    fetcher = Recorded(bodies())
    unsdg.fetch(fetcher, (COST, Wanted("SL_DOM_TSPD"), JOBLESS))
    assert fetcher.names == [
        *("series.json", "releases.json", "areas.json"),
        *(f"count.SI_RMT_COST@{NEW}.json", "count.SI_RMT_COST.json", "count.SL_TLF_UEM.json"),
        *(NEW_COST, "data.SI_RMT_COST.csv", "data.SL_TLF_UEM.csv"),
    ]
    assert fetcher.walked == []
    short = bodies()[NEW_COST].rstrip(b"\0").rpartition(b"\r\n10,")[0]
    fetcher = Recorded(bodies(**{NEW_COST: short}))
    unsdg.fetch(fetcher, (COST,))
    assert fetcher.walked == [f"page.SI_RMT_COST@{NEW}.0001.json"]


def test_a_service_with_the_current_release_only() -> None:
    current = bodies()["series.json"]
    fetcher = Recorded(bodies(**{"releases.json": current}))
    unsdg.fetch(fetcher, (COST,))
    assert [n for n in fetcher.names if "@" in n] == []
    frame = unsdg.tidy(editions(**{"releases.json": current}), (COST,))
    assert set(frame["vintage"]) == {OLD}
