"""Builds the table of verdicts from the observations and the reference tables.

How a verdict comes about stands in data/progress; here it only meets names.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import fields
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from data.arithmetic.sums import is_summed
from data.own_rules import STANDARD, Rules, apply_rules, kept_rules
from data.progress.bands import BANDS, COMMON, NONE, REASONS
from data.progress.judge import Judged, judge_units
from data.progress.points import make_grid
from data.progress.rules import Rule, barred, judged, only_yes, rule_of, why_not
from data.progress.settings import ALL_SETTINGS, DEFAULT, judged_year
from data.progress.traits import make_traits, unpack
from data.quality import doubted, leading
from data.reference_lists import Reference
from data.schema.contract import Known
from data.schema.verdicts import VERDICT_KEY, VERDICTS, check_verdicts
from etl.ask.snapshots import sha256
from etl.build.load import VERDICTS_FILE, Tables, empty_verdicts

UNIT = ["indicator_id", "source_id", "area_code"]
DIGITS = 12
# Processors differ in the last bits of a power; the ratio of two small growths makes more of them.
RATIO_DECIMALS = 9
RULE = ("indicator_id", "role", "direction", "unit", "target_kind", "target_value", "target_year")


def with_verdicts(tables: Tables, reference: Reference, rules: Rules = STANDARD) -> Tables:
    """The tables with their verdicts, and in the catalogue what these rest on.

    Args:
        tables: their rows stay as they are.
        reference: our links and targets.
        rules: a researcher's own in their place; none leads back to ours.

    Raises:
        TableError: the verdicts break their contract.
        ReferenceListError: the rules break theirs.
    """
    catalogue = {name: entry for name, entry in tables.catalogue.items() if name != "rules"}
    if not catalogue.get("sources"):
        return tables
    reference = apply_rules(reference, rules)
    if rules:
        catalogue["rules"] = rules.record()
    year = judged_year(catalogue["sources"])
    frame = judge_table(tables.observations, reference, year)
    check_verdicts(frame, Known(frozenset(reference.areas), reference.units, year + 1))
    catalogue["verdicts"] = {
        "areas": int(frame["area_code"].nunique()),
        "rows": len(frame),
        "rules": _rule_counts(frame, catalogue["series"]),
        "rules_sha256": rules_hash(reference),
        "series": len(frame[UNIT[:2]].drop_duplicates()),
        "year": year,
    }
    return dataclasses.replace(tables, catalogue=catalogue, verdicts=frame)


def stale(tables: Tables, reference: Reference) -> str:
    """What is wrong with the verdicts that stand, as one sentence; "" where nothing is."""
    new = with_verdicts(tables, reference, kept_rules(tables.catalogue.get("rules", {})))
    remedy = "Run `python -m etl judge`"
    if new.catalogue.get("verdicts") != tables.catalogue.get("verdicts"):
        return f"{VERDICTS_FILE}: made by other rules or of other rows. {remedy}"
    one, other = (t.verdicts.sort_values(VERDICT_KEY) for t in (tables, new))
    for name in VERDICTS.names:
        old, found = (frame[name].to_numpy() for frame in (one, other))
        if pa.types.is_dictionary(VERDICTS.field(name).type):
            same = np.array_equal(old.astype("str"), found.astype("str"))
        else:
            near = 2 * 10.0**-RATIO_DECIMALS if name == "ratio" else 0
            same = np.allclose(old.astype(float), found.astype(float), 1e-9, near, equal_nan=True)
        if not same:
            return f"{VERDICTS_FILE}: {name} is not what the observations give. {remedy}"
    return ""


def _rule_counts(frame: pd.DataFrame, series: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """How many verdicts each rule touches, on the series that screens show, by default settings.

    `flags` marks verdicts that stand, `reasons` those that are withheld; `units` is all of them.
    """
    shown = [key.split("|")[:2] for key, entry in series.items() if entry.get("is_default")]
    rows = frame.merge(pd.DataFrame(shown, columns=UNIT[:2]), on=UNIT[:2])
    for name in ("method", "base", "modelled", "covid"):
        rows = rows[rows[name] == getattr(DEFAULT, name)]
    stands = rows["band"] != ""
    flags = Counter(f for text in rows.loc[stands, "flags"] for f in str(text).split(";") if f)
    reasons = Counter(rows.loc[~stands, "reason"].astype("str"))
    one = int((stands & (rows["settings"] == 1)).sum())
    return {
        "common": dict(sorted(Counter(rows.loc[stands, "common"].astype("str")).items())),
        "flags": dict(sorted(flags.items())),
        "one_setting": one,
        "reasons": dict(sorted(reasons.items())),
        "units": len(rows),
        "verdicts": int(stands.sum()),
    }


def rules_hash(reference: Reference) -> str:
    """One hash of what the reference tables decide about verdicts; words are left out."""
    rows = [[getattr(i, name) for name in RULE] for i in reference.indicators.values()]
    own = (reference.verdict_rules, reference.verdict_areas)
    rows += [
        [getattr(row, f.name) for f in fields(row) if f.name != "words"]
        for table in own
        for row in table.values()
    ]
    return sha256(repr(rows).encode())


def judge_table(observations: pd.DataFrame, reference: Reference, year: int) -> pd.DataFrame:
    """Every verdict. One row per VERDICT_KEY, seventy-two per series and area.

    Args:
        observations: as in data/schema/contract.py; only totals (breakdown "") of indicators that
            can be judged count, and no group of areas that was summed here.
        reference: directions, roles and targets.
        year: the year verdicts are given in.

    Returns:
        The columns of data/schema/verdicts.py; years are NaN where there is none.
    """
    own = reference.verdict_rules
    chosen = {i: rule_of(e, own.get(i)) for i, e in reference.indicators.items() if not why_not(e)}
    rows = observations[observations["indicator_id"].isin(list(chosen))]
    rows = rows[(rows["breakdown"] == "") & ~is_sum(rows["vintage"])]
    pairs = rows[["area_code", "source_id"]].drop_duplicates()
    listed = (judged(str(a), str(s)) for a, s in pairs.itertuples(index=False))
    allowed = pairs[np.fromiter(listed, dtype=bool)]
    rows = rows.merge(allowed, on=["area_code", "source_id"])
    if rows.empty:
        return empty_verdicts()
    rows = rows.sort_values([*UNIT, "year"], kind="stable", ignore_index=True)
    first = ~rows.duplicated(UNIT)
    units = rows.loc[first, UNIT].reset_index(drop=True)
    leading = may_lead(rows)
    numbers = {name: i for i, name in enumerate(chosen)}
    which = np.array([numbers[str(name)] for name in units["indicator_id"]], dtype=np.int64)
    rules = list(chosen.values())
    grid = make_grid(
        np.cumsum(first.to_numpy(), dtype=np.int64) - 1,
        rows["year"].to_numpy(dtype=np.int64),
        rows["value"].to_numpy(dtype=np.float64),
        rows["obs_status"].astype("str").map(ord).to_numpy(dtype=np.uint8),
        leading,
        np.array([rule.unrecorded for rule in rules], dtype=bool)[which],
        np.array([rule.since for rule in rules], dtype=np.int64)[which],
    )
    bars = _bars(units, rows[leading], chosen, reference)
    return _named(units, judge_units(grid, make_traits(rules, which, year), bars))


def may_lead(rows: pd.DataFrame) -> np.ndarray:
    """Which observations may be a point of a verdict; see data/quality.py."""
    letters = rows["obs_status"].astype("str").map(ord).to_numpy(dtype=np.uint8)
    doubtful = rows["quality"].astype("str").map(doubted) if "quality" in rows else False
    return leading(rows["value"].to_numpy(dtype=np.float64), letters, np.asarray(doubtful, bool))


def _bars(
    units: pd.DataFrame, rows: pd.DataFrame, chosen: dict[str, Rule], reference: Reference
) -> np.ndarray:
    """Reason code of units that can have no verdict whatever their values are, NONE elsewhere."""
    yes_only: dict[tuple[str, str], bool] = {}
    answers = rows[rows["indicator_id"].isin([i for i, r in chosen.items() if r.steps])]
    answers = answers[~answers["area_code"].astype("str").str.contains(":")]
    for (indicator, source), values in answers.groupby(UNIT[:2], observed=True)["value"]:
        rule = chosen[str(indicator)]
        counted = values[values != 0] if rule.unrecorded else values
        yes_only[str(indicator), str(source)] = only_yes(rule, counted)
    found = [
        barred(
            chosen[str(indicator)],
            str(area),
            reference.verdict_areas,
            yes_only.get((str(indicator), str(source)), False),
        )
        for indicator, source, area in units.itertuples(index=False)
    ]
    return np.array([REASONS.index(reason) if reason else NONE for reason in found], dtype=np.int16)


def is_sum(vintages: pd.Series) -> pd.Series:
    """Whether each row is a World sum of those who report, which is never judged."""
    sums = [v for v in vintages.unique() if is_summed(str(v))]
    return vintages.isin(sums)


def _named(units: pd.DataFrame, found: Judged) -> pd.DataFrame:
    """The verdicts as rows with names in the place of codes."""
    count, settings = len(units), len(ALL_SETTINGS)
    columns: dict[str, Any] = {}
    for name in UNIT:
        codes, labels = pd.factorize(units[name], sort=True)
        columns[name] = _text(np.repeat(codes, settings), labels)
    for name in ("method", "base", "modelled", "covid"):
        labelled = np.array([getattr(setting, name) for setting in ALL_SETTINGS])
        names, choices = np.unique(labelled, return_inverse=True)  # in order, as rows are sorted
        columns[name] = _text(np.tile(choices, count), names)
    columns["band"] = _text(found.band + 1, ["", *(b.id for b in BANDS)])
    columns["common"] = _text(found.common + 1, ["", *COMMON])
    columns["reason"] = _text(found.reason + 1, ["", *REASONS])
    bits, places = np.unique(found.flags, return_inverse=True)
    columns["flags"] = _text(places, [";".join(unpack(int(b))) for b in bits])
    for name in VERDICTS.names:
        if name not in columns:
            columns[name] = getattr(found, name).ravel()
    columns["ratio"] = np.round(columns["ratio"], RATIO_DECIMALS) + 0.0  # no negative zero
    columns["projected"] = _rounded(columns["projected"])
    frame = pd.DataFrame({name: columns[name] for name in VERDICTS.names})
    return frame.astype({"target_year": "int16"})


def _rounded(values: np.ndarray) -> np.ndarray:
    """Twelve significant digits: processors differ in the last bits of a power."""
    with np.errstate(divide="ignore"):
        size = np.floor(np.log10(np.abs(values)))
    scale = 10.0 ** (DIGITS - 1 - np.where(np.isfinite(size), size, 0.0))
    return np.rint(values * scale) / scale


def _text(codes: np.ndarray, labels: Any) -> pd.Categorical:
    """Names of codes that count from 0."""
    return pd.Categorical.from_codes(codes.ravel(), pd.Index(list(labels), dtype="str"))
