"""Every verdict once more, one at a time, in plain Python written from the published methods.

It shares nothing with data/progress: no formula, no limit, no rule of points. Slow on purpose.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NOW = 2026
BASES = {
    "near2015": (2015, 2016, 2017, 2018, 2014, 2013, 2012),
    "near2018": (2018, 2019, 2020, 2017, 2016),
    "since2000": tuple(range(2000, 2011)),
}
LESS_THAN = ("sdg-10-c-1-si-rmt-cost", "sdg-10-c-1-si-rmt-cost-snd", "sdg-3-1-1-sh-sta-mort")
TOPS = {"percent": 100, "index_100": 100, "score_1": 1, "score_10": 10}
WHEN_MET = {
    "un5": "met",
    "unsd2022": "unsd2022_substantial",
    "unsd2023": "unsd2023_on_track",
    "statcan": "statcan_achieved",
    "escap": "escap_on_track",
}
FIVE = ("on_track", "moderate", "marginal", "stagnation", "regression")
Published = Mapping[int, tuple[float, str]]  # year -> value and status; forecasts left out
Verdict = tuple[str, str, float | None]  # band, reason, ratio


@dataclass(frozen=True)
class Pair:
    """Base and latest as judged; `raw` as published. d is +1 where up is good."""

    v_b: float
    v_t: float
    b: int
    t: int
    raw: tuple[float, float]
    target: float | None
    year: int
    d: int
    parity: float | None
    top: float | None


def verdict(
    row: Mapping[str, str], published: Published, method: str, base: str, modelled: str
) -> Verdict:
    """Band, reason and ratio of one series and area; `row` is one of indicators.csv."""
    year = int(row["target_year"] or 2030)
    until = year if year < NOW else math.inf
    values = _counting(row, published, modelled, until)
    if values is None:
        return "", "too_few_points", None
    parity = float(row["target_value"]) if row["direction"] == "parity" else None
    judged = {y: _apart(v, parity) for y, v in values.items()}
    judged = {y: v for y, v in judged.items() if v is not None}
    if not judged:
        return "", "no_value", None
    t = max(judged)
    if t < min(NOW, until) - 6:
        return "", "too_old", None
    target = _target(row, {y: values[y] for y in judged})
    b = next((y for y in BASES[base] if y in judged), None)
    if row["role"] in ("binary", "ordinal"):
        return _step(row, values, b, t, target, method)
    if len(judged) == 1:
        return "", "sparse" if row["role"] == "assess_sparse" else "too_few_points", None
    if b is None or (row["target_kind"] == "relative" and target is None):
        return "", "no_base", None
    if t - b < 3:
        return "", "too_short", None
    d = 1 if row["direction"] == "up" else -1
    ends, raw = (judged[b], judged[t]), (values[b], values[t])
    pair = Pair(*ends, b, t, raw, target, year, d, parity, TOPS.get(row["unit"]))
    return _judged(pair, method, row["indicator_id"] in LESS_THAN, row["unit"] == "percent")


def _counting(
    row: Mapping[str, str], published: Published, modelled: str, until: float
) -> dict[int, float] | None:
    """The values that count; None where a mean of years has too few of them."""
    breaks = [y for y, (_, status) in published.items() if status == "B"]
    kept = {
        y: v
        for y, (v, status) in published.items()
        if y >= max(breaks, default=0)
        and y <= until
        and not (modelled == "without" and status == "E")
    }
    if row["role"] != "assess_noisy":
        return kept
    windows = {y: [kept[k] for k in range(y - 4, y + 1) if k in kept] for y in kept}
    means = {y: math.fsum(w) / len(w) for y, w in windows.items() if len(w) >= 3}
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


def _judged(pair: Pair, method: str, less_than: bool, percent: bool) -> Verdict:
    def reached(value: float) -> bool:
        if pair.target is None:
            return False
        lead = pair.d * (value - pair.target)
        return lead > 0 if less_than else lead >= 0

    near = percent and pair.target is not None and pair.parity is None
    met = reached(pair.v_t) or (near and (pair.v_t >= 99 if pair.d > 0 else pair.v_t <= 1))
    band, reason, ratio = {
        "un5": _un5,
        "unsd2022": _unsd2022,
        "unsd2023": _unsd2023,
        "statcan": _statcan,
        "escap": _escap,
    }[method](pair)
    if met:
        return WHEN_MET[method], "", ratio
    if method == "un5" and reached(pair.v_b):
        return "regression", "", None
    return band, reason, ratio


def _classed(ratio: float, lower: Sequence[float], names: Sequence[str], over: bool = False) -> str:
    for limit, name in zip(lower, names, strict=False):
        if ratio > limit or (ratio == limit and not over):
            return name
        over = False
    return names[-1]


def _growth(start: float, end: float, years: int) -> float | None:
    return None if start <= 0 or end < 0 or years <= 0 else (end / start) ** (1 / years) - 1


def _towards(move: float, way: float) -> float:
    """Share of a way; where none is left, the move alone decides."""
    return move / way if way else math.copysign(math.inf, move) if move else 0.0


def _why(pair: Pair) -> str:
    return "sign" if pair.v_b < 0 or pair.v_t < 0 else "zero_base"


def _un5(p: Pair) -> Verdict:
    rate = _growth(p.v_b, p.v_t, p.t - p.b)
    if p.target is None:
        if rate is None and (p.v_b * p.v_t < 0 or p.v_b == 0):
            return "", "zero_base" if p.v_b == 0 else "sign", None
        slope = (p.v_t - p.v_b) / abs(p.v_b) / (p.t - p.b) if p.v_b else 0.0
        pace = p.d * (slope if rate is None else rate)
        names = ("substantial", "moderate", "marginal", "stagnation", "regression")
        return f"nt_{_classed(pace, (0.02, 0.01, 0.005, -0.01), names)}", "", pace
    if p.v_b <= 0 or p.v_t <= 0:
        projected = p.v_t + (p.v_t - p.v_b) / (p.t - p.b) * (p.year - p.t)
    else:
        projected = p.v_t * (1 + rate) ** (p.year - p.t)
    if p.top is not None:
        projected = min(max(projected, 0.0), p.top)
    share = _share(p, projected)
    return _classed(share, (0.95, 0.5, 0.1, -0.1), FIVE), "", share


def _share(p: Pair, projected: float) -> float:
    if p.target == p.v_b:
        return _towards(p.d * (p.v_t - p.v_b), 0.0)
    return (projected - p.v_b) / (p.target - p.v_b)


def _unsd2023(p: Pair) -> Verdict:
    rate = _growth(p.v_b, p.v_t, p.t - p.b)
    if rate is None:
        return "", _why(p), None
    names = ("substantial", "fair", "stagnation")
    if p.target is None:
        return f"unsd2023_nt_{_classed(p.d * rate, (0.02, 0.005), names)}", "", p.d * rate
    share = _share(p, p.v_t * (1 + rate) ** (p.year - p.t))
    return f"unsd2023_{_classed(share, (0.95, 0.1), ('on_track', *names[1:]))}", "", share


def _unsd2022(p: Pair) -> Verdict:
    rate, names = _growth(p.v_b, p.v_t, p.t - p.b), ("substantial", "fair", "limited")
    if rate is None:
        return "", _why(p), None
    names = (*names, "deterioration")
    if p.target is None:
        band = _classed(p.d * rate, (0.01, 0.005, -0.01), names, over=True)
        return f"unsd2022_nt_{band}", "", p.d * rate
    needed = _growth(p.v_b, p.target, p.year - p.b)
    if needed is None:
        return "", "undefined", None
    ratio = rate / needed if needed else _towards(p.d * rate, 0.0)
    return f"unsd2022_{_classed(ratio, (0.95, 0.5, -0.1), names, over=True)}", "", ratio


def _statcan(p: Pair) -> Verdict:
    start = p.v_b or 0.001
    rate = 0.0 if p.v_b == p.v_t == 0 else _growth(start, p.v_t, p.t - p.b)
    if rate is None:
        return "", "sign", None
    if p.target is None:
        names = ("substantial", "acceleration", "limited", "deterioration")
        band = _classed(p.d * rate, (0.015, 0.005, 0.0), names)
        return f"statcan_nt_{band}", "", p.d * rate
    needed = _growth(start, p.target or 0.001, p.year - p.b)
    if needed is None:
        return "", "undefined", None
    ratio = _towards(p.d * rate, abs(needed))
    names = ("on_track", "acceleration", "limited", "deterioration")
    return f"statcan_{_classed(ratio, (0.95, 0.6, 0.0), names)}", "", ratio


def _escap(p: Pair) -> Verdict:
    if p.target is None:
        return "", "no_target", None
    done = _towards(p.d * (p.v_t - p.v_b), abs(p.target - p.v_b))
    if p.parity is not None and p.raw[0] != p.parity and p.target != p.v_b:
        done = 1 - abs(p.parity - p.raw[1]) / abs(p.parity - p.raw[0])
    passed = min((p.t - p.b) / (p.year - p.b), 1.0) if p.year > p.b else 1.0
    pace = done / passed
    names = ("on_track", "too_slow", "not_progressing")
    return f"escap_{_classed(pace, (0.95, 0.1), names)}", "", pace
