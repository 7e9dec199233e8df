"""Progress said in words: values, what changed since 2017, how far settings agree, denominators.

Every sentence is made of what the tables hold; nothing is estimated or filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from data.progress.rules import CONSULTED, SAME_SHARE, sense
from data.reference_lists import Indicator
from data.store import Observation
from data.verdicts import Verdict
from layouts.progress.bands import band_name
from layouts.request.context import Context
from layouts.request.state import WORLD
from layouts.words.format import number, percent

NOTHING = "\u2014"
FARTHEST = 3  # years from 2017 at which a value still stands for it
ORIGINS_ONLY = ("10.7.4",)
PERCENT = "%"
FURTHEST = 4  # decimals beside its own that a value is told with to show a change
LARGE = ((1e9, "progress.billions"), (1e6, "progress.millions"))
PLAIN_UNITS = ("persons", "count", "usd_current")


def place(ctx: Context) -> str:
    """The kind of the area in focus, which decides how sentences name it: world, country, group."""
    area = ctx.reference.areas[ctx.state.focus]
    if area.area_code == WORLD:
        return "world"
    return "country" if area.kind in ("country", "territory") else "group"


def area_name(ctx: Context) -> str:
    """Short name of the area in focus."""
    return ctx.reference.areas[ctx.state.focus].text("short", ctx.lang)


def value_text(ctx: Context, indicator: Indicator, value: float, further: int = 0) -> str:
    """A value with its unit, e.g. 12.3 %, 4.2 million US$, yes; with `further` decimals."""
    if indicator.kind == "binary" and value in (0.0, 1.0):
        return ctx.t("progress.yes" if value else "progress.no")
    return amount_text(ctx, value, indicator.unit, indicator.decimals, further)


def amount_text(ctx: Context, value: float, unit: str, decimals: int, further: int = 0) -> str:
    """The same of a number that is no indicator's, by the key of its unit."""
    short = ctx.t(f"unit_short.{unit}")
    digits = _digits(ctx, value, decimals, further)
    if short == PERCENT:
        return percent(digits, ctx.lang)
    return f"{digits}\u00a0{short}" if short else digits


def _apart(ctx: Context, indicator: Indicator, before: float, now: float) -> tuple[str, str]:
    """Two values in words, with as many further decimals as it takes to tell them apart."""
    for further in range(FURTHEST + 1):
        told = [value_text(ctx, indicator, value, further) for value in (before, now)]
        if told[0] != told[1] or before == now:
            break
    return told[0], told[1]


def people_text(ctx: Context, people: float) -> str:
    """A number of people in millions, or in billions where there are so many."""
    limit, key = next(own for own in LARGE if people >= own[0] or own is LARGE[-1])
    return ctx.t(key, number=number(people / limit, ctx.lang, 1 if limit == LARGE[0][0] else 0))


def _digits(ctx: Context, value: float, decimals: int, further: int) -> str:
    size = abs(value)
    for limit, key in LARGE:
        if size >= limit:
            return ctx.t(key, number=number(value / limit, ctx.lang, 1 + further))
    decimals += further
    if value and size < 10**-decimals:
        decimals = min(6, next(d for d in range(1, 18) if size >= 10**-d) + 1)
    return number(value, ctx.lang, decimals)


def change_since(ctx: Context, indicator: Indicator, points: Sequence[Observation]) -> str:
    """What changed since the consultations, and whether that is the wanted direction.

    The value of 2017 or of the nearest year within three years, the earlier of two equally near,
    against the latest one. A break in between, or no second value, is said instead.
    """
    known = [p for p in points if p.leads]
    if not known:
        return ctx.t("progress.change.none")
    start = min(known, key=lambda p: (abs(p.year - CONSULTED), p.year))
    end = known[-1]
    if end.year <= start.year or abs(start.year - CONSULTED) > FARTHEST:
        return ctx.t("progress.change.none")
    if broke := next((p.year for p in known if p.obs_status == "B" and p.year > start.year), 0):
        return ctx.t("progress.change.break", year=broke)
    ends = ((start.value or 0.0, start.year), (end.value or 0.0, end.year))
    return _compared(ctx, indicator, *ends)


