"""How far the settings of a verdict agree, in words, and which of them differ."""

from __future__ import annotations

from collections import Counter

from data.progress.settings import METHODS
from data.verdicts import Verdict
from layouts.progress.opened import NO_RATE, Evaluation, evaluations
from layouts.request.context import Context


def agreement(ctx: Context, found: Verdict) -> str:
    """How many of the distinct evaluations agree, e.g. "7 of 9 settings agree".

    Never as a certainty: one setting has nothing to compare with, and methods that all read the
    same two values are said to.
    """
    if found.settings == 1:
        return ctx.t("verdict.settings_one")
    if "one_pair" in found.flags:
        return ctx.plural("verdict.settings_pair", found.agree, settings=found.settings)
    return ctx.plural("progress.agree", found.agree, settings=found.settings)


def differing(ctx: Context, found: Verdict, every: tuple[Verdict, ...]) -> str:
    """Which evaluations differ, as briefly as it can be said; "" where none does.

    The base years, where all methods differ with them and with no other, or the pandemic years in
    the same way; else the methods, with
    how many of their evaluations where not all do.

    Args:
        ctx: the page.
        found: the verdict beside which this is said.
        every: all settings of the same series and area.
    """
    if found.agree == found.settings or any(mark in found.flags for mark in NO_RATE):
        return ""
    judged = evaluations(every)
    apart = [one for one in judged if one.found.common != found.common]
    bases = {_bases(one) for one in apart}
    if sum(_bases(one) in bases for one in judged) == len(apart):
        named = dict.fromkeys(ctx.t(f"base.{name}") for one in apart for name in _bases(one))
        return ctx.t("progress.differ_bases", bases=ctx.listed(named))
    years = {_covid(one) for one in apart}
    if len(years) == 1 and sum(_covid(one) in years for one in judged) == len(apart):
        choice = ctx.t(f"covid.{years.pop()[0]}")
        return ctx.t("progress.differ_covid", choice=choice)
    total, counts = (Counter(one.found.method for one in some) for some in (judged, apart))
    names = [_method(ctx, m, counts[m], total[m]) for m in METHODS if counts[m]]
    return ctx.t("progress.differ", methods=ctx.t("progress.list_mark").join(names))


def _bases(one: Evaluation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(setting.base for setting in one.settings))


def _covid(one: Evaluation) -> tuple[str, ...]:
    return tuple(dict.fromkeys(setting.covid for setting in one.settings))


def _method(ctx: Context, method: str, count: int, total: int) -> str:
    name = ctx.t(f"method.{method}.short")
    if count == total:
        return name
    return ctx.t("progress.differ_some", method=name, count=count, total=total)
