"""docs/rules.md: every rule has an id, what reports a breach, and a test that shows it.

    rules.py

A rule is a row `| id | rule | breach | shown by |`. The ids are `L-1`, `L-2` … by section, in
order. A breach is a diagnostic of compiler/source/catalogue.def, `run time:` and a kind of refusal
or code of a problem, or `–` where there is nothing to break. It is shown by files of tests/lit
(which hold the diagnostics in a CHECK line), by tests of tests/machine and tests/unit, called by
their names, or by scripts of tests/. Each diagnostic that compiler/sema reports stands in at least
one rule.
"""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT  # noqa: E402

SECTIONS = "LTPIKRGEXVMSC"
LEAST = 80
ROW = re.compile(r"^\| `([A-Z])-(\d+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.M)
QUOTED = re.compile(r"`([^`]+)`")


def source(path):
    return (ROOT / path).read_text("utf-8")


def all_of(folder, *patterns):
    paths = sorted(path for pattern in patterns for path in (ROOT / folder).rglob(pattern))
    return "\n".join(path.read_text("utf-8", errors="replace") for path in paths)


def snake(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


class Known:
    """What a rule may name."""

    def __init__(self):
        entries = re.findall(r'^WRIT_DIAGNOSTIC\((\w+), "([^"]+)"', source(
            "compiler/source/catalogue.def"), re.M)
        self.diagnostics = {name for _, name in entries}
        sema = all_of("compiler/sema", "*.cc")
        self.of_sema = {name for identifier, name in entries
                        if re.search(rf"\bdiag::{identifier}\b", sema)}
        kinds = source("runtime/core/include/writ/core/outcome.h")
        kinds = kinds.split("enum class RefusalKind")[1].split("};")[0]
        self.at_run_time = {snake(kind) for kind in re.findall(r"^  (\w+),", kinds, re.M)}
        table = source("docs/runtime.md").split("| `code` of a problem |")[1].split("\n\n")[0]
        self.at_run_time |= set(QUOTED.findall(table))
        tests = all_of("tests/machine", "*.cc") + all_of("tests/unit", "*.cc")
        self.tests = set(re.findall(r'TEST_CASE\(\s*"([^"]+)"', tests))


def breach_defects(breach, known):
    """What is wrong with a breach."""
    if breach == "–":
        return
    at_run_time = "run time:" in breach
    names = QUOTED.findall(breach)
    if not names:
        yield f"`{breach}` names nothing"
    for name in names:
        if name not in known.diagnostics and not (at_run_time and name in known.at_run_time):
            yield f"there is no `{name}`"


def test_defects(breach, shown, known):
    """What is wrong with what shows a rule."""
    wanted = {name for name in QUOTED.findall(breach) if name in known.diagnostics}
    names = QUOTED.findall(shown)
    if not names:
        yield "nothing shows it"
    for name in names:
        if name.endswith(".writ"):
            path = ROOT / "tests/lit" / name
            text = path.read_text("utf-8") if path.exists() else ""
            checks = "\n".join(re.findall(r"^// [A-Z0-9]+(?:-[A-Z]+)?:.*", text, re.M))
            if not text:
                yield f"tests/lit/{name} does not exist"
            wanted -= {each for each in wanted if f"[{each}]" in checks}
        elif name.endswith(".py"):
            if not (ROOT / "tests" / name).exists():
                yield f"tests/{name} does not exist"
        elif name not in known.tests:
            yield f"no test is called `{name}`"
    for name in sorted(wanted):
        yield f"none of its files has a CHECK line with `{name}`"


def main():
    known = Known()
    page = source("docs/rules.md")
    rows = ROW.findall(page)
    wrong = []
    written = len(re.findall(r"^\| `[A-Z]", page, re.M))
    if written != len(rows):
        wrong.append(f"{written - len(rows)} rows have not four columns")

    order, named = [], set()
    for section, number, _, breach, shown in rows:
        identifier = f"{section}-{number}"
        last = [each for each in order if each[0] == section]
        if section not in SECTIONS:
            wrong.append(f"{identifier}: there is no section {section}")
        if order and SECTIONS.find(section) < SECTIONS.find(order[-1][0]):
            wrong.append(f"{identifier}: stands behind {order[-1][0]}")
        if int(number) != (last[-1][1] + 1 if last else 1):
            wrong.append(f"{identifier}: the ids of {section} are not 1, 2, 3 …")
        order.append((section, int(number)))
        wrong += [f"{identifier}: {each}" for each in breach_defects(breach, known)]
        wrong += [f"{identifier}: {each}" for each in test_defects(breach, shown, known)]
        named |= set(QUOTED.findall(breach))
    for name in sorted(known.of_sema - named):
        wrong.append(f"{name}: compiler/sema reports it, and no rule does")
    if len(rows) < LEAST:
        wrong.append(f"{len(rows)} rules, and there should be {LEAST}")

    for each in wrong:
        print(f"docs/rules.md: {each}")
    print(f"{len(rows)} rules, {len(wrong)} defects")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
