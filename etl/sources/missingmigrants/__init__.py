"""IOM Missing Migrants Project: recorded deaths and disappearances, one row per incident.

Two files hold them: the whole history (CSV) and one file per year (JSON). The history is used for
every year that it holds to its end; a year it lacks, or in which the year's file goes on to later
dates, comes from that file. The other years' files are landed too and compared with it.

The years' files leave out the id that tells the parts of a split incident apart, so some parts
look like exact duplicates. They are not: for every event where the two files can be compared, the
history counts all of them. They are kept and numbered. Only records that are equal in every
column, their unique id included, are duplicates; these are removed and counted.

The numbers are a minimum: many deaths are never recorded. Definitions:
https://missingmigrants.iom.int/methodology.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.bodies import require_json
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import Request, SchemaDrift, SeriesInfo, Source, Wanted
from etl.sources import observed
from etl.sources.missingmigrants.files import read_history, read_year, require_history, with_nulls

# The host refuses browsers and the default agents of libraries; ours, a plain robot, is served.
SOURCE = Source(
    id="missingmigrants",
    title="IOM, Missing Migrants Project",
    base_url="https://missingmigrants.iom.int",
    mirror_prefix="missingmigrants",
    local_totals=True,
)
HISTORY = "history.csv"
FILES = "/sites/g/files/tmzbdl601/files/report-migrant-incident"
HISTORY_PATH = f"{FILES}/Missing_Migrants_Global_Figures_allData.csv"
FIRST_YEAR = 2014
CODE = "incidents:total"
TITLE = "Dead and missing migrants, by country of incident"
PERSONS = frozenset({"persons"})
FULL_FROM = "12-15"  # a full year has incidents after this day: there are about 30 a week
WORDS = ("type", "region", "source_area", "route", "cause", "origin", "location")


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the whole history and every year's file up to the year of the snapshot."""
    fetcher.ask(Request(HISTORY, HISTORY_PATH, require_history))
    years = range(FIRST_YEAR, int(fetcher.date[:4]) + 1)
    fetcher.ask_all(
        Request(f"year.{year}.json", f"/global-figures/{year}/json", require_json) for year in years
    )


def read_files(raw: Raw) -> tuple[pd.DataFrame, dict[int, pd.DataFrame]]:
    """The whole history, and each year's file that is not empty."""
    history = read_history(raw[HISTORY], raw.url(HISTORY))
    years = {}
    for name in raw.starting("year."):
        number = name.removeprefix("year.").removesuffix(".json")
        if not number.isdecimal():
            raise SchemaDrift(SOURCE.id, raw.url(name), "an answer named after a year", name)
        rows = read_year(raw[name], raw.url(name), int(number))
        if len(rows):
            years[int(number)] = rows
    return history, years


def chosen_years(history: pd.DataFrame, years: Mapping[int, pd.DataFrame]) -> list[int]:
    """Years that come from their own file: its newest date is later than the history's."""
    newest = history.groupby("year")["date"].max().to_dict()
    return [
        year
        for year, rows in sorted(years.items())
        if str(_newest(rows)) > str(newest.get(year) or "")
    ]


def _newest(rows: pd.DataFrame) -> str:
    dates = rows["date"].dropna()
    return str(dates.max()) if len(dates) else ""


def records(raw: Raw) -> pd.DataFrame:
    """Every record once. One row per incident_id; see data/schema/incidents.py for the columns.

    `source_area` is the provider's country name, `vintage` the newest date in the record's file.
    Nothing is filled: what the file leaves empty is null. Negative numbers of missing people and
    survivors are the provider's corrections and stay; totals are never negative.

    Raises:
        SchemaDrift: an answer has an unknown shape.
    """
    history, years = read_files(raw)
    own = chosen_years(history, years)
    unique = history.drop_duplicates()
    parts = [unique[~unique["year"].isin(own)].assign(vintage=_newest(history))]
    parts += [years[year].assign(vintage=_newest(years[year])) for year in own]
    # A stable order, whatever the order in the file, before equal ids are numbered.
    order = ["incident_id", *(name for name in parts[0].columns if name != "incident_id")]
    frame = pd.concat(parts, ignore_index=True).sort_values(order, kind="stable", ignore_index=True)
    again = frame["incident_id"].duplicated(keep=False)
    number = frame.groupby("incident_id").cumcount() + 1
    numbered = frame["incident_id"] + "#" + number.astype("str")
    return with_nulls(frame.assign(incident_id=frame["incident_id"].mask(again, numbered)), WORDS)


