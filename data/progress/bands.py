"""The classes a verdict can fall into, per method, and why there may be none. No label texts.

`common` puts the classes of all methods on one scale, so that methods can agree or differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ON_TRACK, TOO_SLOW, NOT_PROGRESSING = "on_track", "too_slow", "not_progressing"
# Without a number to reach nobody is "on track": a value that moves the wanted way is no more than
# that. One that does not is in NOT_PROGRESSING, which needs no target to be true.
RIGHT_WAY = "right_way"
COMMON = (ON_TRACK, TOO_SLOW, RIGHT_WAY, NOT_PROGRESSING)
BY_RATIO = ""  # a published class that spans two common ones: its own ratio decides
SLOW_FROM = 0.1  # ratio from which a step in the right direction counts as progress at all


@dataclass(frozen=True)
class Band:
    """One class of one method; `order` 0 is the best. A band of method "" serves every method.

    `common` is one of COMMON, or "" where the class straddles: ratio >= 0.1 is too slow, below
    is not progressing.
    """

    id: str
    method: str
    common: str
    order: int


def _of(method: str, *classes: tuple[str, str]) -> tuple[Band, ...]:
    return tuple(Band(name, method, common, i) for i, (name, common) in enumerate(classes))


# The names of the classes follow the methods; see data/progress/classes.py for the limits. `nt` =
# no numeric target: never to be shown as "on track".
BANDS: tuple[Band, ...] = (
    *_of(
        "un5",
        ("met", ON_TRACK),
        ("on_track", ON_TRACK),
        ("moderate", TOO_SLOW),
        ("marginal", TOO_SLOW),
        ("stagnation", NOT_PROGRESSING),
        ("regression", NOT_PROGRESSING),
        ("nt_substantial", RIGHT_WAY),
        ("nt_moderate", RIGHT_WAY),
        ("nt_marginal", RIGHT_WAY),
        ("nt_stagnation", NOT_PROGRESSING),
        ("nt_regression", NOT_PROGRESSING),
    ),
    *_of(
        "unsd2022",
        ("unsd2022_substantial", ON_TRACK),
        ("unsd2022_fair", TOO_SLOW),
        ("unsd2022_limited", BY_RATIO),
        ("unsd2022_deterioration", NOT_PROGRESSING),
        ("unsd2022_nt_substantial", RIGHT_WAY),
        ("unsd2022_nt_fair", RIGHT_WAY),
        ("unsd2022_nt_limited", NOT_PROGRESSING),
        ("unsd2022_nt_deterioration", NOT_PROGRESSING),
    ),
    *_of(
        "unsd2023",
        ("unsd2023_on_track", ON_TRACK),
        ("unsd2023_fair", TOO_SLOW),
        ("unsd2023_stagnation", NOT_PROGRESSING),
        ("unsd2023_nt_substantial", RIGHT_WAY),
        ("unsd2023_nt_fair", RIGHT_WAY),
        ("unsd2023_nt_stagnation", NOT_PROGRESSING),
    ),
    *_of(
        "statcan",
        ("statcan_achieved", ON_TRACK),
        ("statcan_on_track", ON_TRACK),
        ("statcan_acceleration", TOO_SLOW),
        ("statcan_limited", BY_RATIO),
        ("statcan_deterioration", NOT_PROGRESSING),
        ("statcan_nt_substantial", RIGHT_WAY),
        ("statcan_nt_acceleration", RIGHT_WAY),
        ("statcan_nt_limited", NOT_PROGRESSING),
        ("statcan_nt_deterioration", NOT_PROGRESSING),
    ),
    *_of(
        "escap",
        ("escap_on_track", ON_TRACK),
        ("escap_too_slow", TOO_SLOW),
        ("escap_not_progressing", NOT_PROGRESSING),
    ),
    *_of(
        "bounded",
        ("bounded_met", ON_TRACK),
        ("bounded_on_track", ON_TRACK),
        ("bounded_moderate", TOO_SLOW),
        ("bounded_marginal", TOO_SLOW),
        ("bounded_stagnation", NOT_PROGRESSING),
        ("bounded_regression", NOT_PROGRESSING),
    ),
    # Yes-or-no and class indicators, judged alike under every method; see classes.py.
    *_of(
        "",
        ("class_up", TOO_SLOW),
        ("class_same", NOT_PROGRESSING),
        ("class_down", NOT_PROGRESSING),
        ("not_met", NOT_PROGRESSING),
    ),
)
BY_ID: Mapping[str, Band] = {band.id: band for band in BANDS}
CODES: Mapping[str, int] = {band.id: code for code, band in enumerate(BANDS)}
NONE = -1  # code of "not assessed"

# Why there is no verdict. Those up to `undefined` are found in values.
REASONS = (
    "no_value",  # rows, but no number that may lead (a yes-or-no indicator: no reply)
    "no_record",  # nothing but zeros of a series whose zero says that no record was sent
    "too_old",  # latest point more than five years before the build
    "too_few_points",  # one point only
    "sparse",  # one point only, of an indicator that seldom has two
    "no_base",  # no point in the years that may serve as base
    "too_short",  # latest point less than three years after the base
    "sign",  # values of two signs, or negative ones, in a method of growth rates
    "zero_base",  # growth from zero has no rate
    "no_target",  # the method needs a numeric target
    "below_noise",  # both values so small that their change is a matter of single cases
    "no_ends",  # the method needs a unit with a lowest and a highest value
    "undefined",  # target and base are such that the method divides by nothing
    "context",  # no agreed good direction: chart only, never coloured
    "no_direction",  # neither up nor down nor parity
    "summed_here",  # a group of areas whose value is a sum made here, not the provider's own
    "few_residents",  # no resident population, or fewer than a thousand people
    "counts_countries",  # a group of areas whose value counts its yes answers, or averages grades
    "yes_only",  # a yes-or-no series in which nobody was ever said to have a no
    "not_served",  # no series of it is embedded
    "no_data",  # the series has no row for this area
)


def bands_of(method: str) -> tuple[Band, ...]:
    """The classes that verdicts of one method can have, best first; shared ones last."""
    return tuple(b for b in BANDS if b.method in (method, ""))


def common_codes(
    bands: npt.NDArray[np.int16], ratio: npt.NDArray[np.float64]
) -> npt.NDArray[np.int16]:
    """Index into COMMON of each verdict, NONE where there is none.

    Args:
        bands: codes of BANDS, or NONE.
        ratio: the method's own ratio, which decides where a class straddles two.
    """
    table = [COMMON.index(b.common) if b.common else len(COMMON) for b in BANDS]
    found = np.array([*table, NONE], dtype=np.int16)[bands]  # code -1 takes the last
    slow = np.where(ratio >= SLOW_FROM, COMMON.index(TOO_SLOW), COMMON.index(NOT_PROGRESSING))
    return np.where(found == len(COMMON), slow, found).astype(np.int16)
