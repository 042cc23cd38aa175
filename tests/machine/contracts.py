"""Generates all contracts of tests and examples twice, and compiles what comes out with clang.

    contracts.py --writ WRIT [--clang CLANG]

Prints each difference and each complaint.
"""

import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT  # noqa: E402

WARNINGS = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror".split()


def contracts():
    files = [*ROOT.glob("tests/contracts/*.writ"), *ROOT.glob("examples/*/*.writ")]
    return sorted(f for f in files if any(line.startswith("contract ")
                                          for line in f.read_text("utf-8").splitlines()))


def generate(writ, contract, folder, cwd):
    """The generated files, by name. The folder it is done from must not show."""
    options = ["--testing", "--nlohmann", "--drafts", "--mcp"]
    command = [writ, "gen", *options, os.path.relpath(contract, cwd)]
    run = subprocess.run([*command, "-o", folder], cwd=cwd, capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(f"{contract}: writ gen failed\n{run.stderr}")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def compile_one(clang, source):
    command = [clang, "-std=c++20", "-fsyntax-only", *WARNINGS,
               f"-I{ROOT}/runtime/core/include", f"-I{ROOT}/runtime/testing/include",
               f"-I{ROOT}/runtime/nlohmann/include", f"-I{ROOT}/runtime/mcp/include", source]
    return subprocess.run(command, capture_output=True, text=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    parser.add_argument("--clang", default="")
    options = parser.parse_args()
    found = contracts()
    failed = len(found) < 10
    with tempfile.TemporaryDirectory() as scratch:
        sources = []
        for i, contract in enumerate(found):
            first, again = pathlib.Path(scratch, f"{i}-a"), pathlib.Path(scratch, f"{i}-b")
            first.mkdir()
            again.mkdir()
            texts = generate(options.writ, contract, first, ROOT)
            if texts != generate(options.writ, contract, again, contract.parent):
                print(f"{contract}: generated anew, it differs")
                failed = True
            for header in (*first.glob("*.testing.h"), *first.glob("*.nlohmann.h")):
                # It needs nothing before it.
                (first / f"{header.stem}.cc").write_text(f'#include "{header.name}"\n', "utf-8")
            sources += sorted(first.glob("*.cc"))
        print(f"{len(found)} contracts generated twice")
        if not options.clang or options.clang.endswith("-NOTFOUND"):
            print("not run: the compilation by clang, because there is none")
        else:
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                for run in pool.map(lambda source: compile_one(options.clang, source), sources):
                    failed |= run.returncode != 0
                    sys.stdout.write(run.stderr)
            print(f"{len(sources)} files compiled by clang")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
