"""A theme's headline in sentences: how what can be judged fares, with its denominators.

Nothing here says "on track" of a verdict without an agreed target.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.progress.themes import ALL, BEHIND, ENOUGH_JUDGED, MIXED, Once, Tally, tally_once
from data.verdicts import Verdict
from layouts.progress.bands import band_name
from layouts.progress.groups import Group, Spread
from layouts.progress.of_area import ThemeRow, ordered
from layouts.progress.words import area_name, place
from layouts.request.context import Context
from layouts.verdicts.look import bar, symbol
from layouts.words.format import number

TONE_OF_HEADLINE = {"on_track": "on_track", "too_slow": "marginal", "not_progressing": "stagnation"}


def headline_line(ctx: Context, row: ThemeRow, group: Group | None) -> list[Component]:
    """The headline of a theme; of a group without any figure, where its members stand.

    Where direct links leave too few to judge, those few are named, and the headline is that of
    all links, which it says.
    """
    members = members_line(ctx, row, group) if group and not row.told.assessed else None
    if members:
        return [members]
    page = ctx.link_to("theme", row.theme.slug)
    told = [_headline(ctx, row, page)] if row.told.enough else []
    if row.progress.enough:
        return told
    alone = [ctx.t("tally.direct"), " "] if told else []
    few = [*few_parts(ctx, row.progress.cast, page), *_rest(ctx, row.progress.tally, page)]
    return [*told, html.P(html.Span([*alone, *few]), className="headline headline-none")]


def _headline(ctx: Context, row: ThemeRow, page: str) -> Component:
    words: list[Any] = []
    if row.told is not row.progress:
        words, page = [ctx.t("tally.wider"), " "], ctx.link_to("theme", row.theme.slug, links=ALL)
    tone = TONE_OF_HEADLINE.get(row.told.headline or "", "")
    mark = [html.Span(symbol(), className=f"key tone tone-{tone}")] if tone else []
    words += tally_parts(ctx, row.told.tally, page)
    return html.P([*mark, html.Span(words)], className="headline")


def tally_parts(ctx: Context, tally: Tally, page: str = "") -> list[Any]:
    """How the judged fare of how many, then what cannot be judged; links into `page`, if given."""
    behind = BEHIND if tally.on_track else "behind_all"  # "are not" needs somebody who is
    found = [
        _counted(ctx, "on_track", tally.on_track),
        *([_counted(ctx, behind, tally.behind)] if tally.behind else []),
        *([_counted(ctx, "right_way", tally.right_way)] if tally.right_way else []),
    ]
    fare = ctx.t("tally.comma").join(found)
    judged = ctx.plural("tally.judged", tally.judged)
    return [
        judged,
        ctx.t("tally.comma"),
        _into(page, "assessed", fare),
        *_rest(ctx, tally, page),
    ]


def few_parts(ctx: Context, cast: Sequence[tuple[str, Verdict]], page: str) -> list[Any]:
    """The names of the few indicators that can be judged, each with its verdict."""
    if not cast:
        return [ctx.t("tally.nothing")]
    of = ctx.reference.indicators
    parts: list[Any] = [ctx.plural("tally.few", len(cast))]
    for at, (indicator_id, found) in enumerate(cast):
        name = html.A(of[indicator_id].text("label", ctx.lang), href=f"{page}#v-{indicator_id}")
        verdict = ctx.t("tally.verdict", verdict=band_name(ctx, found.band).lower())
        parts += [ctx.t("tally.semicolon")] if at else []
        parts += [name, verdict]
    return parts


def few_words(ctx: Context, names: Sequence[str]) -> str:
    """Why there is no bar of countries: too few series, by name, or too few values in each."""
    of = ctx.reference.indicators
    listed = ctx.t("progress.list_mark").join(of[i].text("label", ctx.lang) for i in names)
    if len(names) >= ENOUGH_JUDGED:
        return ctx.t("standing.nobody", enough=ENOUGH_JUDGED)
    if not names:
        return ctx.t("standing.few.none")
    return ctx.plural("standing.few", len(names), names=listed)


def over_all(ctx: Context, found: Sequence[Once], bands: dict[str, int]) -> Component:
    """All themes together, each indicator once: the only total of the page."""
    tally = tally_once(found)
    shared = sum(len(once.theme_ids) > 1 for once in found if _judged(once))
    told = tally_parts(ctx, tally) if tally.judged else [ctx.t("tally.nothing"), *_rest(ctx, tally)]
    words = html.P(
        html.Span(told),
        className="headline" if tally.judged else "headline headline-none",
    )
    counts = ordered(ctx, bands, tally.unpublished + tally.unfit)
    name = ctx.t("once.bar", area=area_name(ctx))
    enough = tally.judged >= ENOUGH_JUDGED
    note = ctx.plural("once.shared", shared) if shared else ""
    return html.Div(
        [
            html.Div([html.H3(ctx.t("once.title")), words], className="theme-bar-name"),
            html.Div(
                [
                    *([bar(ctx, counts, name)] if enough else []),
                    *([html.P(note, className="counts")] if note else []),
                ]
            ),
        ],
        className="theme-bar-all",
    )


def also_in(ctx: Context, row: ThemeRow, found: Sequence[Once]) -> str:
    """In which other themes the judged indicators of a theme count too; "" where in none."""
    own = [once for once in found if _judged(once) and row.theme.theme_id in once.theme_ids]
    shared = [once for once in own if len(once.theme_ids) > 1]
    if not shared:
        return ""
    names = [
        ctx.t("progress.count", count=n, what=theme.text("short", ctx.lang))
        for theme in ctx.reference.themes.values()
        if theme.theme_id != row.theme.theme_id
        and (n := sum(theme.theme_id in once.theme_ids for once in shared))
    ]
    listed = ctx.t("tally.comma").join(names)
    if len(own) == len(shared):
        every = "only" if len(own) == 1 else "all"
        return ctx.t(f"once.also.{every}", judged=len(own), themes=listed)
    return ctx.plural("once.also", len(shared), judged=len(own), themes=listed)


def _judged(once: Once) -> bool:
    return bool(once.vote[1] and once.vote[1].band)


def _counted(ctx: Context, name: str, count: int) -> str:
    return _some_or_none(ctx, f"tally.{name}", count)


def _some_or_none(ctx: Context, key: str, count: int) -> str:
    """The text for a count; that for nought is a sentence of its own."""
    return ctx.plural(key, count) if count else ctx.t(key + ".none")


def _rest(ctx: Context, tally: Tally, page: str = "") -> list[Any]:
    """What cannot be judged, and the full stop."""
    found = [
        _counted(ctx, name, count)
        for name, count in (("unpublished", tally.unpublished), ("unfit", tally.unfit))
        if count
    ]
    if not found:
        return [ctx.t("tally.stop")]
    words = _into(page, "unassessed", ctx.t("tally.comma").join(found))
    return [ctx.t("tally.semicolon"), words, ctx.t("tally.stop")]


def _into(page: str, part: str, words: str) -> Any:
    return html.A(words, href=f"{page}#list-{part}") if page else words


def members_line(ctx: Context, row: ThemeRow, group: Group) -> Component | None:
    """Where the member countries stand, as a share of them; None where none can be judged."""
    for progress in (row.progress, row.wider):
        stands = group.standing(progress) if progress and group.members else None
        if stands and stands.countries[""] < len(group.members):
            words = standing_words(ctx, stands, len(group.members))
            wider = [ctx.t("tally.wider"), " "] if progress is row.wider else []
            return html.P(html.Span([*wider, words]), className="headline headline-members")
    return None


def standing_words(ctx: Context, stands: Spread, members: int) -> str:
    """The countries of a group by what most of their judged indicators say, with both counts."""
    counts: dict[str, Any] = dict(stands.countries)
    judged = members - counts.get("", 0)
    kind = "world" if place(ctx) == "world" else "group"
    words = ctx.plural(
        f"standing.of.{kind}",
        judged,
        members=number(members, ctx.lang),
        judged=judged,
        enough=ENOUGH_JUDGED,
    )
    if not judged:
        return f"{words}{ctx.t('tally.stop')}"
    parts = [
        _some_or_none(ctx, f"standing.{name}", n)
        for name in ("on_track", BEHIND, MIXED)
        if (n := counts.get(name, 0)) or name == "on_track"
    ]
    return f"{words}{ctx.t('tally.colon')}{ctx.t('tally.comma').join(parts)}{ctx.t('tally.stop')}"
