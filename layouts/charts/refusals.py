"""What of an address may not be drawn, and why.

The rules of arithmetic stand in data/arithmetic/guard.py; here they are applied to one series.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.arithmetic.concepts import AGED, Concept
from data.arithmetic.guard import AMOUNTS, SUMMARIES, Ruling, form_ruling, summary_ruling
from layouts.charts.forms import TOTAL
from layouts.series.cells import Cells

# What is no height of a column as wide as the people, by kind of value; keys under `guard`.
NO_COLUMNS = {
    "event": "columns_events",
    "binary": "columns_grades",
    "ordinal": "columns_grades",
    "unclear": "unclear",
}


@dataclass(frozen=True)
class Refusal:
    """One thing asked for that is not drawn. `reason` and `instead` are keys under `guard`."""

    name: str  # a form, `log`, a summary, `beside`, or a chart
    reason: str
    instead: str


class Refusals(list[Refusal]):
    """Collects what is refused on the way."""

    def allow(self, name: str, ruling: Ruling) -> bool:
        """Whether it is allowed; a refusal is noted."""
        if not ruling.allowed:
            self.append(Refusal(name, ruling.reason, ruling.instead))
        return ruling.allowed


@dataclass(frozen=True)
class Judge:
    """The guard's rulings on one series and some of its places."""

    of: Concept
    cells: Cells
    codes: tuple[str, ...]

    def __call__(self, name: str) -> Ruling:
        """See why_not."""
        return why_not(self.of, name, self.cells, self.codes)


def why_not(of: Concept, name: str, cells: Cells, codes: tuple[str, ...]) -> Ruling:
    """Whether a form, `log`, a summary, `area`, `ages`, `circles` or `columns` may be drawn.

    If not, why: a reason that lies in the indicator goes before one that lies in the part or
    places chosen.
    """
    part = bool(cells.matrix.breakdown)
    if name == "ages":
        return Ruling(True) if of.indicator_id in AGED else Ruling(False, "no_ages", "aged")
    if name == "area":
        ruling = why_not(of, "sum", cells, codes)
        signed = ruling.allowed and cells.lowest() < 0
        return Ruling(False, "area_signed", "stacked") if signed else ruling
    if name == "circles":
        amount = of.kind in AMOUNTS
        reason = "circles_signed" if amount else "circles_rates"
        allowed = amount and cells.lowest() >= 0
        return Ruling(True) if allowed else Ruling(False, reason, "colours")
    if name == "columns":
        reason = NO_COLUMNS.get(of.kind, "")
        if of.kind in AMOUNTS and not reason:
            return why_not(of, "capita", cells, codes)
        return Ruling(False, reason, "absolute") if reason else Ruling(True)
    if name in SUMMARIES:
        groups = any(":" in code for code in codes if code != TOTAL)
        first = summary_ruling(of, name)
        return first if not first.allowed else summary_ruling(of, name, groups=groups, part=part)
    first = form_ruling(of, name)
    ruling = first if not first.allowed else form_ruling(of, name, part=part)
    if ruling.allowed and name in ("log", "index") and cells.lowest() < 0:
        return Ruling(False, f"{name}_signed", "linear" if name == "log" else "change")
    return ruling
