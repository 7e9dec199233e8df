"""Who may import whom, how long a file may be, and where visible strings may stand."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("app", "callbacks", "layouts", "data", "etl", "tests", "bench")
MAY_IMPORT = {
    "data": {"data"},
    "etl": {"data", "etl"},
    "layouts": {"data", "layouts"},
    "callbacks": {"data", "layouts", "callbacks"},
    "app": {"data", "layouts", "callbacks"},
}
NEVER = {
    "data": {"dash", "plotly", "requests", "flask"},
    "etl": {"dash", "plotly", "flask"},
    "layouts": {"requests", "urllib3", "socket", "pandas"},
    "callbacks": {"requests", "urllib3", "socket", "pandas"},
    "app": {"requests", "urllib3", "socket", "pandas"},
}
OF_CHARTS = {"pandas"}  # marks are frames; loaded once, before the workers start
LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def sources() -> list[Path]:
    files = [p for name in OURS for p in (ROOT / name).rglob("*.py")]
    ours = [p for p in files if not any(x.startswith(".") for x in p.relative_to(ROOT).parts)]
    return [*ours, *ROOT.glob("*.py")]


def imported(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_imports_point_one_way(package: str) -> None:
    files = [p for p in sources() if p.relative_to(ROOT).parts[0].removesuffix(".py") == package]
    assert files
    wrong = []
    for path in files:
        names = imported(ast.parse(path.read_text(encoding="utf-8")))
        wrong += [f"{path}: {n}" for n in names & set(OURS) - MAY_IMPORT[package]]
        never = NEVER[package] - (OF_CHARTS if path.parent.name == "charts" else set())
        wrong += [f"{path}: {n}" for n in names & never]
    assert not wrong


def test_the_tables_are_read_without_pandas() -> None:
    """Store and arithmetic are numpy: they are loaded by every tool, the charts only by the app."""
    files = [p for p in (ROOT / "data").rglob("*.py") if p.parent.name != "schema"]
    wrong = [p for p in files if "pandas" in imported(ast.parse(p.read_text(encoding="utf-8")))]
    assert not wrong


@pytest.mark.slow
def test_files_and_functions_stay_short() -> None:
    wrong = []
    for path in sources():
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            wrong.append(f"{path}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (node.end_lineno or 0) - (body[0].lineno if body else node.lineno) + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{path}:{node.lineno} {node.name}: {length} lines")
    assert not wrong


def test_nothing_happens_at_import() -> None:
    """Module level holds definitions and constants, never a loop, a call for effect or a file."""
    allowed = (
        ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign,
    )  # fmt: skip
    wrong = []
    for path in sources():
        if path.relative_to(ROOT).parts[0] in ("tests", "bench"):
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            main = isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
            typing = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
            if not (isinstance(node, allowed) or docstring or main or typing):
                wrong.append(f"{path}:{node.lineno}")
    assert not wrong


def test_no_visible_string_outside_the_locale() -> None:
    """In layouts and callbacks, no text of two words or more is handed to a component."""
    words = re.compile(r"[A-Za-zÀ-ÿ]{2,}\s+[A-Za-zÀ-ÿ]{2,}")
    wrong = []
    for path in [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py")]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            if not ast.unparse(call.func).startswith(("html.", "dcc.", "badge", "details")):
                continue
            given = [
                *call.args,
                *(k.value for k in call.keywords if k.arg in ("title", "children")),
            ]
            texts = [g.value for g in given if isinstance(g, ast.Constant)]
            wrong += [f"{path}:{call.lineno} {t}" for t in texts if words.search(str(t))]
    assert not wrong


def test_nothing_shipped_names_a_content_network() -> None:
    """Not even as a default that our settings override: one forgotten setting would ask it."""
    hosts = re.compile(r"https?://(?:cdn|cloud|unpkg|cdnjs|fonts\.g|api\.iconify)[^\s\"')]*")
    shipped = [p for kind in ("js", "css", "svg") for p in (ROOT / "assets").rglob(f"*.{kind}")]
    assert shipped
    found = {p.name: hosts.findall(p.read_text(encoding="utf-8")) for p in shipped}
    assert not {name: urls for name, urls in found.items() if urls}
