"""The evidence chain of a theme: folded until it is asked for, and a file that is what it shows."""

from playwright.sync_api import expect

from app import Throughline
from tests.browser.conftest import Visitor
from tests.browser.test_pages import THEME, rows


def test_the_chain_downloads_as_it_stands(visitor: Visitor, app: Throughline) -> None:
    visitor.open(f"{THEME}?links=all")
    visitor.charted("chain", card="chain")  # all links open what is folded else
    with visitor.page.expect_download() as waiting:
        visitor.page.locator("a[href^='/export/chain.csv']").click()
    table = rows(waiting.value.path().read_text(encoding="utf-8"))
    chain = app.reference.chain("ts4", direct_only=False)
    assert [(r["objective_id"], r["target_id"], r["indicator_id"]) for r in table] == [
        (c.objective_id, c.target_id, c.indicator_id) for c in chain
    ]
    assert all(r["theme_link_evidence"] for r in table)


def test_links_switch_redraws_the_chain(visitor: Visitor) -> None:
    asked = visitor.asks()
    visitor.open(THEME)
    assert not [url for url in asked if "/chain.json" in url]  # not before it is opened
    visitor.page.get_by_text("Show the chain as a picture").click()
    visitor.charted("chain", card="chain")
    nodes = visitor.page.locator("#chain .sankey-node").count()
    visitor.page.get_by_role("link", name="All links").click()
    visitor.page.wait_for_url("**links=all**")
    expect(visitor.page.locator("#chain .sankey-node").nth(nodes)).to_be_attached()
