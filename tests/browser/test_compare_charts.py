"""What single charts of the comparing page can be set to, refuse, and how one is embedded."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor


def test_panels_share_their_axis_until_switched(visitor: Visitor) -> None:
    address = "/compare?chart=multiples&areas=MEX,PHL,KEN&indicator=ctx-remit-received"
    state = visitor.open(address)
    ranges = """() => Object.entries(document.getElementById('compare').layout)
      .filter(([k]) => /^yaxis/.test(k))
      .map(([, axis]) => axis.range.join())"""
    assert len(set(visitor.page.evaluate(ranges))) == 1
    visitor.page.get_by_role("button", name="Each its own").press("Enter")
    visitor.addressed("panels=own")
    visitor.page.wait_for_function(f"new Set(({ranges})()).size === 3")
    visitor.reload(state)
    assert len(set(visitor.page.evaluate(ranges))) == 3


def test_only_what_may_be_added_is_stacked(visitor: Visitor) -> None:
    visitor.open("/compare?chart=stacked&areas=MEX,PHL", "|line|")  # remittances relative to GDP
    told = visitor.page.locator("[data-tl=compare-refusals]")
    expect(told).to_contain_text("a stack of columns is not drawn. Rates cannot be added")
    button = visitor.page.get_by_role("button", name="Stacked", exact=True)
    expect(button).to_have_count(0)
    told.get_by_text("What is not offered here").click()
    expect(told.locator("details")).to_contain_text("Rates cannot be added")
    assert "chart=line" not in visitor.page.url
    visitor.open("/compare?chart=stacked&areas=MEX,PHL&indicator=ctx-remit-received", "|stacked|")
    expect(button).to_have_attribute("aria-pressed", "true")
    visitor.page.get_by_role("button", name="Shares of 100").click()
    visitor.drawn("|stacked|share|")


def test_a_chart_stands_alone_in_a_frame_of_another_site(visitor: Visitor) -> None:
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.open("/compare?chart=bar&areas=MEX,PHL,KEN&year=2019")
    visitor.page.locator("[data-action=embed]").press("Enter")
    expect(visitor.page.locator("#live")).to_contain_text("is copied")
    code = visitor.page.evaluate("navigator.clipboard.readText()")
    assert "embed=on" in code
    visitor.page.set_content(f"<h1>Elsewhere</h1>{code}")
    frame = visitor.page.frame_locator("iframe")
    expect(frame.locator("[data-tl=compare-title]")).to_have_text(
        "Personal remittances received, relative to GDP, ranked"
    )
    expect(frame.locator("#compare .barlayer .point").first).to_be_visible()
    expect(frame.locator("[data-tl=compare-source]")).to_contain_text("World Bank")
    for hidden in ("nav", "#areas", ".compare-aside", "#peers", ".site-footer", "h1"):
        expect(frame.locator(hidden).first).to_be_hidden()
    address = frame.locator("[data-tl=compare-open]").get_attribute("href")
    assert address
    assert "embed" not in address
    assert "chart=bar" in address
