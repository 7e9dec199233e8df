"""How the links were made: kinds, strengths, evidence, the texts they rest on, the crosswalk."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.links import QUOTE_WORDS
from data.reference_lists import EVIDENCE
from layouts.methods import crosswalk
from layouts.pieces.components import badge, evidence_mark, folded_table, link_source_name
from layouts.request.context import Context

STRENGTHS = ("primary", "secondary", "direct", "indirect", "context")


def links_section(ctx: Context) -> list[Component]:
    """Meanings, counts, link sources, and the crosswalk to download."""
    return [
        html.Dl(
            [
                part
                for strength in STRENGTHS
                for part in (
                    html.Dt(badge(ctx.t(f"strength.{strength}"), strength)),
                    html.Dd(ctx.t(f"methods.strength.{strength}")),
                )
            ]
            + [
                part
                for evidence in EVIDENCE
                for part in (
                    html.Dt(evidence_mark(ctx, evidence)),
                    html.Dd(ctx.t(f"evidence.{evidence}.title")),
                )
            ],
            className="meanings",
        ),
        _bases_note(ctx),
        _counts(ctx),
        _bases(ctx),
        _sources(ctx),
        _download(ctx),
    ]


def _counts(ctx: Context) -> Component:
    """How many links of each kind, strength and evidence; counted from the tables."""
    found = crosswalk.counts(ctx.reference)
    rows: list[list[Any]] = []
    for kind in crosswalk.KINDS:
        for strength in STRENGTHS:
            cells = [found.get((kind, strength, e), 0) for e in EVIDENCE]
            if sum(cells):
                name = [ctx.t(f"methods.link_kind.{kind}"), badge(ctx.t(f"strength.{strength}"))]
                rows.append([*name, *map(str, cells), str(sum(cells))])
    total = [sum(n for key, n in found.items() if key[2] == e) for e in EVIDENCE]
    rows.append([ctx.t("methods.total"), "", *map(str, total), str(sum(total))])
    head = [ctx.t("methods.link"), ctx.t("methods.strength")]
    head += [ctx.t(f"evidence.{e}") for e in EVIDENCE]
    head.append(ctx.t("methods.total"))
    return folded_table(head, rows, ctx.t("methods.links_caption"), "counts")


def _bases(ctx: Context) -> Component:
    """What links from objective to target rest on; counted from the table."""
    rows: list[list[Any]] = [
        [badge(ctx.t(f"basis.{basis}"), basis), ctx.t(f"basis.{basis}.title"), str(n), str(quoting)]
        for basis, (n, quoting) in crosswalk.counts_by_basis(ctx.reference).items()
    ]
    head = [ctx.t("methods.basis"), ctx.t("methods.text")]
    head += [ctx.t("methods.basis_links"), ctx.t("methods.basis_quotes")]
    return folded_table(head, rows, ctx.t("methods.basis_caption"), "link-bases")


def _bases_note(ctx: Context) -> Component:
    steps = [link for link in ctx.reference.links if link.kind == "objective_target"]
    words = ctx.t(
        "methods.basis_note",
        links=len(steps),
        named=sum(bool(link.indicator_ids) for link in steps),
        context=sum(not link.counts for link in steps),
        words=QUOTE_WORDS,
    )
    return html.P(words, className="muted")


def _sources(ctx: Context) -> Component:
    rows = [
        [
            [link_source_name(ctx, s.code), " ", html.Code(s.code)],
            s.title,
            s.where,
            evidence_mark(ctx, s.evidence),
        ]
        for s in ctx.reference.link_sources.values()
    ]
    head = [ctx.t(f"methods.{k}") for k in ("code", "text", "where", "evidence")]
    return folded_table(head, rows, ctx.t("methods.link_sources_caption"), "link-sources stacked")


def _download(ctx: Context) -> Component:
    version = crosswalk.version(ctx.reference)
    return html.Div(
        [
            html.H3(ctx.t("methods.crosswalk")),
            html.P(ctx.t("methods.crosswalk_lead", count=len(ctx.reference.links))),
            html.P(
                [
                    ctx.t("methods.crosswalk_version"),
                    html.Code(version, **{"data-tl": "crosswalk-version"}),
                ]
            ),
            html.Div(
                [
                    html.A(
                        ctx.t(f"methods.download_{kind}"),
                        href=f"/export/crosswalk.{kind}",
                        className="button-quiet",
                        download="",
                    )
                    for kind in ("csv", "json")
                ],
                className="actions",
            ),
            html.P(ctx.t("methods.crosswalk_own"), className="muted"),
        ],
        id="crosswalk",
        className="card",
    )
