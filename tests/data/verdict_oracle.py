"""Every verdict once more, one at a time, in plain Python written from the published methods.

It shares nothing with data/progress: no formula, no limit, no rule of points. Slow on purpose.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from tests.data.verdict_oracle_methods import WHEN_MET, Pair, Verdict, judged_pair

NOW = 2026
BASES = {
    "near2015": (2015, 2016, 2017, 2018, 2014, 2013, 2012),
    "near2018": (2018, 2019, 2020, 2017, 2016),
    "since2000": tuple(range(2000, 2011)),
}
LESS_THAN = ("sdg-10-c-1-si-rmt-cost", "sdg-10-c-1-si-rmt-cost-snd", "sdg-3-1-1-sh-sta-mort")
TOPS = {"percent": 100, "index_100": 100, "score_1": 1, "score_10": 10}
PANDEMIC = (2020, 2021, 2022)
Published = Mapping[int, tuple[float, str]]  # year -> value and status of what may lead
Choice = tuple[str, str, str, str]  # method, base, modelled, covid


def verdict(
    row: Mapping[str, str],
    published: Published,
    choice: Choice,
    own: Mapping[str, str],
    never: str = "",
) -> Verdict:
    """Band, reason and ratio of one series and area.

    Args:
        row: one of indicators.csv.
        published: the values that may lead.
        choice: method, base, modelled, covid.
        own: its row of verdict_rules.csv, empty without one.
        never: "group" for a group of countries, "island" for a territory without residents,
            "yes" for a series without a no.
    """
    if never == "island":
        return "", "few_residents", None
    if never == "group" and row["role"] in ("binary", "ordinal"):
        return "", "counts_countries", None
    unsaid = own.get("zero") == "no_record"
    sent = {y: v for y, v in published.items() if not (unsaid and v[0] == 0)}
    if published and not sent:
        return "", "no_record", None
    if never == "yes":
        return "", "yes_only", None
    return _by_values(row, sent, choice, own)


def _by_values(
    row: Mapping[str, str], published: Published, choice: Choice, own: Mapping[str, str]
) -> Verdict:
    method, base, modelled, covid = choice
    year = int(row["target_year"] or 2030)
    numeric = row["target_value"] and row["target_kind"] not in ("direction", "none")
    until = year if numeric and year < NOW else math.inf
    changed = int(own.get("since") or 0)
    if changed <= max(published, default=0):
        published = {y: v for y, v in published.items() if y >= changed}
    values = _counting(row, published, modelled, covid, until)
    if values is None:
        return "", "too_few_points", None
    parity = float(row["target_value"]) if row["direction"] == "parity" else None
    judged = {y: d for y, v in values.items() if (d := _apart(v, parity)) is not None}
    if not judged:
        return "", "no_value", None
    t = max(judged)
    if NOW - t > 5:
        return "", "too_old", None
    target = _target(row, {y: values[y] for y in judged})
    b = next((y for y in BASES[base] if y in judged), None)
    if row["role"] in ("binary", "ordinal"):
        return _step(row, values, b, t, target, method)
    if reason := _lacking(row, judged, b, t, target):
        return "", reason, None
    if own.get("small") and max(values[b], values[t]) < float(own["small"]):
        return "", "below_noise", None
    d = 1 if row["direction"] == "up" else -1
    ends, raw = (judged[b], judged[t]), (values[b], values[t])
    share = parity is None and row["unit"] in TOPS and own.get("ends") != "no"
    floor = float(own.get("noise_floor") or 0)
    pair = Pair(*ends, b, t, raw, target, year, d, parity, TOPS.get(row["unit"]), share, floor)
    return judged_pair(pair, method, row["indicator_id"] in LESS_THAN, row["unit"] == "percent")


def _lacking(
    row: Mapping[str, str],
    judged: Mapping[int, float],
    b: int | None,
    t: int,
    target: float | None,
) -> str:
    """Why two points cannot be compared, or ""."""
    if len(judged) == 1:
        return "sparse" if row["role"] == "assess_sparse" else "too_few_points"
    if b is None:
        return "no_base"
    if t - b < 3:
        return "too_short"
    return "no_base" if row["target_kind"] == "relative" and target is None else ""


def _counting(
    row: Mapping[str, str], published: Published, modelled: str, covid: str, until: float
) -> dict[int, float] | None:
    """The values that count; None where a mean of years has too few of them."""
    breaks = [y for y, (_, status) in published.items() if status == "B"]
    skipped = PANDEMIC if covid == "without" else ()
    kept = {
        y: v
        for y, (v, status) in published.items()
        if y >= max(breaks, default=0)
        and y <= until
        and y not in skipped
        and not (modelled == "without" and status == "E")
    }
    if row["role"] != "assess_noisy":
        return kept
    means = {}
    for y in kept:
        five = [k for k in range(y, y - 9, -1) if k not in skipped][:5]
        window = [kept[k] for k in five if k in kept]
        if len(window) >= 3:
            means[y] = math.fsum(window) / len(window)
    return None if published and not means else means


def _apart(value: float, parity: float | None) -> float | None:
    if parity is None:
        return value
    if parity == 1:
        if value <= 0:
            return None
        return 1.0 if 0.97 <= value <= 1.03 else max(value, 1 / value)
    even = parity == 50 and value < 100 and 0.97 <= value / (100 - value) <= 1.03
    return parity if even else parity + abs(value - parity)


def _target(row: Mapping[str, str], values: Mapping[int, float]) -> float | None:
    if not row["target_value"] or row["target_kind"] in ("direction", "none"):
        return None
    number = float(row["target_value"])
    if row["target_kind"] != "relative":
        return number
    start = next((y for y in BASES["near2015"] if y in values), None)
    return None if start is None else values[start] * (1 + number / 100)


def _step(
    row: Mapping[str, str],
    values: Mapping[int, float],
    b: int | None,
    t: int,
    target: float,
    method: str,
) -> Verdict:
    if values[t] >= target:
        return WHEN_MET[method], "", None
    if row["role"] == "binary" or b is None:
        return "not_met", "", None
    change = values[t] - values[b]
    return "class_up" if change > 0 else "class_same" if change == 0 else "class_down", "", None
