"""Every fenced block of README.md, CONTRIBUTING.md and docs/ is true, or says why it is not run.

    docs.py --writ WRIT --build BUILD --cxx COMPILER [FILE...]

The info string of a block ends in one of these marks:

    ```console run          its lines after `$ ` are executed; other lines are what they print.
    ```sh run=2             executed as it stands; this one ends with exit code 2 (0 if not given)
    ```text output          what the `run` block before it prints; a line `...` stands for any lines
    ```writ check           `writ check` has nothing to say about it
    ```writ check=NAME      `writ check` reports exactly the diagnostic NAME
    ```cpp check            compiles; without an #include it is the body of a function that sees all
                            headers of the examples
    ```json check           is JSON
    ```sh not-run="why"     is not executed; tests/docs/not_run_max says how many there may be

`file=NAME` before the mark stores a block of any language under that name first. The blocks of one
page run in order in one scratch folder, which has a copy of examples/ and `writ` in its PATH.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT  # noqa: E402

MARK = re.compile(r'(?:^|\s)(run|check|output|not-run)(?:=("[^"]+"|\S+))?$')
RUNTIME = ("core", "testing", "nlohmann", "instances", "authority", "digest", "mcp")
SHELLS = ("console", "sh", "bash")


class Block:
    def __init__(self, page, line, info, text):
        self.page, self.line, self.info, self.text = page, line, info, text
        mark = MARK.search(info)
        self.mark, self.value = (mark.group(1), mark.group(2)) if mark else (None, None)
        words = (info[:mark.start()] if mark else info).split()
        self.language = words[0] if words else ""
        self.file = next((word[5:] for word in words if word.startswith("file=")), None)

    def __str__(self):
        return f"{self.page}:{self.line}"


def blocks(page, text):
    """The fenced blocks of a page; a fence is closed by one at least as long."""
    open_fence, line, info, lines = None, 0, "", []
    for number, row in enumerate(text.splitlines(), 1):
        fence = re.match(r" {0,3}(`{3,}|~{3,})\s*(.*?)\s*$", row)
        if open_fence is None and fence:
            open_fence, line, info, lines = fence.group(1), number, fence.group(2), []
        elif open_fence and fence and fence.group(1).startswith(open_fence) and not fence.group(2):
            yield Block(page, line, info, "".join(each + "\n" for each in lines))
            open_fence = None
        elif open_fence:
            lines.append(row)
    if open_fence:
        raise SystemExit(f"{page}:{line}: a fence that is never closed")


def matches(expected, actual):
    """Equal line for line; a line `...` or `…` of the page stands for any number of lines."""
    pattern = "".join(r"(?:.*\n)*?" if row.strip() in ("...", "…") else re.escape(row + "\n")
                      for row in expected.rstrip("\n").splitlines())
    return re.fullmatch(pattern, actual.rstrip("\n") + "\n" if actual.strip() else "") is not None


class Runner:
    """Runs the blocks of one page."""

    def __init__(self, options, scratch):
        self.options = options
        self.scratch = pathlib.Path(scratch)
        self.printed = None
        tools = [os.path.dirname(os.path.abspath(options.writ))]
        examples = sorted(path.parent for path in (ROOT / "examples").glob("*/CMakeLists.txt"))
        tools += [f"{options.build}/examples/{folder.name}" for folder in examples]
        self.environment = {**os.environ, "PATH": ":".join([*tools, "/usr/bin", "/bin"]),
                            "LC_ALL": "C.UTF-8", "HOME": str(self.scratch)}
        shutil.copytree(ROOT / "examples", self.scratch / "examples")

    def process(self, command, **more):
        return subprocess.run(command, cwd=self.scratch, env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, **more)

    def run(self, block):
        script, expected = block.text, ""
        if block.language == "console":
            rows = block.text.splitlines()
            script = "".join(row[2:] + "\n" for row in rows if row.startswith("$ "))
            expected = "".join(row + "\n" for row in rows if not row.startswith("$ "))
            if not script:
                return "a console block without a line that begins with `$ `"
        elif block.language not in SHELLS:
            return f"`run` is for {', '.join(SHELLS)}"
        result = self.process(["bash", "-uc", "set -o pipefail\n" + script])
        self.printed = result.stdout
        if result.returncode != int(block.value or 0):
            return f"exit code {result.returncode}\n{result.stdout}"
        if expected.strip() and not matches(expected, result.stdout):
            return f"it printed\n{result.stdout}"
        return None

    def output(self, block):
        if self.printed is None:
            return "`output` without a `run` block before it"
        return None if matches(block.text, self.printed) else f"it printed\n{self.printed}"

    def check(self, block):
        check = {"writ": self.check_writ, "cpp": self.check_cpp, "json": self.check_json}
        if block.language not in check:
            return f"`check` is for {', '.join(check)}"
        return check[block.language](block)

    def check_writ(self, block):
        name = block.file or "block.writ"
        (self.scratch / name).write_text(block.text, encoding="utf-8")
        result = self.process([self.options.writ, "check", "--format", "short", name])
        found = set(re.findall(r": (?:error|warning)\[([\w-]+)\]", result.stdout))
        if found != ({block.value} if block.value else set()):
            return f"`writ check` said\n{result.stdout}"
        if result.returncode not in ((0, 2) if block.value else (0,)):
            return f"exit code {result.returncode}\n{result.stdout}"
        return None

    def check_cpp(self, block):
        text = block.text
        examples = pathlib.Path(self.options.build) / "examples"
        headers = sorted(examples.glob("*/writ_generated/*/*.writ.h"))
        folders = sorted({str(header.parent) for header in headers})
        if "#include" not in text:
            names = sorted({header.name for header in headers})
            includes = "".join(f'#include "{name}"\n' for name in names)
            text = f"{includes}#include <iostream>\nvoid block();\nvoid block() {{\n{text}}}\n"
        path = self.scratch / (block.file or "block.cc")
        path.write_text(text, encoding="utf-8")
        result = self.process([self.options.cxx, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra",
                               "-Wno-unused",
                               *[f"-I{ROOT}/runtime/{part}/include" for part in RUNTIME],
                               *[f"-I{folder}" for folder in folders], path.name])
        return result.stdout or "it does not compile" if result.returncode else None

    def check_json(self, block):
        try:
            json.loads(block.text)
        except ValueError as error:
            return str(error)
        return None

    def judge(self, block):
        """What is wrong with a block, or None."""
        if block.mark is None:
            return f"`{block.info}` ends in no mark: run, check, output or not-run=\"why\""
        if block.file:
            (self.scratch / block.file).write_text(block.text, encoding="utf-8")
        if block.mark == "not-run":
            return None if block.value and len(block.value) > 2 else "not-run needs a reason"
        try:
            return getattr(self, block.mark)(block)
        except subprocess.TimeoutExpired:
            return "still running after 60 s"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--cxx", default="c++")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()

    pages = [pathlib.Path(name).resolve() for name in options.files]
    if not pages:
        pages = [*sorted(ROOT.glob("*.md"))]
        for folder in ("docs", "examples", "tests"):
            pages += sorted((ROOT / folder).rglob("*.md"))
    count = not_run = failures = 0
    for page in pages:
        with tempfile.TemporaryDirectory(prefix="writ-docs-") as scratch:
            runner = None
            for block in blocks(page.relative_to(ROOT), page.read_text(encoding="utf-8")):
                runner = runner or Runner(options, scratch)
                count += 1
                not_run += block.mark == "not-run"
                wrong = runner.judge(block)
                if wrong:
                    failures += 1
                    print(f"{block}: {wrong}")

    if not options.files:
        allowed = int((ROOT / "tests/docs/not_run_max").read_text())
        if not_run != allowed:
            failures += 1
            print(f"{not_run} blocks are not run, tests/docs/not_run_max says {allowed}: "
                  + ("run the new ones" if not_run > allowed else "lower it, so that it stays so"))
    print(f"{len(pages)} pages, {count} blocks, {not_run} of them not run, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
