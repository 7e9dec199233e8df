"""Countries alike: by migration profile with the distance explained, by region, by income."""

from __future__ import annotations

from math import log

from dash import html
from dash.development.base_component import Component

from data.area_groups import members, memberships
from data.arithmetic.concepts import POPULATION
from data.peers import COMPONENTS, EARLIEST, FEWEST_COMPONENTS, Peer, nearest, profiles
from layouts.pieces.components import table
from layouts.request.context import Context
from layouts.series.concepts import populous
from layouts.series.series import COUNTRY_KINDS
from layouts.words.format import number

PROFILE_PEERS = 5
GROUP_PEERS = 8


def focus_country(ctx: Context) -> str:
    """The first chosen country or territory; "" where none is chosen."""
    areas = ctx.reference.areas
    chosen = (code for code in ctx.state.areas if areas[code].kind in COUNTRY_KINDS)
    return next(chosen, "")


def peers_panel(ctx: Context) -> list[Component]:
    """Peers of the first chosen country; without one, how to get them."""
    focus = focus_country(ctx)
    if not focus:
        return [html.P(ctx.t("compare.peers_none"))]
    name = ctx.reference.areas[focus].text("short", ctx.lang)
    found = nearest(ctx.store, focus, PROFILE_PEERS)
    return [
        html.H3(ctx.t("compare.peers_of", area=name)),
        *(_profile(ctx, focus, name, found) if found else [_too_little(ctx, name)]),
        *_groups(ctx, focus, name),
    ]


def _too_little(ctx: Context, name: str) -> Component:
    return html.P(ctx.t("compare.peers_too_little", area=name, fewest=FEWEST_COMPONENTS))


def _profile(ctx: Context, focus: str, name: str, found: tuple[Peer, ...]) -> list[Component]:
    about = profiles(ctx.store)
    names = [ctx.reference.areas[p.area_code].text("short", ctx.lang) for p in found]
    years = about.years
    return [
        html.P(ctx.t("compare.peers_nearest", area=name, peers=", ".join(names))),
        _button(ctx, ctx.t("compare.peers_add"), focus, [p.area_code for p in found]),
        table(
            (
                ctx.t("compare.peer"),
                ctx.t("compare.distance"),
                *(ctx.t(f"compare.component.{c}") for c in COMPONENTS),
            ),
            [_row(ctx, peer) for peer in found],
            ctx.t("compare.peers_caption", area=name),
            "peers-table",
        ),
        html.P(
            ctx.t(
                "compare.peers_method",
                earliest=EARLIEST,
                fewest=FEWEST_COMPONENTS,
                share_year=years["share"][1],
                displacement_year=years["displacement"][1],
                corridor_year=about.corridor_year,
            ),
            className="muted",
        ),
    ]


def _row(ctx: Context, peer: Peer) -> list[object]:
    name = ctx.reference.areas[peer.area_code].text("short", ctx.lang)
    cells: list[object] = [name, number(peer.distance, ctx.lang, 2)]
    for component in COMPONENTS:
        part = peer.parts[component]
        if part.distance is None or part.other is None:
            cells.append(ctx.t("compare.part_unknown"))
            continue
        values = {"gap": number(part.distance, ctx.lang, 2)}
        values["other"] = number(part.other, ctx.lang, 1)
        if part.own is not None:
            values["own"] = number(part.own, ctx.lang, 1)
        cells.append(ctx.t(f"compare.part.{component}", **values))
    return cells


def _groups(ctx: Context, focus: str, name: str) -> list[Component]:
    """Buttons: the most populous countries of the same part of the world, and of its incomes."""
    region, income, part, within = memberships(ctx.reference, ctx.store)[focus][:4]
    rank = {code: i for i, code in enumerate(populous(ctx.store))}
    out: list[Component] = []
    for group in (within or part or region, income):
        if not group:
            continue
        others = [c for c in members(ctx.reference, ctx.store, group) if c != focus]
        known = sorted((c for c in others if c in rank), key=lambda c: rank[c])[:GROUP_PEERS]
        group_name = ctx.reference.areas[group].text("short", ctx.lang)
        text = ctx.t("compare.peers_group_add", count=len(known), group=group_name)
        out.append(_button(ctx, text, focus, known))
        whole = ctx.t("compare.peers_whole", group=group_name)
        out.append(
            html.Button(whole, type="button", className="button-quiet", **{"data-among": group})
        )
    if alike := of_like_size(ctx, focus):
        out.append(_button(ctx, ctx.t("compare.peers_size_add", count=len(alike)), focus, alike))
    head = html.P(ctx.t("compare.peers_groups", area=name))
    return [head, html.Div(out, className="actions")] if out else []


def of_like_size(ctx: Context, focus: str) -> list[str]:
    """The countries nearest in population, by the ratio of the two; none without a number."""
    people = {code: value for code, (_, value) in ctx.store.latest(POPULATION).items()}
    own = people.get(focus, 0)
    others = [c for c in populous(ctx.store) if c != focus and people[c] > 0]
    if own <= 0:
        return []
    return sorted(others, key=lambda c: (abs(log(people[c] / own)), c))[:GROUP_PEERS]


def _button(ctx: Context, text: str, focus: str, codes: list[str]) -> Component:
    return html.Button(
        text,
        type="button",
        className="button-quiet button-peers",
        **{"data-peers": ",".join([focus, *codes])},
    )
