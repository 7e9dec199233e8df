"""Which folder of layouts/ may know which: words lowest, pages apart, what gathers them on top."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
BELOW = (
    *("tokens", "words", "request", "series", "progress", "charts", "profile"),
    *("pieces", "verdicts"),
)
ABOVE = ("views", "exports", "frame")
# The charts that an address may ask for are those of the registry, looked up when one is read.
LOOKED_UP = {("request", "charts")}


def floor(name: str) -> int:
    """How high a folder stands; every page stands on the same floor."""
    floors = {n: i for i, n in enumerate((*BELOW, "", *ABOVE))}
    return floors.get(name, len(BELOW))


def known(path: Path) -> set[str]:
    """Folders of layouts/, and modules at its top, that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("layouts.")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "layouts":
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
    return found


def test_folders_of_layouts_import_downwards_and_no_page_another() -> None:
    wrong = []
    for path in sorted((ROOT / "layouts").rglob("*.py")):
        own = path.relative_to(ROOT / "layouts").parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        others = known(path) - {own}
        higher = {other for other in others if floor(other) >= floor(own)}
        wrong += [f"{path}: {name}" for name in higher if (own, name) not in LOOKED_UP]
    assert not wrong
