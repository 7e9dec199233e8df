"""Scales of figures: ranges, round ticks, years, and the places of labels moved apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10

from layouts.charts.record import JSON, Look
from layouts.charts.template import colours, size
from layouts.words.values import compact

Range = tuple[float, float]  # lowest and highest; of a logarithmic axis their powers of ten
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
YEAR_STEPS = (1, 2, 5, 10, 20, 50)
PAD_SHARE = 0.05
NEAR_ZERO = (
    0.7  # an axis of amounts starts at zero where its lowest is below this share of the highest
)
LETTER_PX, TICK_PX = 7.2, 14  # room of a letter of a tick, and between ticks and plot
CLEAR = {"ticks": "outside", "ticklen": 6}  # words clear of marks; ticks themselves are unseen


def span(values: Iterable[float], log: bool, zero: bool) -> Range:
    """The range of an axis that holds the values, with room.

    Args:
        values: finite numbers; none give the range from 0 to 1.
        log: whether the axis is logarithmic.
        zero: whether it starts at zero where zero is near enough to matter.
    """
    held = list(values)
    if not held or (not log and min(held) == max(held) == 0):
        return 0.0, 1.0
    low, high = min(held), max(held)
    if log:
        low, high = log10(low), log10(high)
        pad = max(0.08, (high - low) * PAD_SHARE)
        return low - pad, high + pad
    if zero and 0 < low < high * NEAR_ZERO:
        low = 0.0
    if zero and low * NEAR_ZERO < high < 0:
        high = 0.0
    pad = (high - low or abs(high) or 1.0) * PAD_SHARE
    return (0.0 if low == 0 else low - pad), (0.0 if high == 0 else high + pad)


def ticks(bounds: Range, log: bool, count: int = 6) -> list[float]:
    """Round values inside a range, about so many."""
    if log:
        return _log_ticks(bounds, count)
    low, high = bounds
    rough = (high - low) / count
    power = 10.0 ** floor(log10(rough))
    step = next(s * power for s in STEPS if s * power >= rough * (1 - 1e-9))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [float(f"{k * step:.12g}") for k in range(first, last + 1)]


def _log_ticks(bounds: Range, count: int) -> list[float]:
    low, high = bounds
    for step in range(max(1, ceil((high - low) / count)), 0, -1):
        powers = range(ceil(low / step) * step, floor(high) + 1, step)
        if len(powers) > 1:
            return [10.0**p for p in powers]
    found = (m * 10.0**p for p in range(floor(low), floor(high) + 1) for m in (1, 2, 5))
    return [v for v in found if low <= log10(v) <= high]


def value_axis(bounds: Range, log: bool, look: Look, count: int = 6) -> JSON:
    """An axis of values with round ticks in the language of the look."""
    values = ticks(bounds, log, count)
    return {
        "type": "log" if log else "linear",
        "range": bounds,
        "tickvals": values,
        "ticktext": [compact(v, look.lang) for v in values],
        "showgrid": True,
        "zeroline": not log,
    }


def year_axis(first: int, last: int, look: Look, most: int = 8) -> JSON:
    """An axis of years with a tick every so many of them."""
    pad = max(0.5, (last - first) * 0.015)
    most = max(2, min(most, 5 if look.narrow else most))
    step = next((s for s in YEAR_STEPS if (last - first) / s <= most), 100)
    years = list(range(ceil(first / step) * step, last + 1, step))
    return {
        "range": (first - pad, last + pad),
        "tickvals": years,
        "ticktext": [str(year) for year in years],
        "hoverformat": "d",
        **CLEAR,
    }


def rows_axis(names: Sequence[str], anchor: str, look: Look) -> JSON:
    """The upright axis of a board: a name a row, the first at the top."""
    return {
        "type": "category",
        "anchor": anchor,
        "range": (len(names) - 0.5, -0.5),
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "tickfont": {"size": size("small"), "color": colours(look)["ink"]},
    }


def left_margin(axis: JSON) -> int:
    """Room for the labels of a value axis; plotly finds it by drawing every chart twice."""
    longest = max((len(text) for text in axis["ticktext"]), default=0)
    return ceil(TICK_PX + LETTER_PX * longest * size("text") / 13)


def apart(wanted: Sequence[float], room: float, height: float) -> list[float]:
    """Places of labels, given ascending, moved to stand at least so far from each other."""
    places: list[float] = []
    for at in wanted:
        places.append(max(at, places[-1] + room) if places else at)
    below = height
    for i in range(len(places) - 1, -1, -1):
        if places[i] <= below:
            break
        places[i] = below
        below -= room
    return places


def short(text: str, most: int) -> str:
    """A text cut to so many characters."""
    return text if len(text) <= most else f"{text[: max(4, most - 1)]}\u2026"
