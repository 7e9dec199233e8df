"""The contract of the incidents table: deaths and disappearances of migrants, one row per record.

It knows nothing of the provider's files. Nothing is filled: what the source left empty is null.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from data.schema.contract import FIRST_YEAR, NAME, Known, TableError, broken_rule, column_problems

INCIDENTS = pa.schema(
    [
        pa.field("incident_id", pa.string(), nullable=False),
        pa.field("event_id", pa.string(), nullable=False),
        pa.field("type", NAME),
        pa.field("date", pa.string()),
        pa.field("year", pa.int16(), nullable=False),
        pa.field("lat", pa.float64()),
        pa.field("lon", pa.float64()),
        pa.field("region", NAME),
        pa.field("area_code", NAME),
        pa.field("route", NAME),
        pa.field("cause", NAME),
        pa.field("origin", NAME),
        pa.field("dead", pa.float64()),
        pa.field("missing", pa.float64()),
        pa.field("total", pa.float64(), nullable=False),
        pa.field("survivors", pa.float64()),
        pa.field("females", pa.float64()),
        pa.field("males", pa.float64()),
        pa.field("children", pa.float64()),
        pa.field("location", pa.string()),
        pa.field("source_quality", pa.float64()),
        pa.field("source_id", NAME, nullable=False),
        pa.field("vintage", NAME, nullable=False),
    ]
)
INCIDENT_KEY = ["incident_id"]

# What each column means: the words of the data dictionary.
INCIDENT_MEANINGS = {
    "incident_id": "The provider's id of this record, unique. A number after `#` is ours: the "
    "yearly files give parts of one split incident the same id.",
    "event_id": "The provider's id of the whole event; the parts of a split incident share it.",
    "type": "Incident, split incident (part of an event) or cumulative incident (several deaths "
    "known only as one number). Null in the yearly files.",
    "date": "ISO date, or only year and month where the source gives no day. Null if neither.",
    "year": "Year under which the source counts the record.",
    "lat": "Latitude in degrees, often an estimate of the source.",
    "lon": "Longitude in degrees, often an estimate of the source.",
    "region": "Region of the incident, in the source's own division and words.",
    "area_code": "Country of the incident. At sea, the one the source assigned.",
    "route": "Migration route in the source's words; null where it names none.",
    "cause": "Cause of death in the source's words.",
    "origin": "Country or countries of origin in the source's words; often `Unknown`.",
    "dead": "Recorded deaths.",
    "missing": "Minimum estimate of people missing. Negative where the source corrects an earlier "
    "part of the same event: people first missing, then found dead.",
    "total": "Dead and missing, as published. Never negative.",
    "survivors": "Survivors; a few negative numbers are corrections of the source.",
    "females": "Women and girls among the dead and missing, where known.",
    "males": "Men and boys among the dead and missing, where known.",
    "children": "Children among the dead and missing, where known.",
    "location": "Where it happened, in the source's words.",
    "source_quality": "The source's mark of its evidence: 1 one media report, 2 eyewitnesses, "
    "3 several media reports, 4 an organisation, 5 officials or forensic experts.",
    "source_id": "Provider, as in `reference/sources.csv`.",
    "vintage": "Date of the newest incident in the file this record came from.",
}
DATE = r"\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?"


def check_incidents(frame: pd.DataFrame, known: Known) -> None:
    """Refuse a table of incidents that breaks the contract. One row per INCIDENT_KEY.

    Raises:
        TableError: all problems at once, each with the rule, the count and sample rows.
    """
    problems = column_problems(frame, INCIDENTS)
    if not problems:
        date, year = frame["date"], frame["year"]
        dated = date.notna()
        counted = frame[["dead", "missing"]].notna().any(axis=1)
        total = frame["dead"].fillna(0) + frame["missing"].fillna(0)
        area, quality = frame["area_code"], frame["source_quality"]
        years = f"year outside {FIRST_YEAR}..{known.last_year}"
        other_year = dated & (date.str[:4] != year.astype("str"))
        rules = [
            (frame.duplicated(INCIDENT_KEY, keep=False), "the key is not unique"),
            (dated & ~date.str.fullmatch(DATE).fillna(False), "date is not ISO"),
            (other_year, "date lies in another year"),
            (~year.between(FIRST_YEAR, known.last_year), years),
            (area.notna() & ~area.isin(known.areas), "unknown area"),
            (frame["lat"].isna() != frame["lon"].isna(), "half a coordinate"),
            (
                (frame["lat"].abs() > 90) | (frame["lon"].abs() > 180),
                "coordinate outside the globe",
            ),
            ((frame["dead"] < 0) | (frame["total"] < 0), "a negative count of people"),
            (counted & (total != frame["total"]), "dead and missing do not add up to the total"),
            (quality.notna() & ~quality.isin([1, 2, 3, 4, 5]), "quality is not 1 to 5"),
        ]
        problems = [text for broken, rule in rules for text in broken_rule(frame, broken, rule)]
    if problems:
        raise TableError("incidents", problems)
