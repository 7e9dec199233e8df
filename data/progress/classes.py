"""Where a ratio or a rate falls among the published limits of its method. Returns codes of BANDS.

Ratios have no unit (1 = exactly what the target needs); rates are fractions a year in the good
direction, d CAGR_a. NaN gives NONE. What is met or lost is decided in verdicts.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.progress.bands import CODES, NONE
from data.progress.methods import Floats

Codes = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Limits:
    """Classes from best to worst and the lower limit of each but the last.

    `open_first`: the first limit itself belongs to the class below it (">" in the source).
    """

    bands: Sequence[str]
    lower: Sequence[float]
    source: str
    open_first: bool = False


# With a numeric target, by ratio.
TARGET: Mapping[str, Limits] = {
    "un5": Limits(
        ("on_track", "moderate", "marginal", "stagnation", "regression"),
        (0.95, 0.5, 0.1, -0.1),
        "ours: every limit stands in a UNSD note (0.95 in 2022 and 2023, 0.5 and -0.1 in 2022, "
        "0.1 in 2023), the names are those of the SDG reports of 2024 and 2025",
    ),
    "unsd2022": Limits(
        (
            "unsd2022_substantial",
            "unsd2022_fair",
            "unsd2022_limited",
            "unsd2022_deterioration",
        ),
        (0.95, 0.5, -0.1),
        "UNSD progress assessment note 2022",
        open_first=True,
    ),
    "unsd2023": Limits(
        ("unsd2023_on_track", "unsd2023_fair", "unsd2023_stagnation"),
        (0.95, 0.1),
        "UNSD 2023, as applied by EUSTAT",
    ),
    "statcan": Limits(
        (
            "statcan_on_track",
            "statcan_acceleration",
            "statcan_limited",
            "statcan_deterioration",
        ),
        (0.95, 0.6, 0.0),
        "Statistics Canada, Open SDG progress methodology",
    ),
    "escap": Limits(
        ("escap_on_track", "escap_too_slow", "escap_not_progressing"),
        (0.95, 0.1),
        "ours: share of the way over share of the time; ESCAP publishes no classes",
    ),
    "bounded": Limits(
        (
            "bounded_on_track",
            "bounded_moderate",
            "bounded_marginal",
            "bounded_stagnation",
            "bounded_regression",
        ),
        (0.95, 0.5, 0.1, -0.1),
        "ours: those of the five bands, on another curve",
    ),
}
# Without a numeric target, by rate a year.
NO_TARGET: Mapping[str, Limits] = {
    "un5": Limits(
        ("nt_substantial", "nt_moderate", "nt_marginal", "nt_stagnation", "nt_regression"),
        (0.02, 0.01, 0.005, -0.01),
        "ours, from the limits of UNSD 2022 and 2023",
    ),
    "unsd2022": Limits(
        (
            "unsd2022_nt_substantial",
            "unsd2022_nt_fair",
            "unsd2022_nt_limited",
            "unsd2022_nt_deterioration",
        ),
        (0.01, 0.005, -0.01),
        "UNSD progress assessment note 2022",
        open_first=True,
    ),
    "unsd2023": Limits(
        ("unsd2023_nt_substantial", "unsd2023_nt_fair", "unsd2023_nt_stagnation"),
        (0.02, 0.005),
        "UNSD 2023, as applied by EUSTAT",
    ),
    "statcan": Limits(
        (
            "statcan_nt_substantial",
            "statcan_nt_acceleration",
            "statcan_nt_limited",
            "statcan_nt_deterioration",
        ),
        (0.015, 0.005, 0.0),
        "Statistics Canada, Open SDG progress methodology",
    ),
}
# The class of a target that is met, whatever the trend (EUSTAT's rule; for UNSD 2022 and ESCAP it
# is ours).
MET: Mapping[str, str] = {
    "un5": "met",
    "unsd2022": "unsd2022_substantial",
    "unsd2023": "unsd2023_on_track",
    "statcan": "statcan_achieved",
    "escap": "escap_on_track",
    "bounded": "bounded_met",
}
# The class of a target once met and lost, where the method guards against it (ours).
LOST: Mapping[str, str] = {"un5": "regression", "bounded": "bounded_regression"}
# The class of a change within the noise of its indicator: no change that can be told (ours).
STILL: Mapping[str, str] = {
    "un5": "stagnation",
    "unsd2022": "unsd2022_limited",
    "unsd2023": "unsd2023_stagnation",
    "statcan": "statcan_limited",
    "escap": "escap_not_progressing",
    "bounded": "bounded_stagnation",
}
STILL_NO_TARGET: Mapping[str, str] = {
    "un5": "nt_stagnation",
    "unsd2022": "unsd2022_nt_limited",
    "unsd2023": "unsd2023_nt_stagnation",
    "statcan": "statcan_nt_limited",
}


def classify(limits: Limits, ratio: Floats) -> Codes:
    """The class of each ratio or rate; a limit belongs to the class above it unless open."""
    passed = np.zeros(ratio.shape, dtype=np.int16)
    for i, lower in enumerate(limits.lower):
        below = ratio <= lower if i == 0 and limits.open_first else ratio < lower
        passed += below
    codes = np.array([CODES[name] for name in limits.bands], dtype=np.int16)
    return np.where(np.isnan(ratio), NONE, codes[passed]).astype(np.int16)


def classify_step(base: Floats, latest: Floats, direction: Floats) -> Codes:
    """Class of an ordinal indicator that is not met: by the change of class, no rate (ours).

    Without a class in a base year it is `not_met`.
    """
    step = direction * (latest - base)
    codes = np.select(
        [np.isnan(step), step > 0, step == 0],
        [CODES["not_met"], CODES["class_up"], CODES["class_same"]],
        CODES["class_down"],
    )
    return codes.astype(np.int16)
