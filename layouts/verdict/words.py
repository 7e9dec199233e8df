"""A verdict in one sentence, and the numbers of its steps as text."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10

from data.progress.settings import BASE_YEARS, OLDEST_YEARS, SHORTEST_YEARS, judged_year
from data.progress.steps import Step
from data.verdicts import Verdict
from layouts.progress.opened import OpenedVerdict
from layouts.progress.words import means, value_text
from layouts.request.context import Context
from layouts.words.format import number, trimmed
from layouts.words.formula import fill

YEARS = ("b", "t", "Y")
RATES = ("a", "r", "g")  # results that are a change a year, as a fraction
WITH_YEARS = ("too_old", "no_base", "too_short")
STATED = ("score", "clip", "zero")  # steps that state a number instead of computing one
NOTHING_LEFT = ("attainment", "growth_ratio", "directed_ratio", "status_index")
TESTS = "result"  # a step that answers yes or no
DIGITS = 5  # significant digits of the numbers in steps
PROJECTED = ("un5", "unsd2023", "bounded")  # methods that project a value


def sentence(ctx: Context, verdict: OpenedVerdict) -> str:
    """The verdict in one sentence with its numbers, or why there is none."""
    found, area = verdict.found, verdict.area.text("short", ctx.lang)
    if verdict.reason or not found:
        return ctx.t(f"reason.{verdict.reason}.title")
    kind = _kind(found)
    values = {
        name: value_text(ctx, verdict.indicator, value)
        for name, value in (
            ("base", found.base_value),
            ("latest", found.latest_value),
            ("target", found.target_value),
            ("projected", found.projected),
        )
        if value is not None
    }
    told = ctx.t(
        f"verdict.sentence.{kind}",
        area=area,
        base_year=found.base_year,
        latest_year=found.latest_year,
        target_year=found.target_year,
        share=_share(ctx, found),
        **values,
    )
    return " ".join([told, *means(ctx, found)])


def why(ctx: Context, verdict: OpenedVerdict) -> str:
    """Why there is no verdict, with the years it turned on where there are any."""
    found, years = verdict.found, [p.year for p in verdict.numbers]
    if not found or not years or verdict.reason not in WITH_YEARS:
        return ctx.t(f"reason.{verdict.reason}.title")
    now = judged_year(ctx.store.catalogue["sources"])
    served = BASE_YEARS[verdict.setting.base]
    return ctx.t(
        f"verdict.why.{verdict.reason}",
        first=min(years),
        last=found.latest_year or max(years),
        base=found.base_year,
        year=now,
        oldest=now - OLDEST_YEARS,
        shortest=SHORTEST_YEARS,
        from_year=min(served),
        to_year=max(served),
    )


def _kind(found: Verdict) -> str:
    """Which sentence fits: by what the verdict was reached."""
    ratio = found.ratio or 0.0
    if "within_noise" in found.flags:
        return "noise"
    if "met_worsening" in found.flags:
        return "worsening"
    if "no_target" in found.flags:
        return "unchanged" if not round(1000 * ratio) else "better" if ratio > 0 else "worse"
    if "yes_no" in found.flags or "classes" in found.flags:
        return "steps"
    if "met" in found.flags or "near_bound" in found.flags:
        return "met"
    if "lost_target" in found.flags:
        return "lost"
    return _judged_by(found) + _how_far(ratio)


def _judged_by(found: Verdict) -> str:
    """What the method reads: the value it projects, the pace, or the yearly change."""
    if found.method in PROJECTED and found.projected is not None:
        return "projected"
    return "pace" if found.method == "escap" else "growth"


def _how_far(ratio: float) -> str:
    """A share of the way that no reader takes for one: the wrong way, or more than the whole."""
    percent = round(100 * ratio)
    return "_away" if percent < 0 else "_beyond" if percent > 100 else ""


def _share(ctx: Context, found: Verdict) -> str:
    """The ratio, or the yearly change without its sign, as per cent."""
    ratio = found.ratio or 0.0
    if "no_target" in found.flags:
        return ctx.t("verdict_map.percent", number=number(abs(100 * ratio), ctx.lang, 1))
    return ctx.t("verdict_map.percent", number=number(abs(100 * ratio), ctx.lang))


def with_numbers(ctx: Context, step: Step) -> str:
    """The formula of a step with its numbers put in, and what it gives."""
    numbers = figures(ctx, step)
    name = step.numbers[-1][0]
    if step.id in STATED:
        return ctx.listed(f"{k} = {v}" for k, v in numbers.items() if k != "R" and k != "g")
    left, equals, right = step.formula.rpartition(" = ")
    known = {k: v for k, v in numbers.items() if k != name or name == TESTS}
    filled = fill(right, known)
    if name == TESTS:
        return filled
    return f"{name} = {filled} = {numbers[name]}" if equals else f"{filled} = {numbers[name]}"


def figures(ctx: Context, step: Step) -> dict[str, str]:
    """The numbers of a step as they stand in its formula; negative ones in parentheses."""
    return {
        name: "\u2014" if value is None else _figure(ctx, name, value, step.numbers[-1][0])
        for name, value in step.numbers
    }


def _figure(ctx: Context, name: str, value: float, last: str) -> str:
    if name in YEARS and value == int(value):
        return str(int(value))
    size = floor(log10(abs(value))) if value else 0
    decimals = max(0, min(8, DIGITS - 1 - size))
    text = trimmed(value, ctx.lang, decimals).replace("-", "\u2212")
    return f"({text})" if value < 0 and name != last else text


def step_note(ctx: Context, step: Step) -> str:
    """What the result of a step says in words; "" where the number says it all."""
    name, value = step.numbers[-1]
    if step.id in NOTHING_LEFT and _nothing_left(dict(step.numbers)):
        return ctx.t("verdict.nothing_left")
    if value is None:
        return ctx.t("verdict.no_result")
    if name == TESTS:
        return ctx.t(f"verdict.{step.id}.{'yes' if value else 'no'}")
    if name in RATES:
        rate = number(100 * value, ctx.lang, 2).replace("-", "\u2212")
        return ctx.t("verdict_map.rate", number=rate)
    return ""


def _nothing_left(given: Mapping[str, float | None]) -> bool:
    """Whether a method would divide by nothing: no way from base to target, or no growth needed."""
    base = given.get("y_b", given.get("v_b"))
    return given.get("r") == 0 or ("T" in given and given["T"] == base)
