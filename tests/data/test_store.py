"""The query layer: right cells, missing kept apart, damage reported, mapped tables shared."""

import math
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data.store import Store, StoreError


def test_a_matrix_holds_the_published_cells_and_nothing_else(small_store: Store) -> None:
    matrix = small_store.matrix("ctx-refugees-asylum")
    assert matrix is not None
    assert matrix.areas == ("ABW", "DEU", "NRU", "TUR")
    assert matrix.years.tolist() == list(range(2016, 2024))
    assert matrix.cell("DEU", 2023) == (2593007.0, "A")
    assert matrix.cell("TUR", 2016) == (2869419.0, "A")
    assert matrix.cell("DEU", 2016) == (None, ""), "never published"
    assert matrix.cell("NRU", 2023) == (None, "M"), "published as not applicable"
    assert matrix.cell("ABW", 2023) == (0.0, "A"), "zero is a value"
    assert matrix.cell("FRA", 2023) == (None, "")
    assert matrix.cell("DEU", 1900) == (None, "")
    assert matrix.unit == "persons"
    assert matrix.years_with_values() == (2016, 2022, 2023)


def test_a_matrix_of_some_areas_holds_the_same_cells(small_store: Store) -> None:
    whole = small_store.matrix("ctx-refugees-asylum")
    some = small_store.matrix("ctx-refugees-asylum", areas=("TUR", "DEU", "FRA"))
    assert whole is not None and some is not None
    assert some.areas == ("DEU", "TUR")
    for area in some.areas:
        for year in range(2010, 2030):
            assert some.cell(area, year) == whole.cell(area, year)
            assert some.flags_at(area, year) == whole.flags_at(area, year)
    assert small_store.matrix("ctx-refugees-asylum", areas=("FRA", "XXX")) is None
    assert small_store.matrix("ctx-refugees-asylum", areas=()) is None


def test_the_opening_year_is_well_covered(small_store: Store) -> None:
    matrix = small_store.matrix("ctx-remit-received")
    assert matrix is not None
    assert matrix.opening_year() == 2023
    thin = small_store.matrix("ctx-refugees-asylum")
    assert thin is not None
    thin.values[-1, 1:] = math.nan  # only one place left in 2023
    thin.values[-2, :] = 1.0
    assert thin.opening_year() == 2022


def test_both_access_paths_agree(small_store: Store) -> None:
    profile = small_store.area_profile("DEU")
    assert [(o.indicator_id, o.year, o.value) for o in profile] == [
        ("ctx-refugees-asylum", 2022, 2075445.0),
        ("ctx-refugees-asylum", 2023, 2593007.0),
    ]
    assert list(small_store.observations("ctx-refugees-asylum", ("DEU",))) == list(profile)
    assert profile[-1] == list(profile)[1] == profile[1:][0]
    assert not small_store.observations("ctx-refugees-asylum", ("FRA", "XXX"))
    assert not small_store.observations("ctx-net-migration", ("DEU",))
    assert len(small_store.area_profile("FRA")) == 0


def test_namibia_is_an_area(small_store: Store) -> None:
    assert [o.value for o in small_store.area_profile("NAM")] == [60217471.4]


def test_latest_is_per_area(small_store: Store) -> None:
    latest = small_store.latest("ctx-remit-received")
    assert latest == {
        "IND": (2023, 119526055008.102),
        "MEX": (2021, 54130269960.2265),
        "NAM": (2023, 60217471.4),
    }
    assert small_store.latest("ctx-net-migration") == {}


def test_flows_by_origin_and_destination(small_store: Store) -> None:
    to_germany = small_store.flows("refugees", destination="DEU")
    assert [(f.origin_code, f.value) for f in to_germany] == [("SYR", 705759.0), ("UKR", 1125851.0)]
    assert len(small_store.flows("refugees", origin="SYR", destination="TUR")) == 1
    assert small_store.flows("idps") == []


def test_an_indicator_without_a_series_is_none(small_store: Store) -> None:
    assert small_store.matrix("ctx-net-migration") is None
    assert not small_store.has_data("ctx-net-migration")


def test_two_stores_share_one_mapping(small_dir: Path) -> None:
    first, second = Store(small_dir), Store(small_dir)
    assert first.build_id == second.build_id
    assert len(list((small_dir / ".mapped").iterdir())) == 1


def test_opening_maps_the_columns_and_leaves_pandas_alone(small_dir: Path) -> None:
    """Both the first opening, which lays the tables out, and a later one."""
    code = (
        "import sys; from pathlib import Path; import pyarrow; from data.store import Store;"
        "store = Store(Path(sys.argv[1])); store.area_profile('DEU');"
        "sys.exit('pandas' in sys.modules or pyarrow.total_allocated_bytes() > 50_000)"
    )
    for _ in range(2):
        root = Path(__file__).parents[2]
        done = subprocess.run([sys.executable, "-c", code, str(small_dir)], cwd=root, check=False)
        assert done.returncode == 0


def test_new_tables_get_a_new_build_id(small_dir: Path) -> None:
    before = Store(small_dir).build_id
    path = small_dir / "tables" / "observations.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    assert Store(small_dir).build_id != before


def test_missing_and_damaged_files_are_named(small_dir: Path) -> None:
    flows = small_dir / "tables" / "flows.parquet"
    whole = flows.read_bytes()
    flows.unlink()
    with pytest.raises(StoreError, match=r"flows\.parquet: the file is missing.*make data"):
        Store(small_dir)
    flows.write_bytes(whole[:100])
    with pytest.raises(StoreError, match=r"flows\.parquet: the file is damaged.*git checkout"):
        Store(small_dir)
    pq.write_table(pa.table({"measure": ["refugees"]}), flows)
    with pytest.raises(StoreError, match="columns are missing: destination_code"):
        Store(small_dir)
    flows.write_bytes(whole)
    (small_dir / "tables" / "catalogue.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"catalogue\.json: the catalogue cannot be read"):
        Store(small_dir)
