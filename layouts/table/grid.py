"""The grid of the table page: AG Grid as `dash-ag-grid` brings it, with rows asked for in blocks.

The browser code (assets/app/table) puts it in its place, so that no other page loads its
scripts. Where it says `function`, the grid calls one of `window.dashAgGridFunctions` by name. Its
second script is named here by its file, which the package does not promise (test_private_api.py).
"""

from __future__ import annotations

import json
from pathlib import Path

import dash_ag_grid
from dash.development.base_component import Component

from layouts.pieces import ids
from layouts.request.context import Context
from layouts.table.columns import definitions
from layouts.table.rows import BLOCK
from layouts.words.text import direction

# As Dash serves them: what the component is, and what it loads once it is on the page.
FILES = {
    f"/_dash-component-suites/dash_ag_grid/{name}": Path(dash_ag_grid.__file__).parent / name
    for name in ("dash_ag_grid.min.js", "async-community.js")
}
SCRIPTS = tuple(f"{address}?v={dash_ag_grid.__version__}" for address in FILES)  # kept for long
TEXTS = {
    "loadingOoo": "loading",
    "loadingError": "failed",
    "noRowsToShow": "empty",
    "noMatchingRows": "empty",
    "ariaSortableColumn": "sort",
    "ariaSkeletonCellLoading": "loading",
    "ariaSkeletonCellLoadingFailed": "failed",
}
# The page's own colours, which follow light and dark by themselves.
LOOK = {
    **{"backgroundColor": "var(--paper)", "oddRowBackgroundColor": "var(--paper)"},
    **{"foregroundColor": "var(--ink)", "textColor": "var(--ink)", "cellTextColor": "var(--ink)"},
    **{"headerBackgroundColor": "var(--ground)", "headerTextColor": "var(--ink)"},
    **{"borderColor": "var(--line)", "accentColor": "var(--accent)"},
    **{"rowHoverColor": "var(--accent-soft)", "subtleTextColor": "var(--soft)"},
    **{"tooltipBackgroundColor": "var(--ink)", "tooltipTextColor": "var(--ground)"},
    **{"fontFamily": "inherit", "fontSize": "var(--text-plain)", "headerFontWeight": 600},
    **{"wrapperBorderRadius": "var(--radius-large)", "cellHorizontalPadding": 10},
}
ROW_HEIGHT = 36  # pixels


def grid(ctx: Context) -> Component:
    """The grid without rows, its columns as the address has them."""
    return dash_ag_grid.AgGrid(
        id=ids.TABLE_GRID,
        className="table-grid",
        style={"height": "100%"},
        rowModelType="infinite",
        columnDefs=definitions(ctx),
        defaultColDef={"resizable": True, "suppressHeaderMenuButton": True},
        dashGridOptions={
            "theme": {"function": f"themeQuartz.withParams({json.dumps(LOOK)})"},
            "localeText": {key: ctx.t(f"table.grid.{name}") for key, name in TEXTS.items()},
            "enableRtl": direction(ctx.lang) == "rtl",
            # One block at a time: an answer belongs to the request before it.
            "maxConcurrentDatasourceRequests": 1,
            **{"cacheBlockSize": BLOCK, "maxBlocksInCache": 20, "infiniteInitialRowCount": 20},
            **{"rowBuffer": 2, "rowHeight": ROW_HEIGHT, "headerHeight": 40},
            "animateRows": False,  # sorted rows are there, not on their way
            **{"ensureDomOrder": True, "suppressColumnVirtualisation": True},
            **{"tooltipShowDelay": 600, "suppressDragLeaveHidesColumns": True},
            # Arrow keys go from cell to cell; Tab goes on, or millions of rows would hold a reader.
            "tabToNextCell": {"function": "false"},
            "tabToNextHeader": {"function": "false"},
        },
        eventListeners={
            **{event: ["tableRange()"] for event in ("bodyScroll", "modelUpdated")},
            "gridSizeChanged": ["tableRange()"],
            **{event: ["tableMoved(params)"] for event in ("columnMoved", "columnPinned")},
        },
    )
