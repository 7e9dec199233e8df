"""Components as plain markup: for all that Dash never changes by itself.

Every component that Dash mounts listens to each change of the page's state, so a page made of many
is slow for the reader. As markup it costs one component; `assets/app/frame/markup.js` puts it in
place. Texts and attributes are escaped here, and nowhere else is markup made from text.

It buys pages of 2 to 35 components for Dash to mount: the page of verdicts has 9 of 2,634, the
overview 16 of 2,034. It leans on what Dash and React do not promise: `_namespace`, `_type` and the
books below on a component, whose other attributes are its properties; and, in the browser, keys
`__react...` on the nodes that React has put there. Held by tests/test_private_api.py.
"""

from __future__ import annotations

import copy
import re
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pieces import ids

NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex"}
VOID = ("br", "hr", "img", "input")
HELD = "data-markup"
BOOKS = {  # what a component notes about itself beside its properties
    *("_prop_names", "_valid_wildcard_attributes"),
    *("available_properties", "available_wildcard_properties", "_type"),
}
PLAIN = "dash_html_components"  # elements as they are, to which Dash adds nothing


def still(node: Any) -> Any:
    """Components with all that Dash need not know as markup of the element around it.

    What has an `id` by which Dash fills it (`ids.KEPT`) stays, and so do Dash's own controls and
    every element around them. The page looks the same either way.
    """
    if isinstance(node, list | tuple):
        return [still(child) for child in node]
    children = getattr(node, "children", None)
    if children is None or node._namespace != PLAIN:
        return node
    result = copy.copy(node)
    if _id(node) in ids.KEPT or not _plain(children):
        result.children = still(children)
    elif _has_elements(children):
        result.children = None
        setattr(result, HELD, markup(children))
    return result


def _plain(node: Any) -> bool:
    """Whether all of it may be markup."""
    if isinstance(node, list | tuple):
        return all(_plain(child) for child in node)
    if not isinstance(node, Component):
        return True
    if node._namespace != PLAIN or _id(node) in ids.KEPT:
        return False
    return _plain(getattr(node, "children", None))


def _id(node: Component) -> str:
    """The id of a component; "" where it has none."""
    return str(getattr(node, "id", ""))


def _has_elements(children: Any) -> bool:
    several = children if isinstance(children, list | tuple) else [children]
    return any(isinstance(child, Component) for child in several)


def markup(node: Any) -> str:
    """A component, text, number or list of them as HTML. Attributes stand in the order of names."""
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(markup(child) for child in node)
    if not isinstance(node, Component):
        return escape(str(node))
    props = {name: value for name, value in vars(node).items() if name not in BOOKS}
    children, held = props.pop("children", None), props.pop(HELD, "")
    tag = str(node._type).lower()
    attributes = "".join(_attribute(name, value) for name, value in sorted(props.items()))
    if tag in VOID:
        return f"<{tag}{attributes}>"
    return f"<{tag}{attributes}>{held}{markup(children)}</{tag}>"


def plain(tag: str, children: Any = None, **attributes: Any) -> Component:
    """An element that can only be sent as markup: an `<input>`, of which Dash has none, or many.

    It is not made as Dash makes its own, which checks every attribute: the controls of the
    comparing page, with all their years and groups, would take twice as long.
    """
    node: Component = html.Div.__new__(html.Div)
    books = {"_prop_names": [*attributes, "children"], "_valid_wildcard_attributes": []}
    vars(node).update({**attributes, **books, "_type": tag, "children": children})
    return node


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if name == "style":
        value = ";".join(f"{_kebab(key)}:{item}" for key, item in value.items())
    name = NAMES.get(name, name)
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _kebab(name: str) -> str:
    return re.sub("[A-Z]", lambda found: f"-{found[0].lower()}", name)
