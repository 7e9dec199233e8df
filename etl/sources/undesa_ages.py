"""UN DESA: migrants and everyone by age and sex, from two sheets of one workbook, saved as CSV.

The sheets come by hand (see etl/by_hand.py). They name no edition, and areas in words only: an
edition is told by its World totals, and a name becomes a code in data/reference/area_aliases.csv.
Definitions: place of birth, or citizenship where the former is not known; refugees included. The
edition of 2019 is another than that of the stocks by origin (`undesa`): never joined with it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from etl.ask.bodies import BOM, kind
from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import ByHand, SchemaDrift, SeriesInfo, Source, Wanted
from etl.read.once import once
from etl.sources import observed

SOURCE = Source(
    id="undesa_ages",
    title="UN DESA, migrants and population by age and sex",
    base_url="https://www.un.org",
    mirror_prefix="undesa",
)
PAGE = f"{SOURCE.base_url}/development/desa/pd/content/international-migrant-stock"
PERSONS = frozenset({"persons"})
TOPS = [f"{low}-{low + 4}" for low in range(0, 75, 5)]
BANDS = {name: f"Y{name.replace('-', 'T')}" for name in TOPS} | {"75+": "Y_GE75", "Total": ""}
SEXES = {"mf": "", "m": "M", "f": "F"}
HEADER = ["Year", "Destination", *(f"{band}_({sex})" for sex in SEXES for band in BANDS)]
WORLD, MISSING = "WORLD", ".."
YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?")  # 1990.0 where the sheet had an empty row
CODE = re.compile(r"(\d{4}):(migrants|population)")


@dataclass(frozen=True)
class Kind:
    """One of the two sheets: its title, and how many persons its unit is."""

    title: str
    persons: int


KINDS = {
    "migrants": Kind("International migrant stock at mid-year by age and sex", 1),
    "population": Kind("Total population at mid-year by age and sex", 1000),
}
# World, both sexes, all ages, in the last year of an edition, as the sheet has it: its fingerprint.
EDITIONS = {"2019": {"migrants": (2019, 271_642_105.0), "population": (2019, 7_713_468.1)}}
# Groups of countries we have no area for, headings, and regions that stand twice: those for the
# Sustainable Development Goals in capitals. Income groups follow the World Bank's list of one year.
GROUPS = frozenset(
    {
        *("UN development groups", "More developed regions", "Less developed regions"),
        "Less developed regions, excluding least developed countries",
        *("World Bank income groups", "High-income countries", "Middle-income countries"),
        *("Upper-middle-income countries", "Lower-middle-income countries"),
        *("Low-income countries", "No income group available", "Geographic regions"),
        *("Sustainable Development Goal (SDG) regions", "LATIN AMERICA AND THE CARIBBEAN"),
        *("EUROPE", "NORTHERN AMERICA", "OCEANIA"),
    }
)
Row = tuple[str, int, list[float | None]]  # area, year, and a value per column of HEADER after it


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Nothing is served: raises ByHand, which says where the sheets are."""
    raise ByHand(SOURCE.id, PAGE)


def files_of(edition: str) -> tuple[str, ...]:
    """Names of the answers that make an edition whole."""
    return tuple(_name(kind_name, edition) for kind_name in KINDS)


def _name(kind_name: str, edition: str) -> str:
    return f"{kind_name}.{edition}.csv"


def recognise(body: bytes, edition: str, path: str) -> str:
    """Which answer of an edition a downloaded file is, every row of it read.

    Raises:
        SchemaDrift: no such edition, another file, or one of another edition.
    """
    if edition not in EDITIONS:
        fix = f"name one of these with --edition, or add the World totals of {edition} to EDITIONS"
        raise SchemaDrift(SOURCE.id, path, f"edition {' or '.join(EDITIONS)}", edition, fix)
    total = HEADER.index("Total_(mf)") - 2
    totals = {year: cells[total] for area, year, cells in read_rows(body, path) if area == WORLD}
    for name, (year, value) in EDITIONS[edition].items():
        if _same(totals.get(year), value):
            return _name(name, edition)
    known = " or ".join(f"{v:,.1f} ({k}) in {y}" for k, (y, v) in EDITIONS[edition].items())
    last = max(totals, default=0)
    fix = "give the two sheets by age and sex of that edition, as they stand"
    got = f"{totals[last]} in {last}" if totals else f"no row of {WORLD}"
    raise SchemaDrift(SOURCE.id, path, f"a World total of {known}", got, fix)


