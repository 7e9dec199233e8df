"""Peers by migration profile: the distance is what it says, and the same every time."""

import math
from pathlib import Path

import numpy as np
import pytest

from app import Throughline
from callbacks.routing import read_address
from data.peers import COMPONENTS, FEWEST_COMPONENTS, Profiles, nearest, profiles
from data.store import Store
from layouts.compare.peers import of_like_size
from tests.conftest import DATA_DIR, FLOWS, write_tables


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(DATA_DIR)


def test_neighbours_in_migration_are_found(store: Store) -> None:
    """Germany's migrants come from the same places as Austria's; the Gulf states are alike."""
    assert nearest(store, "DEU")[0].area_code == "AUT"
    assert {p.area_code for p in nearest(store, "ARE", 4)} == {"QAT", "KWT", "BHR", "OMN"}


def test_a_distance_is_the_mean_of_its_parts(store: Store) -> None:
    for peer in nearest(store, "KEN", 20):
        known = [p.distance for p in peer.parts.values() if p.distance is not None]
        assert len(known) >= FEWEST_COMPONENTS
        assert peer.distance == pytest.approx(math.sqrt(sum(d * d for d in known) / len(known)))
        assert tuple(peer.parts) == COMPONENTS


def test_the_order_is_by_distance_and_the_same_every_time(store: Store) -> None:
    found = nearest(store, "PHL", 300)
    assert [p.distance for p in found] == sorted(p.distance for p in found)
    profiles.cache_clear()
    assert nearest(store, "PHL", 300) == found
    assert "PHL" not in {p.area_code for p in found}


def test_distances_are_symmetrical(store: Store) -> None:
    there = {p.area_code: p.distance for p in nearest(store, "MEX", 300)}
    for other in ("POL", "NPL", "ZAF"):
        back = {p.area_code: p.distance for p in nearest(store, other, 300)}
        assert back["MEX"] == pytest.approx(there[other])


def test_who_has_too_little_known_has_no_peers_and_is_none(store: Store) -> None:
    found = profiles(store)
    poor = {c for c, n in zip(found.codes, found.known(), strict=True) if n < FEWEST_COMPONENTS}
    assert {"GLP", "TWN"} <= poor
    assert all(nearest(store, code) == () for code in poor)
    assert not poor & {p.area_code for p in nearest(store, "FRA", 300)}
    assert nearest(store, "M49:001") == ()
    assert nearest(store, "nowhere") == ()


def test_the_parts_show_the_published_values(store: Store) -> None:
    share, remittances = store.latest("ctx-migrant-share"), store.latest("ctx-remit-received-gdp")
    peer = nearest(store, "MEX")[0]
    assert peer.parts["share"].own == share["MEX"][1]
    assert peer.parts["share"].other == share[peer.area_code][1]
    assert peer.parts["remittances"].other == remittances[peer.area_code][1]


def test_the_corridor_part_is_the_overlap_of_origins(store: Store) -> None:
    """Recomputed for one pair straight from the bilateral cells."""
    found: Profiles = profiles(store)

    def shares(code: str) -> dict[str, float]:
        cells = store.flows("migrant_stock", destination=code)
        own = {
            f.origin_code: f.value
            for f in cells
            if f.year == found.corridor_year and f.value and ":" not in f.origin_code
        }
        return {o: v / sum(own.values()) for o, v in own.items()}

    one, other = shares("DEU"), shares("AUT")
    overlap = sum(min(v, other.get(o, 0.0)) for o, v in one.items())
    i, k = found.codes.index("DEU"), found.codes.index("AUT")
    assert found.overlap[i, k] == pytest.approx(overlap)
    assert found.overlap[i, i] == pytest.approx(1)
    scores = found.scores[~np.isnan(found.scores[:, 0]), 0]
    assert scores.mean() == pytest.approx(0, abs=1e-9)
    assert scores.std() == pytest.approx(1)


def test_tables_without_these_series_give_no_peers(tmp_path: Path) -> None:
    row = ("ctx-hdi", "hdr", "", "DEU", 2023, 0.9, "score_1", "A", "2024")
    write_tables(tmp_path / "data" / "tables", [row], FLOWS)
    assert nearest(Store(tmp_path / "data"), "DEU") == ()


def test_countries_of_like_size_are_the_nearest_by_ratio(app: Throughline) -> None:
    ctx, _ = read_address("/compare", "areas=KEN", app.reference, app.store)
    found = of_like_size(ctx, "KEN")
    people = {code: value for code, (_, value) in app.store.latest("ctx-population").items()}
    ratio = {c: max(people[c], people["KEN"]) / min(people[c], people["KEN"]) for c in found}
    assert len(found) == 8
    assert list(ratio.values()) == sorted(ratio.values())
    assert max(ratio.values()) < 1.2
    farther = {c for c in people if ":" not in c and c not in (*found, "KEN") and people[c] > 0}
    assert all(
        max(people[c], people["KEN"]) / min(people[c], people["KEN"]) >= max(ratio.values())
        for c in farther
    )
    assert of_like_size(ctx, "ATA") == []  # nobody is counted there
