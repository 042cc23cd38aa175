"""Each diagnostic of the catalogue is emitted, tested and documented, and nothing else is.

For every WRIT_DIAGNOSTIC: `diag::<id>` somewhere in compiler/; a CHECK line with `[name]` in
tests/lit; docs/errors/<name>.md with a wrong example that gives exactly this name and a right one
that is clean (that they do is checked by tests/docs/docs.py). No page without a diagnostic.
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT  # noqa: E402

CATALOGUE = "compiler/source/catalogue.def"
ENTRY = re.compile(r'^WRIT_DIAGNOSTIC\(\s*(\w+),\s*"([^"]+)",\s*(\w+),', re.M)


def read(folder, *patterns):
    """The text of all files below a folder, one after the other."""
    paths = sorted(path for pattern in patterns for path in (ROOT / folder).rglob(pattern))
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)


def page_defects(page, name):
    """What a page of docs/errors lacks."""
    if not page.exists():
        yield "does not exist"
        return
    text = page.read_text(encoding="utf-8")
    if not text.startswith(f"# {name}\n"):
        yield f"does not begin with `# {name}`"
    # What no page can hold, such as a file of 5 MiB, is made and shown by a console block.
    shown = re.search(rf"^```console run=.*?\[{name}\].*?^```$", text, re.M | re.S)
    if not re.search(rf"^```writ (?:\S+ )?check={name}$", text, re.M) and not shown:
        yield f"has no wrong example, ```writ check={name}"
    if not re.search(r"^```writ (?:\S+ )?check$", text, re.M):
        yield "has no right example, ```writ check"


def main():
    entries = ENTRY.findall((ROOT / CATALOGUE).read_text(encoding="utf-8"))
    sources = read("compiler", "*.cc")
    checks = "\n".join(line for line in read("tests/lit", "*.writ").splitlines() if "CHECK" in line)
    wrong = []

    seen = set()
    for identifier, name, severity in entries:
        if name in seen:
            wrong.append(f"{CATALOGUE}: `{name}` stands there twice")
        seen.add(name)
        if identifier != name.replace("-", "_"):
            wrong.append(f"{CATALOGUE}: `{identifier}` and `{name}` differ")
        if not re.search(rf"\bdiag::{identifier}\b", sources):
            wrong.append(f"{name}: nothing in compiler/ emits diag::{identifier}")
        if f"{severity.lower()}[{name}]" not in checks:
            wrong.append(f"{name}: no CHECK line in tests/lit has `{severity.lower()}[{name}]`")
        for defect in page_defects(ROOT / f"docs/errors/{name}.md", name):
            wrong.append(f"docs/errors/{name}.md {defect}")
    for page in sorted((ROOT / "docs/errors").glob("*.md")):
        if page.stem not in seen and page.name != "README.md":
            wrong.append(f"docs/errors/{page.name}: the catalogue has no such diagnostic")

    for each in wrong:
        print(each)
    print(f"{len(entries)} diagnostics, {len(wrong)} defects")
    return 1 if wrong or not entries else 0


if __name__ == "__main__":
    sys.exit(main())
