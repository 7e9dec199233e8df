"""Class breaks of the map page: five ways to cut the numbers of a series into classes.

Bounds come from all years and countries of the series together, so a colour means the same in every
year. Exact zeros stand apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context
from math import floor, inf, isfinite, log10

import numpy as np
import numpy.typing as npt

METHODS = ("quantile", "equal", "pretty", "log", "own")
COUNTS = ("3", "4", "5", "6", "7", "8")
MOST_LIMITS = 9
NEGATIVE_SHARE = 0.05  # from this share of negative values on, classes mirror around zero
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
DIGITS = (2, 3, 4, 6, 9, 12)


@dataclass(frozen=True)
class Scheme:
    """Classes of one series. `uppers` ascend, the last infinite; zero has none where `zero`."""

    kind: str  # sequential, diverging, binary
    uppers: tuple[float, ...]
    zero: bool
    single: bool  # every class is one value
    lowest: float
    highest: float

    def class_of(self, value: float) -> int:
        """Number of the first class whose upper bound is not below the value."""
        return next(k for k, upper in enumerate(self.uppers) if value <= upper)

    def bounds(self, k: int) -> tuple[float, float]:
        """Lower (not included) and upper bound of a class; those of the data at the ends."""
        lower = self.uppers[k - 1] if k else self.lowest
        return lower, self.uppers[k] if isfinite(self.uppers[k]) else self.highest


def scheme_of(
    values: npt.NDArray[np.float64],
    kind: str,
    method: str = "quantile",
    count: int = 6,
    limits: Sequence[float] = (),
) -> Scheme:
    """Cut the numbers of a series (NaN ignored) into at most `count` classes.

    `kind` is the indicator's kind; yes/no series have two classes. `limits` are the reader's own
    bounds for the method `own`; without any, quantiles are used.
    """
    known = np.sort(values[~np.isnan(values)])
    if kind == "binary":
        return Scheme("binary", (0.5, inf), False, True, *_ends(known))
    zero = bool((known == 0).any())
    cut = known[known != 0]
    low, high = _ends(cut)
    both = bool(len(cut)) and low < 0 < high
    signed = both and (method == "log" or float((cut < 0).mean()) > NEGATIVE_SHARE)
    name = "diverging" if signed else "sequential"
    if method == "own" and limits:
        own = tuple(sorted(set(limits))[:MOST_LIMITS])
        return Scheme(name, (*own, inf), zero, False, low, high)
    distinct = np.unique(cut)
    if len(distinct) <= count:
        return Scheme(name, (*map(float, distinct[:-1]), inf), zero, True, low, high)
    raw, digits = _raw(cut, method, count, signed)
    return Scheme(name, (*rounded(raw, low, high, digits), inf), zero, False, low, high)


def read_limits(text: str) -> tuple[float, ...]:
    """The reader's bounds: finite numbers between commas or blanks; () where any is not one."""
    try:
        found = [float(part) for part in text.replace(";", " ").replace(",", " ").split()]
    except ValueError:
        return ()
    return tuple(found) if all(isfinite(x) for x in found) else ()


def _ends(known: npt.NDArray[np.float64]) -> tuple[float, float]:
    return (float(known[0]), float(known[-1])) if len(known) else (float("nan"), float("nan"))


def _raw(
    cut: npt.NDArray[np.float64], method: str, count: int, signed: bool
) -> tuple[list[float], tuple[int, ...]]:
    """Bounds before rounding, and the numbers of digits to try."""
    low, high = _ends(cut)
    if method == "pretty":
        return _multiples(low, high, count), DIGITS[-1:]
    if not signed and method != "log":
        part = _quantile if method == "quantile" else _between
        return [part(cut, i / count) for i in range(1, count)], DIGITS
    sizes = np.sort(np.abs(cut))
    half = count if not signed else max(1, count // 2)
    if method == "log":
        small, large = _ends(sizes)
        sizes_at = [small * (large / small) ** (i / half) for i in range(1, half)]
    elif method == "quantile":
        sizes_at = [_quantile(sizes, i / half) for i in range(1, half)]
    else:
        sizes_at = [float(sizes[-1]) * i / half for i in range(1, half)]
    if signed:
        return [*(-x for x in reversed(sizes_at)), 0.0, *sizes_at], (1, *DIGITS)
    return (sizes_at if low > 0 else [-x for x in reversed(sizes_at)]), (1, *DIGITS)


def _quantile(ordered: npt.NDArray[np.float64], share: float) -> float:
    place = share * (len(ordered) - 1)
    at = floor(place)
    low, high = float(ordered[at]), float(ordered[min(at + 1, len(ordered) - 1)])
    return low + (high - low) * (place - at)


def _between(ordered: npt.NDArray[np.float64], share: float) -> float:
    low, high = _ends(ordered)
    return low + (high - low) * share


def _multiples(low: float, high: float, count: int) -> list[float]:
    """Multiples of a step of 1, 2, 2.5 or 5 times a power of ten between the ends."""
    wish = (high - low) / count
    power = 10.0 ** floor(log10(wish))
    step = next(s for s in STEPS if s * power >= wish * (1 - 1e-9)) * power
    first = floor(low / step) + 1
    return [k * step for k in range(first, first + count + 1) if low < k * step < high]


def rounded(raw: Sequence[float], low: float, high: float, digits: Sequence[int]) -> list[float]:
    """Bounds with as few digits as keep them apart and between the ends."""
    wanted = sorted({x for x in raw if low < x < high})
    for count in digits:
        found = sorted({x for x in (to_digits(x, count) for x in wanted) if low < x < high})
        if len(found) == len(wanted):
            return found
    return wanted


def to_digits(value: float, digits: int) -> float:
    """Round half away from zero to significant digits."""
    return float(Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal_from_float(value))
