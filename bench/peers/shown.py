"""What every peer shows: our embedded tables, reduced to the totals of the shown series."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pandas as pd

DATA_DIR = Path(os.environ.get("BENCH_DATA_DIR", Path(__file__).parents[2] / "data"))
COLUMNS = ["indicator_id", "source_id", "breakdown", "area_code", "year", "value"]
LINES = 5


def read_countries(data_dir: Path = DATA_DIR) -> pd.DataFrame:
    """Totals of the series that screens show, countries and territories only.

    One row per indicator, area and year; `value` as in the table, rows without a number left out.
    """
    catalogue = json.loads((data_dir / "tables" / "catalogue.json").read_text(encoding="utf-8"))
    shown = {key for key, entry in catalogue["series"].items() if entry["is_default"]}
    frame = pd.read_parquet(data_dir / "tables" / "observations.parquet", columns=COLUMNS)
    ids, sources = (frame[name].cat.categories for name in ("indicator_id", "source_id"))
    wanted = [[f"{i}|{s}" in shown for s in sources] for i in ids]
    codes = frame["indicator_id"].cat.codes, frame["source_id"].cat.codes
    key = pd.DataFrame(wanted).to_numpy()[codes[0].to_numpy(), codes[1].to_numpy()]
    areas = pd.Series(frame["area_code"].cat.categories).str.contains(":").to_numpy()
    is_country = ~areas[frame["area_code"].cat.codes.to_numpy()]
    keep = key & is_country & (frame["breakdown"] == "") & frame["value"].notna()
    found = frame.loc[keep, ["indicator_id", "area_code", "year", "value"]]
    return found.astype(
        {
            name: pd.CategoricalDtype(sorted(found[name].unique()))
            for name in ("indicator_id", "area_code")
        }
    )


def read_titles(indicators: set[str], data_dir: Path = DATA_DIR) -> dict[str, str]:
    """Names of the indicators, by their id, in alphabetical order."""
    table = pd.read_csv(
        data_dir / "reference" / "texts" / "en" / "indicators.csv", keep_default_na=False, dtype=str
    ).set_index("indicator_id")["label"]
    return dict(sorted(((i, table.get(i, i)) for i in indicators), key=lambda pair: pair[1]))


def opening(frame: pd.DataFrame) -> tuple[str, int, int, int, list[str]]:
    """Indicator and year to open with, the years of the slider, and the areas of the lines."""
    indicator = os.environ.get("BENCH_INDICATOR", str(frame["indicator_id"].iloc[0]))
    here = frame[frame["indicator_id"] == indicator]
    year = int(os.environ.get("BENCH_YEAR", here["year"].max()))
    tallest = here[here["year"] == year].nlargest(LINES, "value")["area_code"].astype(str)
    return indicator, year, int(here["year"].min()), int(here["year"].max()), list(tallest)
