"""What an indicator counts, how, and what it leaves out; then the official words beside ours."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.reference_lists import Indicator
from data.texts import Definition, OfficialText
from layouts.pieces.components import badge, details, evidence_mark, section
from layouts.request.context import Context
from layouts.words.text import direction, language_name

PARTS = ("counts", "computed", "leaves_out")


def definition_section(ctx: Context, indicator: Indicator) -> list[Component]:
    """The section of the page; empty for an indicator that nobody has described."""
    found = ctx.reference.texts.definition(indicator.indicator_id, ctx.lang)
    if found is None:
        return []
    return [
        section(
            ctx.t("definition.title"),
            html.Div([_own_words(ctx, found), *_official(ctx, indicator)], className="definition"),
            id_="definition",
        )
    ]


def definition_record(ctx: Context, indicator_id: str) -> dict[str, str]:
    """The same words for a file; empty for an indicator that nobody has described."""
    found = ctx.reference.texts.definition(indicator_id, ctx.lang)
    about = ctx.reference.texts.metadata.get(indicator_id)
    if found is None or about is None:
        return {}
    return {
        "language": found.lang,
        **{part: getattr(found, part) for part in PARTS},
        "evidence": about.definition_evidence,
        "metadata": about.metadata_url,
        "metadata_evidence": about.url_evidence,
    }


def _own_words(ctx: Context, found: Definition) -> Component:
    """The three parts, what they were checked against, and the way to the official metadata."""
    foreign = _foreign(ctx, found.lang)
    mark = [" ", badge(ctx.t("definition.in_english"))] if foreign else []
    return html.Div(
        [
            html.Dl(
                [
                    html.Div(
                        [
                            html.Dt([ctx.t(f"definition.{part}"), *mark]),
                            html.Dd(getattr(found, part), **foreign),
                        ]
                    )
                    for part in PARTS
                ],
                className="fact-list",
            ),
            *_checked(ctx, found.indicator_id),
        ]
    )


def _checked(ctx: Context, indicator_id: str) -> list[Component]:
    about = ctx.reference.texts.metadata.get(indicator_id)
    if about is None:
        return []
    read: list[Any] = [ctx.t("definition.recalled")]
    if about.text_read:
        read = [ctx.t("definition.checked"), " ", html.Span(about.text_read, lang="en"), "."]
    return [
        html.P(
            [
                ctx.t("definition.ours"),
                " ",
                *read,
                " ",
                evidence_mark(ctx, about.definition_evidence),
            ],
            className="why",
        ),
        html.P(
            [
                html.A(
                    ctx.t("definition.metadata"),
                    href=about.metadata_url,
                    rel="noopener",
                    hrefLang="en",
                ),
                " ",
                html.Span(ctx.t(f"definition.address.{about.url_evidence}"), className="muted"),
            ],
            className="definition-link",
        ),
        html.P(
            html.A(ctx.t("definition.all"), href="/export/indicators.csv", download=""),
            className="definition-link",
        ),
    ]


def _official(ctx: Context, indicator: Indicator) -> list[Component]:
    """The sentences of target and indicator; nothing for an indicator outside the framework."""
    texts = ctx.reference.texts
    wanted = (("target", indicator.target_id), ("indicator", indicator.sdg_indicator))
    found = [text for kind, id_ in wanted if (text := texts.sentence(kind, id_, ctx.lang))]
    if not found:
        return []
    return [
        html.Div(
            [
                html.H3(ctx.t("definition.official")),
                *(_quoted(ctx, text) for text in found),
                details(ctx.t("definition.languages"), *_languages(ctx, found)),
                html.P(ctx.t("definition.source"), className="why"),
            ],
            className="official-words",
        )
    ]


def _quoted(ctx: Context, text: OfficialText) -> Component:
    foreign = _foreign(ctx, text.lang)
    mark = [" ", badge(ctx.t("definition.in_english"))] if foreign else []
    name = ctx.t(f"definition.{text.kind}", code=text.id)
    return html.Figure(
        [
            html.Figcaption([name, " ", evidence_mark(ctx, text.evidence), *mark]),
            html.Blockquote(html.P(text.text), **foreign),
        ]
    )


def _languages(ctx: Context, found: list[OfficialText]) -> list[Component]:
    """The same sentences in every language that has them, each marked as what it is."""
    return [
        html.Div(
            [
                html.H4(ctx.t(f"definition.{text.kind}", code=text.id)),
                html.Ul(
                    [
                        html.Li(
                            [
                                html.B(language_name(other.lang)),
                                html.Span(other.text),
                            ],
                            lang=other.lang,
                            dir=direction(other.lang),
                        )
                        for other in ctx.reference.texts.translations(text.kind, text.id)
                    ],
                    className="translations",
                ),
            ]
        )
        for text in found
    ]


def _foreign(ctx: Context, written: str) -> dict[str, str]:
    """The language of a text that is not in that of the page."""
    return {} if written == ctx.lang else {"lang": written}
