"""DuckDB asked what the query layer answers: on our Parquet, on the mapped Arrow, in its own table.

It gives flat rows where ours gives a matrix, which favours it. One thread, as a worker has.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from data.store import Store

Question = Callable[[str], int]
TOTALS = "breakdown = ''"


class Rows:
    """One relation of all observations, with names as text, asked in SQL."""

    def __init__(self, store: Store, areas: Callable[[str], tuple[str, ...]], corner: list[str]):
        """`areas` gives the ten from the first; `corner` are the five indicators."""
        self.store, self.areas, self.corner = store, areas, corner
        self.con = duckdb.connect(config={"threads": 1})

    def parquet(self, data_dir: Path) -> list[Question]:
        """On the file as it ships."""
        path = data_dir / "tables" / "observations.parquet"
        self.con.read_parquet(str(path)).create_view("rows")
        return self._questions()

    def own(self, data_dir: Path) -> list[Question]:
        """In a table of its own in memory, sorted as our mapped tables are."""
        path = data_dir / "tables" / "observations.parquet"
        order = "indicator_id, source_id, breakdown, area_code, year"
        self.con.read_parquet(str(path)).order(order).create("rows")
        return self._questions()

    def arrow(self) -> list[Question]:
        """On the mapped columns, their codes made names again without a copy (dictionaries)."""
        mapped = self.store.mapped
        short = {"indicator_id": "indicator", "source_id": "source", "area_code": "area"}
        columns: dict[str, pa.Array] = {
            name: pa.DictionaryArray.from_arrays(
                pa.array(mapped.by_series[short.get(name, name)]), pa.array(mapped.names[name])
            )
            for name in (*short, "breakdown")
        }
        columns["year"] = pa.array(mapped.by_series["year"])
        value = mapped.by_series["value"]
        columns["value"] = pa.array(value, mask=np.isnan(value))
        self.con.register("rows", pa.table(columns))
        return self._questions()

    def _ask(self, what: str, where: str, values: list, after: str = "") -> dict[str, np.ndarray]:
        sql = f"SELECT {what} FROM rows WHERE {where} {after}"  # noqa: S608 (no input but ours)
        return self.con.execute(sql, values).fetchnumpy()

    def _questions(self) -> list[Question]:
        series = f"indicator_id = ? AND source_id = ? AND {TOTALS}"

        def all_of(indicator: str) -> int:
            asked = [indicator, self.store.default_source(indicator)]
            return _known(self._ask("year, area_code, value", series, asked))

        def corner(first: str) -> int:
            pairs = [(i, self.store.default_source(i)) for i in self.corner]
            where = " OR ".join(["(indicator_id = ? AND source_id = ?)"] * len(pairs))
            asked = [cell for pair in pairs for cell in pair]
            where = f"({where}) AND {TOTALS} AND area_code IN {self.areas(first)}"
            return _known(self._ask("*", where, asked))

        def latest(indicator: str) -> int:
            asked = [indicator, self.store.default_source(indicator)]
            what = "area_code, max(year), arg_max(value, year)"
            self._ask(what, f"{series} AND value IS NOT NULL", asked, "GROUP BY area_code")
            return 0

        def area(code: str) -> int:
            return _known(self._ask("*", "area_code = ?", [code]))

        def table(first: str) -> int:
            where = f"{TOTALS} AND year >= 2000 AND area_code IN {self.areas(first)}"
            after = "ORDER BY value DESC NULLS LAST LIMIT 100 OFFSET 200"
            return int(self._ask("*, count(*) OVER () AS found", where, [], after)["found"][0])

        return [all_of, corner, latest, area, table]


def _known(columns: dict[str, np.ndarray]) -> int:
    """How many values are numbers."""
    values = columns["value"]
    missing = np.ma.getmaskarray(values) | np.isnan(np.ma.getdata(values))
    return int(np.count_nonzero(~missing))
