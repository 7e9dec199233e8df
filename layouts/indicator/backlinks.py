"""The evidence chain read backwards: from an indicator to the targets, objectives and themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Indicator, Link, Theme
from layouts.pieces.components import badge, details, evidence_mark, link_sources
from layouts.pieces.link_words import basis_badge, rests_on
from layouts.request.context import Context

STRONG = ("direct", "primary")
MOST = 8


def backlinks(ctx: Context, indicator: Indicator) -> list[Component]:
    """Targets that the indicator stands for with what leads to them, then themes it hangs on."""
    targets = list(target_links(ctx, indicator))
    context = list(_to(ctx, "theme_indicator", indicator.indicator_id))
    if not targets and not context:
        return [html.P(ctx.t("indicator.no_links"))]
    own = indicator.indicator_id
    items = [_target(ctx, own, target_id, link) for target_id, link in targets]
    items += [_context(ctx, link) for link in context]
    return [html.Ul(items, className="back-chain")]


def target_links(ctx: Context, indicator: Indicator) -> Iterator[tuple[str, Link | None]]:
    """Targets of an indicator with our link; None where only the provider files it there."""
    found = [(link.from_id, link) for link in _to(ctx, "target_indicator", indicator.indicator_id)]
    yield from found
    known = {target_id for target_id, _ in found}
    entry = ctx.store.catalogue_indicators.get(indicator.indicator_id, {})
    for target_id in entry.get("targets", ()):
        if target_id in ctx.reference.targets and target_id not in known:
            yield target_id, None


def themes_of(ctx: Context, indicator: Indicator) -> tuple[str, ...]:
    """Ids of the themes that an indicator is linked to, directly or not."""
    return ctx.reference.indicator_themes(indicator.indicator_id, direct_only=False)


def _to(ctx: Context, kind: str, to_id: str) -> Iterator[Link]:
    return (li for li in ctx.reference.links if li.kind == kind and li.to_id == to_id)


def _target(ctx: Context, own: str, target_id: str, link: Link | None) -> Component:
    target = ctx.reference.targets[target_id]
    goal = ctx.reference.goals[target.goal_id]
    steps = list(_to(ctx, "objective_target", target_id))
    meant = [step for step in steps if not step.indicator_ids or own in step.indicator_ids]
    direct = [step for step in meant if step.strength in STRONG]
    others = [step for step in steps if step not in meant]
    name = f"{target_id} {target.text('label', ctx.lang)}"
    return html.Li(
        [
            html.P(
                [
                    html.Span(ctx.t("search.kind_one.target"), className="kicker"),
                    " ",
                    html.A(name, href=ctx.link_to("search", q=target_id)),
                    html.Span(
                        f" ({goal.goal_id}. {goal.text('short', ctx.lang)})", className="muted"
                    ),
                ]
            ),
            why(ctx, link) if link else html.P(ctx.t("indicator.filed"), className="muted"),
            *_steps(ctx, direct),
            *_folded(ctx, "indicator.indirect", [s for s in meant if s not in direct]),
            *_folded(ctx, "indicator.of_others", others),
        ]
    )


def _steps(ctx: Context, links: list[Link]) -> list[Component]:
    items = [_objective(ctx, link) for link in links]
    return [html.Ul(items, className="back-steps")] if items else []


def _folded(ctx: Context, key: str, links: list[Link]) -> list[Component]:
    """Objectives that lead here weakly or past the indicator, out of the way until asked for."""
    return [details(ctx.t(key, count=len(links)), *_steps(ctx, links))] if links else []


def _objective(ctx: Context, link: Link) -> Component:
    objective = ctx.reference.objectives[link.from_id]
    steps = sorted(
        _to(ctx, "theme_objective", objective.objective_id), key=lambda li: li.strength != "primary"
    )
    return html.Li(
        [
            html.P(
                [
                    html.Span(ctx.t("search.kind_one.objective"), className="kicker"),
                    f" {objective.objective_id}. {objective.text('title', ctx.lang)}",
                ]
            ),
            why(ctx, link),
            html.P(
                [html.Span(ctx.t("indicator.raised_in"), className="muted"), *_themes(ctx, steps)]
            )
            if steps
            else None,
        ]
    )


def _themes(ctx: Context, links: Iterable[Link]) -> Iterator[object]:
    for link in links:
        theme = ctx.reference.themes[link.from_id]
        yield " "
        yield _theme_link(ctx, theme)
        yield " "
        yield badge(ctx.t(f"strength.{link.strength}"), link.strength)


def _theme_link(ctx: Context, theme: Theme) -> Component:
    return html.A(theme.text("short", ctx.lang), href=ctx.link_to("theme", theme.slug))


def _context(ctx: Context, link: Link) -> Component:
    return html.Li(
        [
            html.P(
                [
                    html.Span(ctx.t("search.kind_one.theme"), className="kicker"),
                    " ",
                    _theme_link(ctx, ctx.reference.themes[link.from_id]),
                ]
            ),
            why(ctx, link),
        ]
    )


def why(ctx: Context, link: Link) -> Component:
    """Strength, evidence, sources and reason of one link, and what it rests on."""
    return html.Div(
        [
            badge(ctx.t(f"strength.{link.strength}"), link.strength),
            " ",
            *basis_badge(ctx, link),
            evidence_mark(ctx, link.evidence),
            " ",
            link_sources(ctx, link),
            " ",
            link.text("rationale", ctx.lang),
            *rests_on(ctx, link),
        ],
        className="why",
    )


def related(ctx: Context, indicator: Indicator) -> dict[str, tuple[str, ...]]:
    """Other indicators by what they share: the target, the theme, the family of the source.

    Each is listed once, under the closest kinship; those with numbers come first.
    """
    own = indicator.indicator_id
    targets = {target_id for target_id, _ in target_links(ctx, indicator)}
    themes = set(themes_of(ctx, indicator))
    seen = {own}
    out = {}
    for name, wanted in (
        ("target", [i for i in ctx.reference.units if _targets(ctx, i) & targets]),
        ("theme", _of_themes(ctx, themes)),
        ("source", _of_family(ctx, own)),
    ):
        fresh = [i for i in dict.fromkeys(wanted) if i not in seen]
        kept = sorted(fresh, key=lambda i: not ctx.store.has_data(i))[:MOST]
        seen.update(kept)
        out[name] = tuple(kept)
    return out


def _targets(ctx: Context, indicator_id: str) -> set[str]:
    known = ctx.reference.indicators.get(indicator_id)
    if known:
        return {known.target_id} - {""}
    return set(ctx.store.catalogue_indicators.get(indicator_id, {}).get("targets", ()))


def _of_themes(ctx: Context, themes: set[str]) -> list[str]:
    """Indicators that migrants themselves are measured by, of the same themes."""
    ids = (i for theme in sorted(themes) for i in ctx.reference.theme_indicators(theme))
    return [i for i in ids if ctx.reference.indicators[i].measures == "migrants"]


def _of_family(ctx: Context, own: str) -> list[str]:
    """Series whose provider code begins alike: the same topic of the same source."""
    info = ctx.store.series_info(own)
    if not info:
        return []
    family = _family(info["source_code"])
    held = [i for i in ctx.reference.units if ctx.store.default_source(i) == info["source_id"]]
    return [i for i in held if _family((ctx.store.series_info(i) or info)["source_code"]) == family]


def _family(code: str) -> str:
    """The first two parts of a code: BX.TRF of BX.TRF.PWKR.DT.GD.ZS, SI_RMT of SI_RMT_COST."""
    parts = code.replace("_", ".").replace(":", ".").split(".")
    return ".".join(parts[:2])
