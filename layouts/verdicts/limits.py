"""The limits of a method's classes in words, from the very numbers that the engine uses."""

from __future__ import annotations

from data.progress.classes import LOST, MET, NO_TARGET, TARGET, Limits
from data.verdicts import Verdict
from layouts.request.context import Context
from layouts.words.format import number


def limits_of_method(ctx: Context, method: str, *, bare: bool = False) -> dict[str, str]:
    """Class -> its limits in words; a class that only a target met leads to is left out.

    Where they are `bare`, what is around them says of what they are limits: ratio, yearly change.
    """
    limits = _limits_by_band(ctx, TARGET[method], is_rate=False, bare=bare)
    for key, band in (("met", MET[method]), ("lost", LOST.get(method, ""))):
        if band in limits:
            limits[band] = ctx.t(f"methods.limit_or_{key}", range=limits[band])
    if method in NO_TARGET:
        limits |= _limits_by_band(ctx, NO_TARGET[method], is_rate=True, bare=bare)
    return limits


def limit_that_applied(ctx: Context, found: Verdict) -> str:
    """What put a verdict into its class; "" where that was the limit of the class itself."""
    if "met" in found.flags:
        return ctx.t("methods.limit_met")
    lost = "lost_target" in found.flags and found.band == LOST.get(found.method)
    return ctx.t("methods.limit_lost") if lost else ""


def limit_texts(ctx: Context, limits: Limits, *, is_rate: bool) -> list[tuple[str, str]]:
    """Each class of `limits`, best first, with its range in words; rates as per cent a year."""

    def text(value: float) -> str:
        digits = number(100 * value, ctx.lang, 1) if is_rate else number(value, ctx.lang, 2)
        digits = digits.replace("-", "\u2212")
        return ctx.t("methods.rate", rate=digits) if is_rate else digits

    found = []
    for i, band in enumerate(limits.bands):
        low = text(limits.lower[i]) if i < len(limits.lower) else ""
        high = text(limits.lower[i - 1]) if i else ""
        if not high:
            key = "methods.limit_over" if limits.open_first else "methods.limit_from"
            found.append((band, ctx.t(key, low=low)))
        elif not low:
            found.append((band, ctx.t("methods.limit_under", high=high)))
        else:
            key = "methods.limit_upto" if i == 1 and limits.open_first else "methods.limit_between"
            found.append((band, ctx.t(key, low=low, high=high)))
    return found


def _limits_by_band(ctx: Context, limits: Limits, *, is_rate: bool, bare: bool) -> dict[str, str]:
    symbol = "methods.of_rate" if is_rate else "methods.of_ratio"
    texts = limit_texts(ctx, limits, is_rate=is_rate)
    return {band: text if bare else ctx.t(symbol, range=text) for band, text in texts}
