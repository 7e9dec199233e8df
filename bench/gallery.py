"""Pictures for docs/CHARTS.md: each chart as a page shows it, in headless Chromium.

`python -m bench.gallery` draws them anew; each shows what the tables hold on that day.
"""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

from bench import report
from bench.browser import chromium
from bench.servers import BenchError, serve
from bench.sites import ours
from layouts.charts import charts
from layouts.charts.__main__ import PICTURES
from layouts.charts.record import Chart
from layouts.request.pages import PAGES

PORT = 8140
TALLEST = 600  # pixels of a picture; the rest of a longer chart is like it
SCREEN = {"width": 900, "height": 1400}
STATE = {"theme": "contributions-remittances", "indicator": "ctx-remit-received-gdp"}
# Charts that the guard refuses for what their page opens with.
AMOUNT = "indicator=ctx-migrant-stock"
QUERIES = {
    "stacked": f"{AMOUNT}&areas=DEU,FRA,ITA,ESP",
    "area": f"{AMOUNT}&areas=DEU,FRA,ITA,ESP",
    "bubble_map": AMOUNT,
    "pyramid": "indicator=ctx-migrant-ages&areas=DEU",
    "chain": "links=all",
    "calculation": "areas=MEX",
    "holdings": "topic=drivers",
    "country_matrix": "board=themes&areas=M49:199",
    "corridor_bars": "areas=DEU",
    "corridor_bands": "areas=MAR&shape=bands&direction=both",
    "corridor_map": "areas=COL&shape=map&direction=both",
    "corridor_years": "areas=MEX,USA",
}


def main() -> int:
    """Draw every chart that has a figure."""
    drawn = [chart for chart in charts().values() if chart.figure]
    PICTURES.mkdir(exist_ok=True)
    site, _ = ours("/")
    with serve(site, PORT) as served, chromium() as browser:
        for chart in drawn:
            report.progress(chart.id)
            _picture(browser, served.url, chart)
    return 0


def _picture(browser: Browser, site: str, chart: Chart) -> None:
    page_name = chart.pages[-1] if chart.id == "map" else chart.pages[0]
    spec = PAGES[page_name]
    path = spec.path + STATE.get(page_name, "") if spec.slug else spec.path
    query = [f"chart={chart.id}"] if page_name == "compare" else []
    query += [QUERIES[chart.id]] if chart.id in QUERIES else []
    page = browser.new_page(viewport=SCREEN, reduced_motion="reduce", color_scheme="light")
    page.goto(f"{site}{path}?v=2&{'&'.join(query)}")
    page.wait_for_function("document.body.dataset.drawn")
    page.wait_for_load_state("networkidle")
    named = "compare" if page_name == "compare" else chart.id
    page.locator(f"#{named}").scroll_into_view_if_needed()
    page.wait_for_function(f"document.querySelector('#{named} svg')")
    box = page.locator(f"#{named}").bounding_box()
    if box is None:
        raise BenchError(f"{chart.id} is not on {page.url}")
    clip = {
        **box,
        "height": min(box["height"], TALLEST),
        "width": min(box["width"], SCREEN["width"]),
    }
    page.screenshot(path=PICTURES / f"{chart.id}.png", clip=clip)
    page.close()


if __name__ == "__main__":
    sys.exit(main())