def change_judged(ctx: Context, indicator: Indicator, found: Verdict) -> str:
    """What changed between the two points that a verdict compares; "" where it compares none.

    A verdict on means is told with these means, so that sentence and verdict cannot disagree.
    """
    points = (found.base_value, found.base_year, found.latest_value, found.latest_year)
    before, year, now, latest = points
    if not found.band or before is None or year is None or now is None or latest is None:
        return ""
    mean = "mean_of_years" in found.flags
    return _compared(ctx, indicator, (before, year), (now, latest), mean, found)


def _compared(
    ctx: Context,
    indicator: Indicator,
    start: tuple[float, int],
    end: tuple[float, int],
    mean: bool = False,
    found: Verdict | None = None,
) -> str:
    (before, year), (now, latest) = start, end
    still = found is not None and "within_noise" in found.flags
    same = still or abs(now - before) <= SAME_SHARE * abs(before)
    move = "same" if same else "up" if now > before else "down"
    wanted = "" if same else sense(indicator, before, now)
    words = ctx.t(
        f"progress.change.{'mean_' if mean else ''}{move}",
        year=year,
        latest=latest,
        **dict(zip(("before", "now"), _apart(ctx, indicator, before, now), strict=True)),
    )
    return f"{words} {ctx.t(f'progress.sense.{wanted}')}" if wanted else words


def means(ctx: Context, found: Verdict) -> list[str]:
    """That the two values of a verdict are means, where they are: a year alone has another."""
    return [ctx.t("verdict.means")] if "mean_of_years" in found.flags else []


def general_note(ctx: Context, indicator: Indicator) -> str:
    """That an indicator measures everyone, not migrants; "" where it measures migrants."""
    if indicator.measures != "everyone":
        return ""
    return ctx.t(f"progress.general.{place(ctx)}")


def scope(ctx: Context, indicators: Iterable[str]) -> str:
    """How many indicators measure migrants, and how many everyone; "" where there are none."""
    of = ctx.reference.indicators
    measured = [of[indicator_id].measures == "migrants" for indicator_id in indicators]
    migrants = sum(measured)
    if not measured:
        return ""
    return ctx.t("progress.scope", migrants=migrants, everyone=len(measured) - migrants)


def denominator(ctx: Context, assessed: int, assessable: int, reasons: Mapping[str, int]) -> str:
    """How many of how many were assessed, and why the others were not."""
    words = ctx.t("progress.assessed", assessed=assessed, assessable=assessable)
    parts = [
        ctx.t("progress.count", count=n, what=ctx.t(f"reason.{reason}"))
        for reason, n in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        if n
    ]
    if not parts:
        return words
    return f"{words} {ctx.t('progress.not_assessed', reasons=ctx.listed(parts))}"


def counts_in_words(ctx: Context, counts: Sequence[tuple[str, int]]) -> str:
    """Counts by band as one list of words, not assessed left out."""
    return ctx.listed(
        ctx.t("progress.count", count=n, what=band_name(ctx, band).lower())
        for band, n in counts
        if band
    )


def headline(ctx: Context, found: str | None) -> str:
    """What most of the assessed indicators of a theme do, or that too few are assessed."""
    return ctx.t(f"progress.headline.{found or 'none'}")


def ratio_text(ctx: Context, found: Verdict | None) -> str:
    """The method's ratio; without a numeric target the yearly change in per cent."""
    if not found or found.ratio is None:
        return NOTHING
    if "no_target" in found.flags:
        rate = number(100 * found.ratio, ctx.lang, 1)
        return ctx.t("verdict_map.rate", number=rate)
    return number(found.ratio, ctx.lang, 2)
