"""Where the steps of stories lead: each is the address of a page, with the story and its step."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from data.reference_lists import Reference
from data.store import Store
from data.stories import AREA, Step, Story
from layouts.request.context import Context
from layouts.request.state import Problem, ViewState, parse


def read_step(
    step: Step, area: str, reference: Reference, store: Store
) -> tuple[ViewState, tuple[Problem, ...]]:
    """What the address of a step asks for, with the chosen place in it, and what of it is none."""
    asked = urlsplit(step.address.replace(AREA, area))
    return parse(asked.path, dict(parse_qsl(asked.query)), reference, store)


def step_context(ctx: Context, story: Story, at: int) -> Context:
    """The view of a step, from 1, for the place and in the language of a page; no story in it."""
    state, _ = read_step(story.steps[at - 1], ctx.state.focus, ctx.reference, ctx.store)
    return replace(ctx, state=replace(state, lang=ctx.lang))


def step_address(ctx: Context, story: Story, at: int) -> str:
    """The address of a step, which says of which story it is."""
    state = step_context(ctx, story, at).state
    return state.href(story=story.story_id, step=at)


def slides_address(ctx: Context, story: Story) -> str:
    """The address of the slides; those of a story of a chosen place are of that place."""
    areas = ctx.state.areas[:1] if story.chosen else ()
    return ctx.link_to("story", story.story_id, areas=areas)


def story_of(ctx: Context) -> tuple[Story, int] | None:
    """The story that an address is told in, and the step, from 1; None outside of any."""
    story = ctx.reference.stories.get(ctx.state.option("story"))
    return (story, int(ctx.state.option("step"))) if story else None
