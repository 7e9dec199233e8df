"""The strip over a page that is a step of a story: which step, its two sentences, and the ways on.

Its ways are links to the addresses of other steps, so that nothing in the browser drives it; the
browser's own way back leads to the step before. A page that a reader has wandered to says so.
"""

from __future__ import annotations

import json

from dash import html
from dash.development.base_component import Component

from data.stories import STEPS, Story
from layouts.pieces import ids
from layouts.request.context import Context
from layouts.request.keys import STORY
from layouts.request.stories import step_address, step_context, story_of

QUIET = "button-quiet"


def strip(ctx: Context) -> list[Component]:
    """The strip of an address; nothing outside of a story, or in a frame of another site."""
    found = story_of(ctx)
    if not found or ctx.state.option("embed") == "on":
        return []
    story, at = found
    there = step_context(ctx, story, at).state
    here = (there.page, there.slug) == (ctx.state.page, ctx.state.slug)
    text = story.steps[at - 1].text("text", ctx.lang) if here else ctx.t("story.wandered")
    name = ids.STORY_STEP if here else "story-name"
    return [
        html.Section(
            [
                html.H2(
                    [
                        html.Span(ctx.t("story.step", step=at, steps=STEPS), className="story-at"),
                        " ",
                        story.text("title", ctx.lang),
                    ],
                    id=name,
                    tabIndex="-1",
                    **{"aria-describedby": "story-text"},
                ),
                html.P(text, id="story-text"),
                _ways(ctx, story, at, here),
            ],
            className="story-strip",
            **{"aria-labelledby": name},
        )
    ]


def step_shown(ctx: Context) -> str:
    """The step that an address shows: once it changes, so does what is read first."""
    return "|".join(ctx.state.option(key.name) for key in STORY)


def _ways(ctx: Context, story: Story, at: int, here: bool) -> Component:
    """Back, on and out; from elsewhere first of all to the step itself."""
    ways = [] if here else [_to(ctx, story, at, "return", "button")]
    if at > 1:
        ways.append(_to(ctx, story, at - 1, "back"))
    if at < STEPS:
        ways.append(_to(ctx, story, at + 1, "next", "button" if here else QUIET))
    else:
        ways.append(html.A(ctx.t("story.others"), href=ctx.link_to("stories"), className="button"))
    ways.append(_leave(ctx))
    return html.Nav(
        [part for way in ways for part in (way, " ")],
        className="story-ways",
        **{"aria-label": ctx.t("story.ways")},
    )


def _to(ctx: Context, story: Story, at: int, key: str, looks: str = QUIET) -> Component:
    """A link to a step, which brings its places along.

    In a story of one place the browser puts in the one chosen since (assets/app/request/links.js).
    """
    place = {"data-place": ctx.state.focus} if story.chosen else {}
    return html.A(
        ctx.t(f"story.{key}"),
        href=step_address(ctx, story, at),
        className=looks,
        **{"data-areas": "1", **place},
    )


def _leave(ctx: Context) -> Component:
    """The same view without its story, with all that a reader has changed since."""
    without = {key.name: key.default for key in STORY}
    go = {"data-go": json.dumps(without)}
    return html.A(ctx.t("story.leave"), href=ctx.href(**without), className=QUIET, **go)
