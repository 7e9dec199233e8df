"""The rules of many units as arrays, and the marks that a verdict carries.

A unit is one series of one area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.progress.methods import Flags, Floats
from data.progress.points import Columns, Grid, before_break
from data.progress.rules import Rule, column

Bits = npt.NDArray[np.int32]

# What marks a verdict; the place in this list is the bit in `flags`.
FLAGS = (
    "met",  # the latest value is at the target or beyond
    "near_bound",  # met because a percentage is within one point of 0 or 100
    "lost_target",  # the base met the target, the latest value does not
    "target_year_passed",  # judged against its number by that year, not by the newest value
    "no_target",  # no number to reach, only a direction
    "relative_target",  # the target is a change from 2015
    "strict_target",  # "less than": the number itself does not meet it
    "linear",  # straight line, as a value is at or below zero
    "clipped",  # the projection left the range of its unit (0 to 100 per cent) and was held
    "zero_replaced",  # a zero became 0.001 (Open SDG)
    "mean_of_years",  # values are means of three to five years
    "parity",  # judged by the distance from parity
    "after_break",  # earlier points were dropped: the series breaks
    "yes_no",  # met or not met, no rate
    "classes",  # classes, so change of class and no rate
    "origin_only",  # describes the country of origin, never a host country
    "own_classes",  # limits between the classes are ours
    "dated",  # the latest value is three to five years old: the verdict says its year
    "direction_kept",  # the target year has passed without a number; the newest value is judged
    "two_points",  # exactly two values count under this setting
    "one_pair",  # all evaluations of this series and area rest on the same two values
    "within_noise",  # a change that cannot be told from none
    "met_worsening",  # met, but the value moves the wrong way by more than the noise
    "curves_differ",  # exponential and bounded curve lead to different common classes
    "covid_decides",  # without 2020 to 2022 the common class is another
    "covid_rests",  # means hold values of 2020 to 2022; without these there is no verdict
    "world_aim",  # the number is the world's; national aims differ
    "national_aim",  # each country sets its own number or line
)
BIT = {name: 1 << i for i, name in enumerate(FLAGS)}


@dataclass(frozen=True)
class Traits:
    """The rules of many units, as arrays; `year` is the one verdicts are given in."""

    year: int
    direction: Floats
    target: Floats
    target_year: Floats
    parity: Floats
    relative: Flags
    strict: Flags
    percent: Flags
    top: Floats
    noisy: Flags
    sparse: Flags
    yes_no: Flags
    classes: Flags
    origin_only: Flags
    ends: Floats
    floor: Floats
    small: Floats
    world_aim: Flags
    national_aim: Flags

    @property
    def passed(self) -> Flags:
        """Where the target year is over and there is a number to compare its value with."""
        return (self.target_year < self.year) & ~np.isnan(self.target)

    @property
    def until(self) -> Floats:
        """The last year that counts: the target year once it is over, else any."""
        return np.where(self.passed, self.target_year, np.inf)

    @property
    def steps(self) -> Flags:
        """Indicators without rates: yes or no, and classes."""
        return self.yes_no | self.classes


def make_traits(rules: Sequence[Rule], which: Columns, year: int) -> Traits:
    """The traits of units, given the rules and the number of its rule for each unit."""

    def numbers(name: str) -> Floats:
        return np.array(column(rules, name), dtype=np.float64)[which]

    def flags(name: str) -> Flags:
        return numbers(name) > 0

    return Traits(
        year,
        direction=numbers("direction"),
        target=numbers("target"),
        target_year=numbers("target_year"),
        parity=numbers("parity"),
        relative=flags("relative"),
        strict=flags("strict"),
        percent=flags("percent"),
        top=numbers("top"),
        noisy=flags("noisy"),
        sparse=flags("sparse"),
        yes_no=np.array([r.steps == "yes_no" for r in rules], dtype=bool)[which],
        classes=np.array([r.steps == "classes" for r in rules], dtype=bool)[which],
        origin_only=flags("origin_only"),
        ends=numbers("ends"),
        floor=numbers("floor"),
        small=numbers("small"),
        world_aim=np.array([r.aim == "world" for r in rules], dtype=bool)[which],
        national_aim=np.array([r.aim == "national" for r in rules], dtype=bool)[which],
    )


def pack(marks: Mapping[str, Flags]) -> Bits:
    """One number per unit from flags by name; see FLAGS."""
    found = np.zeros(len(next(iter(marks.values()))), dtype=np.int32)
    for name, holds in marks.items():
        found |= np.where(holds, BIT[name], 0).astype(np.int32)
    return found


def unpack(bits: int) -> tuple[str, ...]:
    """The names of the flags of one verdict, in order of FLAGS."""
    return tuple(name for name, bit in BIT.items() if bits & bit)


def rule_flags(grid: Grid, traits: Traits) -> Bits:
    """Marks that hold under every setting."""
    broken: Flags = np.any(before_break(grid) & ~np.isnan(grid.values), axis=1)
    marks: dict[str, Flags] = {
        "target_year_passed": traits.passed,
        "direction_kept": (traits.target_year < traits.year) & np.isnan(traits.target),
        "no_target": np.isnan(traits.target),
        "relative_target": traits.relative,
        "strict_target": traits.strict,
        "mean_of_years": traits.noisy,
        "parity": ~np.isnan(traits.parity),
        "after_break": broken,
        "yes_no": traits.yes_no,
        "classes": traits.classes,
        "origin_only": traits.origin_only,
        "world_aim": traits.world_aim,
        "national_aim": traits.national_aim,
    }
    return pack(marks)
