"""docs/status.md names exactly what the compiler reads and gives no meaning yet.

    status.py

The constructs are those of compiler/sema/meaning.cc; each is reported in
tests/lit/sema/not_yet.writ.
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT  # noqa: E402


def of_the_compiler():
    source = (ROOT / "compiler/sema/meaning.cc").read_text("utf-8")
    calls = re.findall(r"(?:not_yet|none_of)\([^;]*?\)", source)
    return {name for call in calls for name in re.findall(r'"([^"]+)"', call)}


def of_the_page():
    page = (ROOT / "docs/status.md").read_text("utf-8")
    section = page.split("A test compares these lists with the compiler.")[1]
    lists = section.split("\n\n")[1]
    items = [" ".join(item.split()) for item in lists.split("\n- ")]
    return {name.strip() for item in items for name in item.split(": ", 1)[1].split(" · ")}


def of_the_test():
    test = (ROOT / "tests/lit/sema/not_yet.writ").read_text("utf-8")
    names = re.findall(r"CHECK.*unsupported-yet\]: (.*) is not supported yet", test)
    return {name.replace("{{[{]}}", "{") for name in names}


def main():
    compiler = of_the_compiler()
    defects = 0
    for place, names in (("docs/status.md", of_the_page()),
                         ("tests/lit/sema/not_yet.writ", of_the_test())):
        for name in sorted(compiler - names):
            print(f"{place}: {name} is missing")
        for name in sorted(names - compiler):
            print(f"{place}: {name} is not in compiler/sema/meaning.cc")
        defects += len(compiler ^ names)
    print(f"{len(compiler)} constructs, {defects} defects")
    return 1 if defects or len(compiler) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
