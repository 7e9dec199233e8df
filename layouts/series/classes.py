"""Map classes: how numbers become colours. One rule, used by the server and sent to the browser.

A value belongs to the first class whose upper bound is not below it. Bounds come from all years of
the series together, so a colour means the same in every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
import numpy.typing as npt

from layouts.tokens import colours, ramp

MISSING = -1
ZERO_SHARE = 0.05  # zero gets a class of its own from this share of the values on
QUANTILES = (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6)

SEQUENTIAL, DIVERGING, BINARY = "classes", "classes_diverging", "no_yes"  # ramps of the tokens
ZERO = "zero_class"  # the colour of zero, where it has a class of its own


@dataclass(frozen=True)
class Classes:
    """Class bounds of one series. `uppers` ascend; the last is infinite (None when sent)."""

    kind: str  # sequential, diverging, binary
    uppers: tuple[float, ...]
    lowest: float
    highest: float
    has_zero: bool = False

    def assign(self, values: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
        """Class number of each value; -1 where there is no value."""
        found = np.searchsorted(np.array(self.uppers), values, side="left")
        return np.where(np.isnan(values), MISSING, found).astype(np.int8)

    def colours(self, dark: bool = False) -> tuple[str, ...]:
        """One colour per class, lowest first."""
        if self.kind == "binary":
            return ramp(BINARY, dark)
        tones = ramp(DIVERGING if self.kind == "diverging" else SEQUENTIAL, dark)
        count = len(self.uppers) - self.has_zero
        picks = np.linspace(0, len(tones) - 1, max(count, 2)).round().astype(int)[:count]
        picked = tuple(tones[i] for i in picks)
        return (colours(dark)[ZERO], *picked) if self.has_zero else picked


def classes_of(values: npt.NDArray[np.float64], kind: str) -> Classes:
    """Choose class bounds for the numbers of a series (NaN ignored).

    `kind` is the indicator's kind. Yes/no series have two classes. Series with values on both
    sides of zero get bounds mirrored around it. All others get six classes of about equal size,
    their bounds rounded to two significant digits, with zero apart where it is common.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return Classes("sequential", (float("inf"),), float("nan"), float("nan"))
    low, high = float(known.min()), float(known.max())
    if kind == "binary":
        return Classes("binary", (0.5, float("inf")), low, high)
    if low < 0 < high and (known < 0).mean() > ZERO_SHARE:
        inner, outer = (pretty(float(np.quantile(np.abs(known), q))) for q in (0.5, 0.85))
        bounds = sorted({-outer, -inner, 0.0, inner, outer})
        return Classes("diverging", (*bounds, float("inf")), low, high)
    has_zero = low == 0 and float((known == 0).mean()) >= ZERO_SHARE
    positive = known[known > 0] if has_zero else known
    bounds = sorted({pretty(float(np.quantile(positive, q))) for q in QUANTILES if len(positive)})
    bounds = [b for b in bounds if low < b < high]
    if has_zero:
        bounds = [0.0, *(b for b in bounds if b > 0)]
    return Classes("sequential", (*bounds, float("inf")), low, high, has_zero)


def pretty(value: float, digits: int = 2) -> float:
    """Round to two significant digits, so that a legend reads easily."""
    rounded = float(f"{value:.{digits - 1}e}")
    return rounded if isfinite(rounded) else value
