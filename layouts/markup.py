"""Components as plain markup: for all that Dash never changes by itself.

Every component that Dash mounts listens to each change of the page's state, so a page made of many
is slow for the reader. As markup it costs one component; `assets/js/15-markup.js` puts it in place.
Texts and attributes are escaped here, and nowhere else is markup made from text.
"""

from __future__ import annotations

import copy
import re
from html import escape
from typing import Any

from dash.development.base_component import Component

from layouts import ids

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
VOID = ("br", "hr", "img", "input")
HELD = "data-markup"
PLAIN = "dash_html_components"  # elements as they are, to which Dash adds nothing


def still(node: Any) -> Any:
    """Components with all that Dash need not know as markup of the element around it.

    What has an `id` that a callback answers (`ids.PART`) stays, and so do Dash's own controls and
    every element around them. The page looks the same either way.
    """
    return _stilled(node)[0]


def _stilled(node: Any) -> tuple[Any, bool]:
    """A node as `still` gives it, and whether all of it may be markup."""
    if isinstance(node, list | tuple):
        found = [_stilled(child) for child in node]
        return [child for child, _ in found], all(plain for _, plain in found)
    if not isinstance(node, Component):
        return node, True
    if node._namespace != PLAIN:
        return node, False
    held = getattr(node, "children", None)
    children, plain = _stilled(held)
    result = copy.copy(node)
    result.children = children
    if getattr(node, "id", None) == ids.PART:
        return result, False
    if plain and _has_elements(held):
        content = node.to_plotly_json()["props"] | {"children": None, HELD: markup(held)}
        result = type(node)(**content)
    return result, plain


def _has_elements(children: Any) -> bool:
    several = children if isinstance(children, list | tuple) else [children]
    return any(isinstance(child, Component) for child in several)


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
    held = props.pop(HELD, "")
    tag = str(content["type"]).lower()
    attributes = "".join(_attribute(name, value) for name, value in sorted(props.items()))
    if tag in VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{held}{markup(children)}</{tag}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if name == "style":
        value = ";".join(f"{_kebab(key)}:{item}" for key, item in value.items())
    name = NAMES.get(name, name)
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