def incidents(raw: Raw) -> pd.DataFrame:
    """Rows of the incidents table, with `source_area` in place of `area_code`."""
    return records(raw)


def last_dates(frame: pd.DataFrame) -> dict[int, str]:
    """The newest date of each year that is not full: its incidents end before mid-December."""
    newest = frame.dropna(subset=["date"]).groupby("year")["date"].max()
    return {int(str(y)): str(day) for y, day in newest.items() if str(day)[5:] < FULL_FROM}


def without_region(frame: pd.DataFrame) -> dict[str, int]:
    """Records that name no region, by year; their country and so all sums hold them."""
    bare = frame.loc[frame["region"].isna(), "year"].value_counts().sort_index()
    return {str(year): int(count) for year, count in bare.items()}


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Dead and missing together by country of incident and year. Persons.

    A year that is not full has status P. A country without a recorded incident has no row: nobody
    recorded one, which is not the same as zero.
    """
    codes = [want.code for want in wanted]
    if unknown := sorted(set(codes) - {CODE}):
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", CODE, ", ".join(unknown), fix)
    if not codes:
        return observed([])
    frame = records(raw)
    partial, named = last_dates(frame), frame["source_area"].fillna("Unknown")
    groups = frame.groupby([named, "year"]).agg(total=("total", "sum"), vintage=("vintage", "max"))
    rows = [
        (CODE, "", area, int(year), total, "P" if year in partial else "A", vintage)
        for (area, year), total, vintage in groups.itertuples()
    ]
    return observed(rows)


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Our title, the newest date in the files as edition, and the years that are not full."""
    frame = records(raw)
    stops = [f"{year} stops on {day}" for year, day in last_dates(frame).items()]
    note = f"Not full years: {', '.join(stops)}." if stops else ""
    bare = [f"{count} of {year}" for year, count in without_region(frame).items()]
    note += f" Records without region, counted in all sums: {', '.join(bare)}." if bare else ""
    info = SeriesInfo(
        CODE, TITLE, str(frame["vintage"].max()), "persons", PERSONS, note=note.strip()
    )
    return {want.code: info for want in wanted if want.code == CODE}


def notes(raw: Raw) -> Mapping[str, Any]:
    """What the catalogue says of the source: years not full, records removed, files that differ.

    `yearly_files_that_differ` gives, per year, the dead and missing of the year's file and of the
    history, where both reach the same date but not the same sum.
    """
    history, years = read_files(raw)
    own, frame = chosen_years(history, years), records(raw)
    sums = history.groupby("year")["total"].sum()
    both = {y: (rows["total"].sum(), sums.get(y)) for y, rows in years.items() if y not in own}
    return {
        "exact_duplicates_removed": int(history.duplicated().sum()),
        "records_alike_but_kept": sum(int(years[y].duplicated().sum()) for y in own),
        "years_from_their_own_file": own,
        "years_not_full": {str(year): day for year, day in last_dates(frame).items()},
        "records_without_day": int((frame["date"].str.len() != 10).sum()),
        "records_without_region": without_region(frame),
        "records_of_split_events": int(frame["event_id"].duplicated(keep=False).sum()),
        "yearly_files_that_differ": {
            str(y): f"{int(one)} against {int(other)}"
            for y, (one, other) in both.items()
            if other is not None and one != other
        },
    }
