"""The words of Dash's own dropdown, for every page that has one."""

from __future__ import annotations

from layouts.request.context import Context


def dropdown_labels(ctx: Context) -> dict[str, str]:
    """The words of Dash's own dropdown in the page's language."""
    keys = (
        "select_all",
        "deselect_all",
        "selected_count",
        "search",
        "clear_search",
        "clear_selection",
        "no_options_found",
    )
    return {key: ctx.t(f"dropdown.{key}") for key in keys}
