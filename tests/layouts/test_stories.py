"""Stories: whatever is wrong with a file is named by file and step; what is right is shown."""

import re
import tomllib
from pathlib import Path

import pytest

from app import DATA_DIR, Throughline
from callbacks.routing import read_address
from data.stories import STEPS
from layouts.frame.story_check import StoryError, checked_stories
from layouts.pieces.markup import markup
from layouts.request.stories import step_address
from layouts.views import VIEWS
from layouts.words.text import languages

OWN = DATA_DIR / "stories"
COST = (OWN / "remittance-costs.toml").read_text(encoding="utf-8")
COUNTRY = (OWN / "a-country.toml").read_text(encoding="utf-8")
# What is written for what, in which story, and what is then said.
FAULTS = [
    (COST, '"/compare?v=2&indicator=sdg-10-c-1-si-rmt-cost&areas=M49:001"', '"/compared"',
     "own.toml, step 2: address: There is no page “/compared”"),
    (COST, "indicator=sdg-10-c-1-si-rmt-cost&chart=bar", "indicator=sdg-10-c-9&chart=bar",
     "own.toml, step 3: address: There is no indicator “sdg-10-c-9”"),
    (COST, "chart=bar", "chart=pie", "own.toml, step 3: address: “pie” is not a choice of “chart”"),
    (COST, "areas=MAR", "areas=MOR", "own.toml, step 5: address: There is no country or region"),
    (COST, "&areas=MAR", "&area=MAR", "own.toml, step 5: address: /verdict knows no key 'area'"),
    (COST, "&areas=MAR", "&areas=MAR&lang=fr", "step 5: address: lang is the reader's own"),
    (COST, '"/themes/contributions-remittances?v=2"', '"/data?v=2"',
     "own.toml, step 1: address: has moved; write /table?v=2"),
    (COST, '"/themes/contributions-remittances?v=2"', '"/stories"',
     "own.toml, step 1: address: no story can lead to /stories"),
    (COST, '"/themes/contributions-remittances?v=2"', '"https://elsewhere.example/"',
     "own.toml, step 1: address: expected one that begins with /"),
    (COST, "minutes = 3", "minutes = 0", "own.toml: minutes: expected a whole number, 1 to 15"),
    (COST, "minutes = 3", "minutes", "own.toml: expected TOML, got: "),
    (COST, 'theme = "contributions-remittances"', 'theme = "cheap"',
     "own.toml: theme: expected one of human-rights-inclusion, "),
    (COST, "text.en = \"Each bar", "text.de = \"Each bar",
     "own.toml, step 3: text.en: expected text, got nothing"),
    (COST, "text.en = \"Each bar", "text.de = \"Each bar",
     "own.toml, step 3: text.de: expected a language of en, fr"),
    (COST, "the dearest first, and", "the dearest first! And",
     "own.toml, step 3: text.en: expected 2 sentences, got 3"),
    (COST, "[[steps]]\naddress = \"/verdict?", "[[step]]\naddress = \"/verdict?",
     "own.toml: expected 5 steps ([[steps]]), got 4"),
    (COST, "[[steps]]\naddress = \"/verdict?", "[[step]]\naddress = \"/verdict?",
     "own.toml: expected only theme, minutes, title, about, steps, got 'step'"),
    (COUNTRY, "/coverage?v=2&areas={area}", "/coverage?v=2",
     "own.toml, step 5: address: expected areas={area} first"),
]  # fmt: skip


def told(app: Throughline, folder: Path) -> str:
    with pytest.raises(StoryError) as found:
        checked_stories(folder, app.reference, app.store)
    return str(found.value)


@pytest.mark.parametrize(("story", "right", "wrong", "said"), FAULTS)
def test_a_fault_is_named_by_file_and_step(
    app: Throughline, tmp_path: Path, story: str, right: str, wrong: str, said: str
) -> None:
    assert story.count(right) == 1, right
    (tmp_path / "own.toml").write_text(story.replace(right, wrong), encoding="utf-8")
    assert said in told(app, tmp_path)


