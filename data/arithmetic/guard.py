"""What arithmetic is allowed, and why not. Pure rules over concepts; shows and computes nothing.

Every refusal names a reason and what to do instead, as keys of the locale (`guard.<reason>` and
`guard.instead.<key>`). The browser code applies the same pair rules; a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.arithmetic.concepts import POPULATION, Concept

FORMS = ("absolute", "capita", "index", "change")
SUMMARIES = ("sum", "mean", "median")
WAYS = ("axis", "sum")
AMOUNTS = ("stock", "flow", "event", "amount")
GRADES = ("binary", "ordinal")


@dataclass(frozen=True)
class Ruling:
    """Whether something may be done. `reason` and `instead` are "" where it may."""

    allowed: bool
    reason: str = ""
    instead: str = ""


ALLOWED = Ruling(True)


def _no(reason: str, instead: str) -> Ruling:
    return Ruling(False, reason, instead)


def form_ruling(concept: Concept, form: str, *, part: bool = False) -> Ruling:
    """Whether the values of one indicator may be shown in a form, or on a logarithmic axis.

    Args:
        concept: of the indicator.
        form: one of FORMS, or "log".
        part: whether the values are of a part of the people, such as women; the population held
            is that of everyone.

    Raises:
        KeyError: no such form.
    """
    if part and form == "capita":
        return _no("capita_part", "absolute")
    return {
        "absolute": lambda _: ALLOWED,
        "capita": _capita,
        "index": _index,
        "change": _change,
        "log": _log,
    }[form](concept)


def _capita(concept: Concept) -> Ruling:
    if concept.indicator_id == POPULATION:
        return _no("capita_population", "index")
    if concept.kind == "rate":
        return _no("capita_rate", "absolute")
    if concept.kind in (*GRADES, "index"):
        return _no("capita_index", "absolute")
    if concept.kind == "unclear":
        return _no("unclear", "absolute")
    if concept.unit == "count":
        return _no("capita_things", "absolute")
    return ALLOWED


def _index(concept: Concept) -> Ruling:
    if concept.kind in GRADES:
        return _no("index_grades", "absolute")
    if concept.scale == "signed":
        return _no("index_signed", "change")
    if concept.scale == "interval":
        return _no("index_scale", "change")
    if concept.kind == "unclear":
        return _no("unclear", "absolute")
    return ALLOWED


def _change(concept: Concept) -> Ruling:
    return _no("change_grades", "heat") if concept.kind in GRADES else ALLOWED


def _log(concept: Concept) -> Ruling:
    if concept.kind in GRADES or concept.scale == "interval":
        return _no("log_scale", "linear")
    if concept.scale == "signed":
        return _no("log_signed", "linear")
    return ALLOWED


def summary_ruling(
    concept: Concept, summary: str, *, groups: bool = False, part: bool = False
) -> Ruling:
    """Whether values of several areas may be put together into one.

    Args:
        concept: of the indicator.
        summary: one of SUMMARIES; the mean is weighted by population, the only weight held.
        groups: whether a region or group is among the areas, which holds others of them.
        part: whether the values are of a part of the people, whose number is not held.

    Raises:
        ValueError: no such summary.
    """
    if summary not in SUMMARIES:
        raise ValueError(f"summary: expected one of {SUMMARIES}, got {summary!r}")
    if concept.kind in GRADES:
        return _no("summary_grades", "count")
    if groups:
        return _no("summary_groups", "countries")
    if summary == "median":
        return ALLOWED
    if summary == "sum":
        if concept.kind == "rate":
            return _no("sum_rates", "mean" if concept.base == "population" else "median")
        if concept.kind == "index":
            return _no("sum_index", "median")
        return ALLOWED if concept.additive else _no("sum_not_additive", "median")
    if concept.kind in AMOUNTS:
        return _no("mean_amounts", "capita")
    if not part and concept.kind == "rate" and concept.base == "population":
        return ALLOWED
    return _no("mean_no_weights", "median")


def pair_ruling(one: Concept, other: Concept, way: str) -> Ruling:
    """Whether two indicators may share an axis, or be added. Symmetrical.

    Args:
        one: concept of the first indicator.
        other: concept of the second.
        way: one of WAYS.

    Raises:
        ValueError: no such way.
    """
    if way not in WAYS:
        raise ValueError(f"way: expected one of {WAYS}, got {way!r}")
    return _axis(one, other) if way == "axis" else _sum(one, other)


def _axis(one: Concept, other: Concept) -> Ruling:
    kinds = {one.kind, other.kind}
    if kinds & set(GRADES):
        return _no("axis_grades", "scatter")
    if "unclear" in kinds:
        return _no("unclear", "scatter")
    if "stock" in kinds and kinds & {"flow", "event"}:
        return _no("stock_flow", "scatter")
    if kinds != {one.kind}:
        return _no("axis_kinds", "scatter")
    if one.unit != other.unit or (one.kind == "index" and one != other):
        return _no("axis_units", "scatter")
    return ALLOWED


def _sum(one: Concept, other: Concept) -> Ruling:
    kinds = {one.kind, other.kind}
    if one.indicator_id == other.indicator_id:
        return _no("sum_same", "axis")
    if "rate" in kinds:
        return _no("sum_rates", "scatter")
    if kinds & {"index", *GRADES}:
        return _no("sum_index", "scatter")
    if {one.people, other.people} == {"refugees", "migrants"}:
        return _no("refugees_migrants", "axis")
    shared = _axis(one, other)
    if not shared.allowed:
        return shared
    if not (one.additive and other.additive and one.people and other.people):
        return _no("sum_unknown", "axis")
    if "inhabitants" in (one.people, other.people):
        return _no("sum_part", "axis")
    if one.mandate != other.mandate:
        return _no("sum_mandates", "axis")
    if one.people == other.people or {one.side, other.side} == {"host", "origin"}:
        return _no("sum_twice", "axis")
    return ALLOWED
