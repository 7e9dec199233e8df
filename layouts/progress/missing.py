"""Kinds of missing: the reasons for having no verdict, in the five groups that maps tell apart."""

from __future__ import annotations

from collections.abc import Mapping

MISSING_KINDS: Mapping[str, tuple[str, ...]] = {
    "too_few": ("too_few_points", "sparse", "too_short"),
    "too_old": ("too_old",),
    "no_base": ("no_base",),
    "no_data": ("no_data", "no_value", "no_record", "not_served", "summed_here"),
    "not_applicable": (
        *("no_target", "context", "no_direction", "sign", "zero_base", "undefined"),
        *("below_noise", "no_ends", "few_residents", "counts_countries", "yes_only"),
    ),
}


def missing_kind(reason: str) -> str:
    """The kind of missing that a reason belongs to.

    Raises:
        LookupError: the reason belongs to none; every reason of data/progress/bands.py must.
    """
    for kind, reasons in MISSING_KINDS.items():
        if reason in reasons:
            return kind
    raise LookupError(f"reason {reason!r} has no kind; add it to MISSING_KINDS")
