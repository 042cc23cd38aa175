"""Faults planted on purpose: each patch of this folder must turn the test that it names red.

    planted.py check                       all patches still apply and say what they should
    planted.py run [--work DIR] [NAME...]  applies each to a copy of the tree, builds, runs its test

`run` first builds the copy as it is and requires every named test to be green there.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT, repository_files  # noqa: E402

FOLDER = pathlib.Path(__file__).resolve().parent


class Patch:
    """A patch file: `Test:` and `Why:` above the diff."""

    def __init__(self, path):
        self.path = path
        text = path.read_text(encoding="utf-8")
        header = text.partition("\n--- ")[0]
        test = re.search(r"^Test: (\S.*?)\s*$", header, re.M)
        self.test = test.group(1) if test else None
        self.why = re.search(r"^Why: \S", header, re.M)

    def defect(self):
        if not self.test:
            return "no line `Test: <name of a ctest test>`"
        return None if self.why else "no line `Why: …`"


def apply(patch, tree, *options):
    """What patch(1) or git says when it does not apply, else None."""
    if shutil.which("git"):
        command = ["git", "-c", "core.autocrlf=false", "apply", *options, str(patch.path)]
    else:
        options = [{"--check": "--dry-run", "--reverse": "-R"}[option] for option in options]
        command = ["patch", "--batch", "--silent", "-p1", *options, "-i", str(patch.path)]
    # GIT_CEILING_DIRECTORIES: a copy inside of another repository is not that repository.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tree.parent)}
    run = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
    return None if run.returncode == 0 else run.stdout + run.stderr


def copy_tree(target):
    """Brings a copy up to date: changed files only, so that the next build is a small one."""
    names = repository_files()
    for path in repository_files(target) if target.exists() else []:
        if path not in names and path.parts[0] != "build":
            (target / path).unlink()
    for path in names:
        new = target / path
        if new.exists() and new.read_bytes() == (ROOT / path).read_bytes():
            continue
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, new)


def build(tree, folder):
    """What the build says when it fails, else None."""
    jobs = str(os.cpu_count() or 1)
    for command in (["cmake", "-S", tree, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug",
                     "-DCMAKE_CXX_FLAGS_DEBUG=-O0"],
                    ["cmake", "--build", folder, "-j", jobs]):
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode != 0:
            return (run.stdout + run.stderr)[-3000:]
    return None


def green(folder, test):
    """Whether a test passes; it must exist."""
    run = subprocess.run(["ctest", "--test-dir", folder, "--no-tests=error", "-R",
                          f"^{re.escape(test)}$"], capture_output=True, text=True)
    if "No tests were found" in run.stdout + run.stderr:
        raise SystemExit(f"there is no test `{test}`")
    return run.returncode == 0


def check(patches):
    failures = 0
    for patch in patches:
        wrong = patch.defect() or apply(patch, ROOT, "--check")
        if wrong:
            failures += 1
            print(f"{patch.path.name}: {wrong}")
    print(f"{len(patches)} patches, {failures} to mend")
    return failures


def run(patches, work):
    tree, folder = work / "tree", work / "tree/build/planted"
    copy_tree(tree)
    wrong = build(tree, folder)
    if wrong:
        raise SystemExit(f"the tree does not build:\n{wrong}")
    for test in sorted({patch.test for patch in patches}):
        if not green(folder, test):
            raise SystemExit(f"`{test}` is red without any patch")

    failures = 0
    for patch in patches:
        start = time.monotonic()
        wrong = apply(patch, tree)
        if not wrong:
            wrong = build(tree, folder)
            if wrong:
                wrong = f"does not build: the compiler found it, not `{patch.test}`\n{wrong}"
            elif green(folder, patch.test):
                wrong = f"`{patch.test}` stays green"
            apply(patch, tree, "--reverse")
        failures += wrong is not None
        verdict = wrong or f"`{patch.test}` is red, as it should"
        print(f"{patch.path.name}: {verdict} ({time.monotonic() - start:.0f} s)", flush=True)
    print(f"{len(patches)} patches, {failures} not noticed")
    return failures


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", choices=("check", "run"))
    parser.add_argument("--work", help="folder that is kept, so that the next run builds less")
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()

    patches = [Patch(path) for path in sorted(FOLDER.glob("*.patch"))
               if not options.names or path.stem in options.names]
    if not patches:
        raise SystemExit("no such patch")
    if options.mode == "check":
        return 1 if check(patches) else 0
    with tempfile.TemporaryDirectory(prefix="writ-planted-") as scratch:
        return 1 if run(patches, pathlib.Path(options.work or scratch).resolve()) else 0


if __name__ == "__main__":
    sys.exit(main())
