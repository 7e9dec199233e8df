"""One story as slides: of each step its two sentences, the picture of its view, and its address.

On paper each slide is a sheet of its own. A story of a chosen place asks for the place first.
"""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.area_groups import WORLD
from data.stories import STEPS, Story
from layouts.charts.leads import leading, picture
from layouts.pieces import ids
from layouts.pieces.story_form import story_form
from layouts.request.context import Context
from layouts.request.stories import step_address, step_context
from layouts.words.values import Words

WIDTH, HEIGHT = 1200, 630  # pixels of a picture: PICTURE of layouts/frame/head.py


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("story.document_title", title=_story(ctx).text("title", ctx.lang))


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def layout(ctx: Context) -> list[Component]:
    """The page, all of which follows the place that is chosen."""
    return [html.Div(part(ctx), id=ids.PART)]


def part(ctx: Context) -> list[Component]:
    """What the story is about, and its slides, top to bottom."""
    story = _story(ctx)
    waits = story.chosen and ctx.state.focus == WORLD
    return [
        html.Div(
            [
                html.H1(_name(ctx)),
                html.P(story.text("about", ctx.lang), className="lead"),
                html.P(ctx.t("story.pick" if waits else "story.lead")),
                story_form(ctx, story) if story.chosen else _start(ctx, story),
            ],
            className="hero hero-tight story-hero",
        ),
        html.Div([] if waits else [_slide(ctx, story, at) for at in _steps()], className="slides"),
    ]


def _steps() -> range:
    return range(1, STEPS + 1)


def _story(ctx: Context) -> Story:
    return ctx.reference.stories[ctx.state.slug]


def _name(ctx: Context) -> str:
    """The title of the story, with the place of one of a chosen place."""
    story = _story(ctx)
    name = story.text("title", ctx.lang)
    if not story.chosen or ctx.state.focus == WORLD:
        return name
    place = ctx.reference.areas[ctx.state.focus].text("short", ctx.lang)
    return ctx.t("story.of_place", title=name, place=place)


def _start(ctx: Context, story: Story) -> Component:
    href = step_address(ctx, story, 1)
    way = html.A(ctx.t("stories.start"), href=href, className="button", **{"data-areas": "1"})
    return html.P(way, className="story-ways")


def _slide(ctx: Context, story: Story, at: int) -> Component:
    """One step; its picture has the chart's title and sentence in words, too."""
    own = step_context(ctx, story, at)
    told, source = _told(own)
    return html.Section(
        [
            html.H2(
                [
                    html.Span(ctx.t("story.step", step=at, steps=STEPS), className="story-at"),
                    " ",
                    html.Span(_name(ctx), className="slide-story"),
                ],
                id=f"slide-{at}",
            ),
            html.P(story.steps[at - 1].text("text", ctx.lang), className="slide-text"),
            html.Img(
                src=picture(own), alt=told, width=WIDTH, height=HEIGHT, className="slide-picture"
            ),
            html.P(source, className="source") if source else None,
            html.P(
                [
                    ctx.t("story.address"),
                    " ",
                    html.A(own.href(), href=own.href(), **{"data-areas": "1"}),
                ],
                className="source slide-address",
            ),
        ],
        className="slide",
        **{"aria-labelledby": f"slide-{at}"},
    )


def _told(own: Context) -> tuple[str, str]:
    """What the picture of a view says, and the source of its chart."""
    held = leading(own)
    if not held:
        return own.t("story.no_chart"), ""
    (chart, marks), words = held, Words(own.lang)
    heading = marks.view.heading(chart, marks, words).title
    told = own.t("head.told", title=heading, sentence=chart.sentence(marks, words))
    return told, marks.view.source()
