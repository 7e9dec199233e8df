"""The published methods in plain Python, one verdict at a time: the second half of the oracle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Verdict = tuple[str, str, float | None]  # band, reason, ratio
WHEN_MET = {
    "un5": "met",
    "unsd2022": "unsd2022_substantial",
    "unsd2023": "unsd2023_on_track",
    "statcan": "statcan_achieved",
    "escap": "escap_on_track",
    "bounded": "bounded_met",
}
UNMOVED = {  # a change that cannot be told, with a number to reach and without one
    "un5": ("stagnation", "nt_stagnation"),
    "unsd2022": ("unsd2022_limited", "unsd2022_nt_limited"),
    "unsd2023": ("unsd2023_stagnation", "unsd2023_nt_stagnation"),
    "statcan": ("statcan_limited", "statcan_nt_limited"),
    "escap": ("escap_not_progressing", ""),
    "bounded": ("bounded_stagnation", ""),
}
FIVE = ("on_track", "moderate", "marginal", "stagnation", "regression")


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
    share: bool
    floor: float


def judged_pair(pair: Pair, method: str, less_than: bool, percent: bool) -> Verdict:
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
        "bounded": _bounded,
    }[method](pair)
    if reason == "no_ends":
        return "", reason, None
    if met:
        return WHEN_MET[method], "", ratio
    still = pair.floor and abs(pair.v_t - pair.v_b) <= pair.floor * (1 + 1e-9)
    if still and band:
        return UNMOVED[method][pair.target is None], "", ratio
    if not still and method in ("un5", "bounded") and reached(pair.v_b):
        return ("" if method == "un5" else "bounded_") + "regression", "", None
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
        # Limits shrink near the highest value: 1 - (base / limit)^4.44 of them is left.
        shrink = 1.0
        if p.d > 0 and p.top is not None:
            shrink = 1 - min(max(p.v_b / p.top, 0.0), 1.0) ** 4.44
        limits = (0.015 * shrink, 0.005 * shrink, 0.0)
        band = _classed(p.d * rate, limits, names)
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


def _bounded(p: Pair) -> Verdict:
    """On an S-curve between 0 and the highest value of a share."""
    if not p.share:
        return "", "no_ends", None
    if p.target is None:
        return "", "no_target", None
    if min(p.v_b, p.v_t) <= 0 or max(p.v_b, p.v_t) >= p.top:
        return "", "undefined", None
    start, end = (math.log(v / (p.top - v)) for v in (p.v_b, p.v_t))
    there = end + (end - start) * (p.year - p.t) / (p.t - p.b)
    share = _share(p, p.top / (1 + math.exp(-there)))
    return "bounded_" + _classed(share, (0.95, 0.5, 0.1, -0.1), FIVE), "", share
