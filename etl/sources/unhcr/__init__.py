"""UNHCR Refugee Population Statistics API: people per origin, country of asylum and year.

What is read, and what is added up:

- `population`: people at the end of the year (returns: during it), one row per pair as published.
- `asylum-applications`: new applications during the year, over all procedures and levels (type N;
  NR and NA, where a country does not tell new ones from repeated ones or appeals; V, the only type
  of 2000-2005, at levels other than appeal, review and reopening). Repeated applications and
  appeals are left out, though UNHCR's own sum holds them: they count the same person again.
- `asylum-decisions`: all decisions during the year, over all procedures and levels, as UNHCR
  totals a country-year. A person whose appeal is decided counts once more. `substantive` is
  recognised + other protection + rejected; closed cases were not decided on their substance.
- `solutions`: resettlement and naturalisation during the year; its returns are those of
  `population`.

Some authorities count persons and some count cases (one for a whole family). The two are never
added: an area and year of which more than 1 % is counted in cases has no number of persons.
Not read: `demographics` (its sums do not agree with population), `nowcasting` (months) and
`footnotes`. `unrwa` and `idmc` have other owners and terms: they are sources of their own.
World and region totals of population and solutions are summed elsewhere (etl/build/totals.py).
Definitions: https://www.unhcr.org/refugee-statistics/methodology.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.ask.fetch import Fetcher
from etl.ask.snapshots import Raw
from etl.model import SchemaDrift, SeriesInfo, Source, Wanted
from etl.sources import FLOWN, observed
from etl.sources.unhcr.ask import land
from etl.sources.unhcr.rows import Endpoint, edition, read_endpoint, same_country

SOURCE = Source(
    id="unhcr",
    title="UNHCR, Refugee Population Statistics Database",
    base_url="https://api.unhcr.org",
    mirror_prefix="unhcr",
    local_totals=True,
)
MEASURES = {
    "refugees": "Refugees under UNHCR's mandate",
    "asylum_seekers": "Asylum-seekers with a pending claim",
    "returned_refugees": "Refugees who returned during the year",
    "idps": "Internally displaced people protected or assisted by UNHCR",
    "returned_idps": "Internally displaced people who returned during the year",
    "stateless": "Stateless people",
    "ooc": "Others of concern to UNHCR",
    "oip": "Other people in need of international protection",
    "hst": "Host community",
}
ASYLUM = {
    "applied": "New asylum applications during the year",
    "dec_recognized": "Asylum decisions: recognised as refugees",
    "dec_other": "Asylum decisions: other protection granted",
    "dec_rejected": "Asylum decisions: rejected",
    "dec_closed": "Asylum cases closed without a decision on substance",
    "substantive": "Asylum decisions on substance: recognised, other protection or rejected",
    "resettlement": "Refugees resettled during the year",
    "naturalisation": "Refugees naturalised during the year",
}
SUBSTANTIVE = ("dec_recognized", "dec_other", "dec_rejected")
POPULATION = Endpoint("population", tuple(MEASURES))
APPLICATIONS = Endpoint(
    "asylum-applications",
    ("applied",),
    ("procedure_type", "app_type", "dec_level", "app_pc"),
    unit="app_pc",
)
DECISIONS = Endpoint(
    "asylum-decisions",
    (*SUBSTANTIVE, "dec_closed"),
    ("procedure_type", "dec_level", "dec_pc"),
    unit="dec_pc",
)
SOLUTIONS = Endpoint("solutions", ("resettlement", "naturalisation"))
ENDPOINTS = {e.name: e for e in (POPULATION, APPLICATIONS, DECISIONS, SOLUTIONS)}
COUNTED = {
    "population": tuple(MEASURES),
    "asylum-applications": APPLICATIONS.measures,
    "asylum-decisions": (*DECISIONS.measures, "substantive"),
    "solutions": SOLUTIONS.measures,
}
FLOW_NAMES = {
    "applied": "asylum_applied",
    "dec_recognized": "asylum_recognized",
    "dec_other": "asylum_other_protection",
    "dec_rejected": "asylum_rejected",
    "dec_closed": "asylum_closed",
}
NEW_TYPES = ("N", "NR", "NA")
MIXED_TYPE = "V"
LATER_LEVELS = ("AR", "RA", "JR")  # appeal, reopened, judicial review
SIDES = {"asylum": "destination", "origin": "origin"}
# Nobody is a refugee in the country they fled. A few rows say so all the same, and are left out
# of all measures but these. "Unknown" is no country: unknown origin in an unknown country stays.
WITHIN_BORDERS = ("returned_refugees", "idps", "returned_idps", "stateless", "ooc", "hst")
WORLD = "M49:001"
MOST_IN_CASES = 0.01  # of a number of persons; more, and it is no total
PERSONS = frozenset({"persons"})


def fetch(fetcher: Fetcher, wanted: Sequence[Wanted]) -> None:
    """Land the country list and every origin-asylum pair of every year of each endpoint."""
    land(fetcher, ENDPOINTS.values())


def read_counts(raw: Raw, name: str) -> pd.DataFrame:
    """The rows of one endpoint that are added up, with `in_cases`; decisions with `substantive`."""
    frame = read_endpoint(raw, ENDPOINTS[name])
    if name == APPLICATIONS.name:
        mixed = (frame["app_type"] == MIXED_TYPE) & ~frame["dec_level"].isin(LATER_LEVELS)
        frame = frame[frame["app_type"].isin(NEW_TYPES) | mixed]
    if name == DECISIONS.name:
        frame = frame.assign(substantive=frame[list(SUBSTANTIVE)].sum(axis=1))
    return frame if "in_cases" in frame else frame.assign(in_cases=False)


def ruled_out(frame: pd.DataFrame, measure: str) -> pd.Series:
    """True for rows that count people as refugees, or the like, in their own country."""
    if measure in WITHIN_BORDERS:
        return pd.Series(False, index=frame.index)
    return same_country(frame) & (frame[measure] > 0)


def flows(raw: Raw) -> pd.DataFrame:
    """Counts of people per pair. One row per measure, origin, destination and year; never zero.

    A pair stands in the provider's table as soon as one measure has people, so its zeros in the
    other measures say no more than an absent row does: both are left out. What is counted in cases
    is a measure of its own, with the ending `_cases`.
    """
    issue, parts = edition(raw), []
    for name, endpoint in ENDPOINTS.items():
        frame = read_counts(raw, name)
        for measure in endpoint.measures:
            rows = frame[(frame[measure] > 0) & ~ruled_out(frame, measure)]
            pairs = rows.groupby(["in_cases", "origin", "destination", "year"])[measure].sum()
            named = pairs.rename("value").reset_index()
            ending = named.pop("in_cases").map({True: "_cases", False: ""}).astype("str")
            named["measure"] = FLOW_NAMES.get(measure, measure) + ending
            parts.append(named.assign(obs_status="A", vintage=issue)[list(FLOWN)])
    return pd.concat(parts, ignore_index=True)


def tidy(raw: Raw, wanted: Sequence[Wanted]) -> pd.DataFrame:
    """Counts by one side. One row per source_code (`endpoint:measure:side`), area and year.

    A published zero is a zero, except before the first year in which the measure counts anybody
    anywhere: there it was not collected yet (null with status L; internally displaced people, for
    one, begin in 1993). Null with status M: the provider writes "not applicable" for every pair of
    that area and year. Null with status L also where cases, not persons, were counted. Of asylum
    applications and decisions there is a row for the World, under the same rule.
    """
    issue, frames = edition(raw), {}
    rows: list[tuple[object, ...]] = []
    for want in wanted:
        name, measure, side = read_code(want.code)
        if name not in frames:
            frames[name] = read_counts(raw, name)
        for area, year, value, status in _by_area(frames[name], name, measure, side):
            rows.append((want.code, "", area, year, value, status, issue))
    return observed(rows)


def _by_area(
    frame: pd.DataFrame, name: str, measure: str, side: str
) -> list[tuple[str, int, float | None, str]]:
    """Area, year, value and status of one measure by one side."""
    begins = frame.loc[frame[measure] > 0, "year"].min()
    kept = frame[~ruled_out(frame, measure)].rename(columns={SIDES[side]: "area"})
    if ENDPOINTS[name].unit:
        kept = pd.concat([kept, kept.assign(area=WORLD)])
    kept = kept.assign(cases=kept[measure].where(kept["in_cases"], 0.0))
    cells = kept.groupby(["area", "year"])
    found: list[tuple[str, int, float | None, str]] = []
    for area, year, count, cases in (
        cells[[measure, "cases"]].sum(min_count=1).reset_index().itertuples(index=False)
    ):
        if count != count:
            found.append((area, year, None, "M"))
        elif year < begins or cases > MOST_IN_CASES * count:
            found.append((area, year, None, "L"))
        else:
            found.append((area, year, count - cases, "A"))
    return found


def read_code(code: str) -> tuple[str, str, str]:
    """Endpoint, measure and side of a registry code such as `population:refugees:asylum`.

    Raises:
        SchemaDrift: no such endpoint, measure or side.
    """
    name, _, rest = code.partition(":")
    measure, _, side = rest.partition(":")
    if measure not in COUNTED.get(name, ()) or side not in SIDES:
        known = ", ".join(f"{n}:<{'|'.join(m)}>" for n, m in COUNTED.items())
        fix = "correct source_code in data/reference/indicator_series.csv"
        expected = f"{known}, each with :{'|'.join(SIDES)}"
        raise SchemaDrift(SOURCE.id, "indicator_series.csv", expected, code, fix)
    return name, measure, side


def describe(raw: Raw, wanted: Sequence[Wanted]) -> Mapping[str, SeriesInfo]:
    """Our title of each code (the provider has none) and the edition; see `edition`."""
    found, issue = {}, edition(raw)
    for code in dict.fromkeys(w.code for w in wanted):
        _, measure, side = read_code(code)
        title = f"{(MEASURES | ASYLUM)[measure]}, by country of {side}"
        found[code] = SeriesInfo(code, title, issue, "persons", PERSONS)
    return found


def notes(raw: Raw) -> Mapping[str, Any]:
    """What is not in a number of persons: the cases of each endpoint, and in how many rows."""
    found = {}
    for name, measure in ((APPLICATIONS.name, "applied"), (DECISIONS.name, "substantive")):
        rows = read_counts(raw, name).query("in_cases")
        found[f"{name}_in_cases"] = f"{int(rows[measure].sum())} cases in {len(rows)} rows"
    return found
