"""Imports: what may be opened, what is refused without being opened or waited for, and how.

    imports.py --writ WRIT

What lies outside of the allowed folders is a pipe without a writer: whoever opens it hangs, and the
case fails by its time limit.
"""

import argparse
import os
import pathlib
import socket
import subprocess
import sys
import tempfile

SECONDS = 60
OUTSIDE = "outside of the contract's folder"
MODULE = "type Cents = int in 0..100\n"


def contract(*imports, uses="int"):
    lines = "".join(f'import "{name}"\n' for name in imports)
    return f"contract C version 1\n{lines}state {{ a: {uses} }}\nintent A\non A {{ a = 1 }}\n"


class Bench:
    """project/ is the contract's folder, shared/ an import folder, outside/ is neither."""

    def __init__(self, writ, scratch):
        self.writ = writ
        self.top = pathlib.Path(scratch)
        self.count = 0
        self.failures = 0
        for folder in ("project/sub", "shared/deep", "outside", "project-secret"):
            (self.top / folder).mkdir(parents=True)
        for pipe in ("outside/pipe.writ", "project-secret/pipe.writ", "project/pipe.writ"):
            os.mkfifo(self.top / pipe)

    def write(self, name, text):
        path = self.top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def link(self, name, target):
        (self.top / name).symlink_to(target)

    def fail(self, case, why, text=""):
        self.failures += 1
        print(f"FAIL {case}: {why}")
        for line in text.splitlines()[:5]:
            print(f"     | {line}")

    def run(self, case, arguments, cwd):
        self.count += 1
        try:
            return subprocess.run([self.writ, *map(str, arguments)], cwd=self.top / cwd, text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.fail(case, f"still running after {SECONDS} s: it opened what it must not")
            return None

    def says(self, case, text, said, *options, cwd="."):
        """One finding with these words; an empty string: none."""
        self.write("project/a.writ", text)
        path = os.path.relpath(self.top / "project/a.writ", self.top / cwd)
        run = self.run(case, ["check", "--format", "short", *options, path], cwd)
        if run is None:
            return
        if run.returncode != (2 if said else 0):
            self.fail(case, f"exit code {run.returncode}", run.stdout)
        if len(run.stdout.splitlines()) != (1 if said else 0):
            self.fail(case, "not one finding", run.stdout)
        if said not in run.stdout:
            self.fail(case, f"does not say `{said}`", run.stdout)


def outside(bench):
    """What may not be opened, whatever the way to it looks like."""
    bench.link("project/link.writ", "../outside/pipe.writ")
    bench.link("project/folder", "../outside")
    bench.link("shared/link.writ", bench.top / "outside/pipe.writ")
    bench.write("shared/leaves.writ", 'import "../outside/pipe.writ"\n')
    for name in ("../outside/pipe.writ", "link.writ", "folder/pipe.writ", "./folder/./pipe.writ",
                 "sub/../../outside/pipe.writ", "../project-secret/pipe.writ"):
        bench.says(f"outside: {name}", contract(name), OUTSIDE)
        bench.says(f"outside: {name}, from its folder", contract(name), OUTSIDE, cwd="project")
        bench.says(f"outside: {name}, with an empty import folder", contract(name), OUTSIDE,
                   "--import-dir", "", cwd="project")
    absolute = str(bench.top / "outside/pipe.writ")
    bench.says("outside: absolute", contract(absolute), "a path relative to this file")
    dirs = ("--import-dir", "shared")
    bench.says("outside: a link in an import folder", contract("deep/../../shared/link.writ"),
               "there is no such file", cwd=".")
    bench.says("outside: the link of an import folder", contract("link.writ"), OUTSIDE, *dirs)
    bench.says("outside: a module leaves its import folder", contract("leaves.writ"), OUTSIDE,
               *dirs)


def refused(bench):
    """What is inside and cannot be read."""
    bench.link("project/nowhere.writ", "gone.writ")
    bench.link("project/loop.writ", "loop.writ")
    with socket.socket(socket.AF_UNIX) as listening:
        here = os.getcwd()
        os.chdir(bench.top / "project")  # the path of a socket is short
        listening.bind("socket.writ")
        os.chdir(here)
    said = "cannot read the import `{}`: {}".format
    for name, why in (("pipe.writ", "it is not a regular file"), ("sub", "Is a directory"),
                      ("socket.writ", "it is not a regular file"), (".", "Is a directory"),
                      ("nowhere.writ", "there is no such file"), ("./sub/", "Is a directory"),
                      ("loop.writ", "Too many levels of symbolic links"),
                      ("gone/../sub", "there is no such file")):
        bench.says(f"refused: {name}", contract(name), said(name, why))
    bench.says("refused: a long name", contract("x" * 5000), "File name too long")
    bench.write("project/large.writ", "")
    os.truncate(bench.top / "project/large.writ", 1 << 36)
    bench.says("refused: 64 GiB", contract("large.writ"), "large.writ` has more than 4 MiB")


def one_module(bench):
    """By many names it is one module, with one header."""
    bench.write("project/sub/money.writ", MODULE)
    bench.link("project/cash.writ", "sub/money.writ")
    bench.link("project/other", "sub")
    text = contract("sub/money.writ", "./sub/../sub/money.writ", "cash.writ", "other/money.writ",
                    uses="Cents")
    bench.says("one module by four names", text, "")
    bench.says("one module by four names, from its folder", text, "", cwd="project")
    for name in ("cash.writ", "other/money.writ"):
        bench.write("project/a.writ", contract(name, uses="Cents"))
        run = bench.run(name, ["gen", "--list-outputs", "-o", "out", "project/a.writ"], ".")
        if run and "out/money.writ.h" not in run.stdout.splitlines():
            bench.fail(name, "the header is not called after the file", run.stdout)
    bench.write("shared/deep/rates.writ", 'import "../units.writ"\n')
    bench.write("shared/units.writ", MODULE)
    bench.link("links", "shared")
    text = contract("deep/rates.writ", uses="Cents")
    for folder in ("shared", "shared/", "./shared/.", "links", "links/", str(bench.top / "shared")):
        bench.says(f"import folder {folder}", text, "", "--import-dir", folder)
    bench.says("two import folders", text, "", "--import-dir", "gone", "--import-dir", "shared")


def circles_and_chains(bench):
    bench.write("project/self.writ", 'import "self.writ"\n')
    bench.says("a circle of one", contract("self.writ"), "`project/self.writ → project/self.writ`")
    bench.write("project/x.writ", 'import "y.writ"\n')
    bench.write("project/y.writ", 'import "sub/z.writ"\n')
    bench.write("project/sub/z.writ", 'import "../x.writ"\n')
    bench.says("a circle of three", contract("x.writ", "y.writ"),
               "`project/x.writ → project/y.writ → project/sub/z.writ → project/x.writ`")
    bench.says("the contract in a circle", contract("a.writ"), "`project/a.writ → project/a.writ`")
    run = bench.run("one circle, twice", ["check", "--format", "short", "project/x.writ",
                                          "project/y.writ"], ".")
    if run and run.stdout.count("import-cycle") != 1:
        bench.fail("one circle, twice", "not one finding", run.stdout)
    bench.write("project/broken.writ", "type = int\n")
    for name in ("project/b.writ", "project/a.writ"):
        bench.write(name, contract("broken.writ"))
    run = bench.run("a broken module of two", ["check", "--format", "short", "project/a.writ",
                                               "project/b.writ"], ".")
    if run and len(run.stdout.splitlines()) != 1:
        bench.fail("a broken module of two", "not one finding", run.stdout)
    long = 1000
    for i in range(long):
        bench.write(f"project/chain/m{i}.writ", f'import "m{i + 1}.writ"\n')
    bench.write(f"project/chain/m{long}.writ", MODULE)
    bench.says("a chain of 1000", contract("chain/m0.writ", uses="Cents"), "")
    bench.write(f"project/chain/m{long}.writ", 'import "m0.writ"\n')
    bench.says("a circle of 1001", contract("chain/m0.writ"),
               "m7.writ → … → project/chain/m0.writ`")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    writ = os.path.abspath(parser.parse_args().writ)
    with tempfile.TemporaryDirectory(prefix="writ-imports-") as scratch:
        bench = Bench(writ, os.path.realpath(scratch))
        for part in (outside, refused, one_module, circles_and_chains):
            part(bench)
    print(f"{bench.count} cases, {bench.failures} failures")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
