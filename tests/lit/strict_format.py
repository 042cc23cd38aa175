"""A test format for lit that refuses what lit and FileCheck would silently ignore.

A file of its own, because lit sends the format to its worker processes by name.
"""

import difflib
import re

import lit.formats
import lit.Test

DIRECTIVES = {"RUN", "CHECK", "XFAIL", "REQUIRES", "UNSUPPORTED", "AUTOUPDATE"}
SUFFIXES = r"(?:-NEXT|-SAME|-NOT|-DAG|-LABEL|-EMPTY|-COUNT-[0-9]+)?(?:\{LITERAL\})?"


def defects(text):
    """What FileCheck and lit would silently ignore, in words."""
    prefixes = {"CHECK"}
    runs = re.findall(r"//\s*RUN:(.*)", text)
    for run in runs:
        for names in re.findall(r"--?check-prefix(?:es)?[= ](\S+)", run):
            prefixes.update(names.split(","))
    good = re.compile(r"(?:%s)%s:" % ("|".join(map(re.escape, DIRECTIVES | prefixes)), SUFFIXES))

    found = []
    if not any("FileCheck" in run for run in runs):
        found.append("no RUN line pipes into FileCheck")
    checks = r"^\s*//\s*(?:%s)%s:" % ("|".join(map(re.escape, prefixes)), SUFFIXES)
    if not re.search(checks, text, re.M):
        found.append("no CHECK line")
    for number, line in enumerate(text.splitlines(), 1):
        comment = re.match(r"\s*//\s*(([A-Za-z_]+)[A-Za-z0-9_{}-]*\s*(:?).*)", line)
        if not comment or good.match(comment.group(1)):
            continue
        word, colon = comment.group(2), comment.group(3)
        shouted = word.isupper() and len(word) > 2 and (colon or word in DIRECTIVES | prefixes)
        close = colon and difflib.get_close_matches(word.upper(), DIRECTIVES | prefixes, 1, 0.7)
        if shouted or close:
            found.append("line %d: `%s` is no directive" % (number, comment.group(1)[:40]))
    return found


class StrictShTest(lit.formats.ShTest):
    """ShTest that refuses files in which something looks like a directive and is none."""

    def execute(self, test, lit_config):
        with open(test.getSourcePath(), encoding="utf-8", errors="replace") as file:
            found = defects(file.read())
        if found:
            return lit.Test.Result(lit.Test.FAIL, "\n".join(found))
        return super().execute(test, lit_config)
