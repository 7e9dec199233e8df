"""UNRWA's Palestine refugees and IDMC's displaced people, which UNHCR's service passes on."""

import json
from types import ModuleType
from typing import Any

import pytest

from data.reference_lists import load_reference
from etl.ask.http import Client
from etl.build.context import restricted_sources
from etl.landing import Fetcher
from etl.model import Reply, Request, SchemaDrift, Wanted
from etl.sources import discover, idmc_unhcr, unrwa
from tests.etl.support import ROOT, bodies, edited, raw

BOTH = pytest.mark.parametrize("module", [unrwa, idmc_unhcr], ids=["unrwa", "idmc"])


def cells(module: ModuleType, found: Any = None) -> dict[tuple[str, int], float]:
    frame = module.tidy(found or raw(module.SOURCE.id), (Wanted(module.CODE),))
    assert set(frame["obs_status"]) == {"A"}
    keys = zip(frame["source_area"], frame["year"], strict=True)
    return dict(zip(keys, frame["value"], strict=True))


def test_palestine_refugees_by_country_where_they_live() -> None:
    found = cells(unrwa)
    assert found["LBN", 1952] == 103_137
    assert found["PSE", 2025] == 2_484_580  # Gaza and the West Bank: refugees within Palestine
    assert found["UNK", 2025] == 495_764
    assert sum(value for (_, year), value in found.items() if year == 2025) == 5_964_782


def test_displaced_people_by_country() -> None:
    found = cells(idmc_unhcr)
    assert found["COL", 2024] == 7_265_000
    assert found["AB9", 2024] == 42_000
    assert found["UNK", 2008] == 26_000_000  # before 2009 there is a world total only
    assert ("COL", 2008) not in found


@BOTH
def test_neither_is_counted_among_unhcrs_own_nor_passed_on(module: ModuleType) -> None:
    reference = load_reference(ROOT / "data" / "reference")
    assert module.SOURCE.id in restricted_sources(reference)
    codes = {s.source_code for s in reference.series if s.source_id == module.SOURCE.id}
    assert codes == {module.CODE}
    indicators = {s.indicator_id for s in reference.series if s.source_id == module.SOURCE.id}
    others = {s.indicator_id for s in reference.series if s.source_id == "unhcr"}
    assert not indicators & others
    info = module.describe(raw(module.SOURCE.id), (Wanted(module.CODE),))[module.CODE]
    assert (info.edition, info.units) == ("2026-11-23", frozenset({"persons"}))


@BOTH
def test_asks_for_all_pairs_of_its_own_endpoint(module: ModuleType, tmp_path: Any) -> None:
    asked: list[Request] = []
    served = bodies(module.SOURCE.id)

    class Recorded(Client):
        def ask(self, request: Request) -> Reply:
            asked.append(request)
            return Reply(served[request.name], 200, {}, "2026-11-23T08:00:00Z")

    with Recorded(module.SOURCE) as client:
        module.fetch(Fetcher(client, tmp_path / "2026-11-23"), ())
    assert {request.name for request in asked} == set(served)
    assert {("coo_all", "true"), ("coa_all", "true"), ("yearTo", "2026")} <= set(asked[1].params)
    assert asked[1].path == f"/population/v1/{asked[1].name.partition('.')[0]}/"
    assert module.SOURCE.base_url == discover()["unhcr"].SOURCE.base_url


def twice(answer: Any) -> None:
    answer["items"][1] = answer["items"][0]


def text(answer: Any) -> None:
    answer["items"][0]["total"] = "many"


def nothing(answer: Any) -> None:
    answer["items"] = []


@BOTH
@pytest.mark.parametrize("change", [twice, text, nothing])
def test_wrong_rows_are_named_after_their_own_source(module: ModuleType, change: Any) -> None:
    source_id = module.SOURCE.id
    name = next(name for name in bodies(source_id) if name != "countries.json")
    with pytest.raises(SchemaDrift, match=f"^{source_id}: https://api.unhcr.org/{name}"):
        cells(module, raw(source_id, edited(source_id, name, change)))


@BOTH
def test_not_applicable_is_not_zero(module: ModuleType) -> None:
    source_id = module.SOURCE.id
    name = next(name for name in bodies(source_id) if name != "countries.json")
    answer = json.loads(bodies(source_id)[name])
    answer["items"][0]["total"], answer["items"][1]["total"] = "-", "0"
    found = raw(source_id, {name: json.dumps(answer).encode()})
    frame = module.tidy(found, (Wanted(module.CODE),))
    assert frame["value"].isna().sum() == 1
    assert set(frame.loc[frame["value"].isna(), "obs_status"]) == {"M"}
    assert (frame["value"] == 0).sum() == 1


@BOTH
def test_unknown_codes_of_the_registry(module: ModuleType) -> None:
    with pytest.raises(SchemaDrift, match=r"indicator_series\.csv"):
        module.tidy(raw(module.SOURCE.id), (Wanted("total"),))
