"""Where a reader chooses the place of a story: a list and buttons that work without scripts."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from data.stories import Story
from layouts.pieces.markup import plain, still
from layouts.request.context import Context
from layouts.request.pages import PAGES, VERSION
from layouts.words.format import sort_key

START = "start"  # what stands behind the address of a story's slides and leads to its first step


def story_form(ctx: Context, story: Story) -> Component:
    """A list of countries, and the ways to the story and to its slides for the one chosen."""
    slides, at = f"{PAGES['story'].path}{story.story_id}", f"place-{story.story_id}"
    parts = [
        _hidden("v", VERSION),
        _hidden("lang", ctx.lang),
        html.Label(ctx.t("stories.country"), htmlFor=at),
        plain("select", _countries(ctx), id=at, name="areas", required=True),
        plain("button", ctx.t("stories.start"), type="submit", className="button"),
        plain(
            "button",
            ctx.t("stories.slides"),
            type="submit",
            className="button-quiet",
            formaction=slides,
        ),
    ]
    form = html.Form(parts, action=f"{slides}/{START}", method="GET", className="story-form")
    return still(html.Div(form))


def _hidden(name: str, value: str) -> Component:
    return plain("input", type="hidden", name=name, value=value)


def _countries(ctx: Context) -> list[Component]:
    """Every country and territory by name, the one that the page speaks of chosen."""
    named = [(a.text("short", ctx.lang), a.area_code) for a in ctx.reference.countries()]
    named.sort(key=lambda pair: sort_key(pair[0]))
    return [
        plain("option", ctx.t("stories.choose"), value=""),
        *(
            plain("option", text, value=code, selected=code == ctx.state.focus or None)
            for text, code in named
        ),
    ]
