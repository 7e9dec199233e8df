"""The stories: what each is about, how long it takes, and the ways into it."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from data.stories import STEPS, Story
from layouts.pieces import ids
from layouts.pieces.story_form import story_form
from layouts.request.context import Context
from layouts.request.stories import slides_address, step_address


def title(ctx: Context) -> str:
    """Document title."""
    return ctx.t("stories.document_title")


def data(ctx: Context) -> dict[str, Any]:
    """Nothing: the page has no view of its own in the browser."""
    return {}


def part(ctx: Context) -> list[Component]:
    """The stories; of one of a chosen place, the place that the page speaks of is chosen."""
    stories = ctx.reference.stories.values()
    listed = html.Ul([_story(ctx, story) for story in stories], className="story-list")
    return [listed if stories else html.P(ctx.t("stories.none"))]


def layout(ctx: Context) -> list[Component]:
    """The page, top to bottom."""
    return [
        html.Div(
            [html.H1(ctx.t("stories.title")), html.P(ctx.t("stories.lead"), className="lead")],
            className="hero hero-tight",
        ),
        html.Div(part(ctx), id=ids.PART),
    ]


def _story(ctx: Context, story: Story) -> Component:
    """One story with what it is about."""
    return html.Li(
        [
            html.H2(story.text("title", ctx.lang)),
            html.P(_about(ctx, story), className="muted"),
            html.P(story.text("about", ctx.lang)),
            story_form(ctx, story) if story.chosen else _ways(ctx, story),
        ],
        className="card",
    )


def _about(ctx: Context, story: Story) -> str:
    theme = ctx.reference.theme_by_slug(story.theme)
    name = theme.text("short", ctx.lang) if theme else ctx.t("stories.every_theme")
    minutes = ctx.plural("stories.minutes", story.minutes, count=story.minutes)
    return ctx.t("stories.about", minutes=minutes, steps=STEPS, theme=name)


def _ways(ctx: Context, story: Story) -> Component:
    """Into the story, and to its slides; a story is named in both for whoever hears links alone."""
    name = story.text("title", ctx.lang)
    ways = (
        ("start", step_address(ctx, story, 1), "button"),
        ("slides", slides_address(ctx, story), "button-quiet"),
    )
    return html.P(
        [
            html.A(
                ctx.t(f"stories.{key}"),
                href=href,
                className=looks,
                **{"data-areas": "1", "aria-label": f"{ctx.t(f'stories.{key}')}: {name}"},
            )
            for key, href, looks in ways
        ],
        className="story-ways",
    )
