"""The Dash component of a chart: a place whose figure an ordinary callback may set.

`Output(id, "figure")` takes any plotly figure. Its browser half is assets/app/charts/component.js;
there is nothing to build.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component, _explicitize_args

from layouts.charts.template import CONFIG


class Chart(Component):
    """A figure drawn by our own plotly, or by the whole one where it needs more trace types.

    Args:
        id: of the component.
        figure: a plotly figure or its JSON; None for an empty place.
        config: plotly's settings; by default ours: no tool bar, shapes from our own host.
        className: of its element.
    """

    _children_props: list[str] = []
    _base_nodes = ["children"]
    _namespace = "throughline"
    _type = "Chart"

    @_explicitize_args
    def __init__(
        self,
        id: str | None = None,  # noqa: A002 - Dash's own name for it
        figure: Any = None,
        config: dict[str, Any] | None = None,
        className: str | None = None,  # noqa: N803 - Dash's own name for it
        **given: Any,
    ) -> None:
        """See the class."""
        self._prop_names = ["id", "figure", "config", "className"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        given.pop("_explicit_args", None)
        held = {"id": id, "figure": figure, "config": config or CONFIG, "className": className}
        super().__init__(**{name: value for name, value in held.items() if value is not None})
