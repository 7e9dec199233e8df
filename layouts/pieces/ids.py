"""Every id of the page, and nothing else. JavaScript in `assets` uses the same words."""

ROUTE = "route"
HEADER = "header"
PAGE = "page"
FOOTER = "footer"
PART = "part"  # what the server draws anew when areas or settings change
PART_QUERY = "part-query"
PAGE_DATA = "page-data"
SHELL_DATA = "shell-data"
SINK = "sink"

AREAS = "areas"
INDICATOR = "indicator"

MAP = "map"
LINE = "line"

TABLE_INDICATORS = "table-indicators"
TABLE_GRID = "table-grid"
TABLE_PLACE = "table-place"  # where the browser puts the grid

# Elements that stay components, since Dash changes what is in them.
KEPT = (PART, TABLE_PLACE)

# Places that the browser code fills; they are plain elements, never callback outputs.
THEME_SWITCH = "theme-switch"
STORY_STEP = "story-step"
MAIN = "main"