def _same(got: float | None, value: float) -> bool:
    """The sheets hold what is left of a sum in binary: 7713468.099999997."""
    return got is not None and abs(got - value) < 0.0005


@once
def read_rows(body: bytes, url: str) -> list[Row]:
    """Every row of a sheet that names an area, in the unit of the sheet.

    None for two dots and for an empty cell, which both say that there is no figure.

    Raises:
        SchemaDrift: another header, year or cell, or an area twice in a year.
    """
    found: list[Row] = []
    if kind(body) != "text":
        raise SchemaDrift(SOURCE.id, url, "a sheet saved as CSV", body)
    try:
        lines = csv.reader(io.StringIO(body.removeprefix(BOM).decode("utf-8"), newline=""))
        if (head := next(lines, [])) != HEADER:
            raise ValueError(f"the header {','.join(head)[:80]!r}")
        found += (_row(line, at) for at, line in enumerate(lines, 2) if any(line[:2]))
    except (ValueError, csv.Error) as error:
        expected = f"{','.join(HEADER[:4])} and so on, a number or two dots in each cell"
        raise SchemaDrift(SOURCE.id, url, expected, str(error)) from error
    keys = {(area, year) for area, year, _ in found}
    if len(keys) < len(found) or not keys:
        got = f"{len(found)} rows, {len(keys)} of them different"
        raise SchemaDrift(SOURCE.id, url, "one row per area and year", got)
    return found


def _row(line: list[str], at: int) -> Row:
    year = YEAR.fullmatch(line[0])
    if len(line) != len(HEADER) or not year or not line[1]:
        raise ValueError(f"line {at}: {line[:3]}, {len(line)} cells")
    return line[1], int(year[1]), [_cell(text, at) for text in line[2:]]


def _cell(text: str, at: int) -> float | None:
    if text in ("", MISSING):
        return None
    value = float(text)
    if not 0 <= value < float("inf"):
        raise ValueError(f"line {at}: {text!r}")
    return value


def breakdowns() -> Iterator[str]:
    """The sub-group of each column after the area, in the order of HEADER; "" for everyone."""
    for sex in SEXES.values():
        for age in BANDS.values():
            parts = (("age", age), ("sex", sex))
            yield ";".join(f"{name}={code}" for name, code in parts if code)


def read_code(code: str) -> tuple[str, Kind, str]:
    """Edition, sheet and name of the answer of a registry code such as `2019:migrants`.

    Raises:
        SchemaDrift: no such edition or sheet.
    """
    found = CODE.fullmatch(code)
    if not found or found[1] not in EDITIONS:
        expected = f"<{'|'.join(EDITIONS)}>:<{'|'.join(KINDS)}>"
        fix = "correct source_code in data/reference/indicator_series.csv"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return found[1], KINDS[found[2]], _name(found[2], found[1])


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """People by age and sex. One row per source_code, breakdown, area and published year.

    Persons at mid-year, whole: the population comes in thousands with three decimals. Breakdowns
    are `age=Y0T4` to `age=Y_GE75`, `sex=F`, `sex=M`, both together, or none for everyone. A cell
    without a figure is null with status O. Sums of bands are off by a few people where UN DESA's
    are; World and regions are its own. Areas are names.
    """
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        edition, own, name = read_code(want.code)
        columns = [
            (at, breakdown)
            for at, breakdown in enumerate(breakdowns())
            if want.every or breakdown == want.breakdown
        ]
        for area, year, cells in read_rows(raw[name], raw.url(name)):
            for at, breakdown in columns:
                value = cells[at]
                number = None if value is None else float(round(value * own.persons))
                status = "O" if value is None else "A"
                rows.append((want.code, breakdown, area, year, number, status, edition))
    return observed(rows)


def aggregates(raw: Raw) -> frozenset[str]:
    """Names of the rows that are left out."""
    return GROUPS


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Title, unit and edition of each sheet."""
    found = {}
    for code in dict.fromkeys(want.code for want in wanted):
        edition, own, name = read_code(code)
        raw.url(name)  # DamagedRawError where it has not landed
        found[code] = SeriesInfo(code, own.title, edition, "persons", PERSONS)
    return found
