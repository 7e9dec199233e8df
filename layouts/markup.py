"""Components as plain markup: for parts with thousands of elements that never change by themselves.

Every component that Dash mounts listens to each change of the page's state, so a large table made
of them is slow for the reader. As markup it costs one component; `assets/js/75-sparks.js` puts it
in place. Texts and attributes are escaped here, and nowhere else is markup made from text.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
VOID = ("br", "hr", "img", "input")


def as_markup(*parts: Component) -> Component:
    """One element that holds `parts` as markup."""
    return html.Div(**{"data-markup": "".join(markup(part) for part in parts)})


def markup(node: Any) -> str:
    """A component, text, number or list of them as HTML."""
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(markup(child) for child in node)
    if not isinstance(node, Component):
        return escape(str(node))
    content = node.to_plotly_json()
    props = dict(content["props"])
    children = props.pop("children", None)
    tag = str(content["type"]).lower()
    attributes = "".join(_attribute(name, value) for name, value in props.items())
    if tag in VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{markup(children)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if name == "style":
        value = ";".join(f"{_kebab(key)}:{item}" for key, item in value.items())
    name = NAMES.get(name, name)
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