def test_all_faults_of_all_files_are_named_at_once(app: Throughline, tmp_path: Path) -> None:
    (tmp_path / "Mine own.toml").write_text(COST, encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"title = \xff")
    lost = COST.replace("areas=MAR", "areas=MOR").replace("chart=bar", "chart=pie")
    (tmp_path / "lost.toml").write_text(lost, encoding="utf-8")
    found = told(app, tmp_path)
    for part in ("4 fault(s)", "Mine own.toml: expected a name", "bytes.toml: expected UTF-8"):
        assert part in found
    assert "lost.toml, step 3" in found and "lost.toml, step 5" in found


def test_without_a_folder_there_are_no_stories(app: Throughline, tmp_path: Path) -> None:
    assert checked_stories(tmp_path / "none", app.reference, app.store) == {}


@pytest.mark.parametrize("path", sorted(OWN.glob("*.toml")), ids=lambda path: path.stem)
def test_our_stories_are_whole_in_every_language_and_state_no_numbers(path: Path) -> None:
    """Numbers change with the data; those of years, objectives and targets do not."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = [raw["title"], raw["about"], *(step["text"] for step in raw["steps"])]
    for text in texts:
        assert [*text] == [*languages()]
        for words in text.values():
            fixed = re.sub(r"\b(2017|10\.c|objecti(ve|f) 20)\b", "", words)
            assert not re.search(r"\d", fixed), words


@pytest.mark.parametrize("lang", languages())
def test_every_step_stands_over_its_page(app: Throughline, lang: str) -> None:
    client = app.server.test_client()
    for story in app.reference.stories.values():
        ctx, _ = read_address("/", f"?lang={lang}&areas=TUV", app.reference, app.store)
        for at in range(1, STEPS + 1):
            address = step_address(ctx, story, at)
            answer = client.get(address)
            page = answer.get_data(as_text=True)
            assert answer.status_code == 200, address
            assert 'id="story-step"' in page and f'lang="{lang}"' in page
            bare = re.sub(r"&(story|step)=[\w-]+", "", address)
            alone = client.get(bare)
            assert (
                alone.status_code == 200
                and "story-strip" not in alone.get_data(as_text=True).split("<body>")[1]
            )


@pytest.mark.parametrize("lang", languages())
def test_slides_say_in_words_what_their_pictures_show(app: Throughline, lang: str) -> None:
    for story in app.reference.stories:
        path = f"/stories/{story}"
        ctx, problems = read_address(path, f"?lang={lang}&areas=TUV", app.reference, app.store)
        text = markup(VIEWS["story"].layout(ctx))
        assert not problems and text.count('class="slide"') == STEPS
        pictures = re.findall(r'<img alt="([^"]+)"[^>]* src="([^"]+)"', text)
        assert len(pictures) == STEPS
        for alt, source in pictures:
            assert len(alt) > 20
            assert f"/{lang}.png" in source and "story" not in source


def test_a_story_of_a_chosen_place_waits_for_it(app: Throughline) -> None:
    client = app.server.test_client()
    waiting = client.get("/stories/a-country").get_data(as_text=True)
    assert 'class="slide"' not in waiting and "<select" in waiting
    began = client.get("/stories/a-country/start?v=2&lang=fr&areas=KEN")
    assert began.status_code == 302
    assert began.headers["Location"] == "/?v=2&lang=fr&areas=KEN&story=a-country"
    lost = client.get("/stories/a-country/start?areas=KENYA")
    assert lost.status_code == 404 and "Kenya" in lost.get_data(as_text=True)


def test_search_and_sitemap_know_the_stories(app: Throughline, find) -> None:
    results = find("story who is counted")
    kinds = {kind: [found.href for found in items] for kind, items in results.groups}
    assert kinds["story"][0] == "/stories/who-is-counted"
    assert any(kind == "story" for kind, _ in find("récit pays", "fr").groups)
