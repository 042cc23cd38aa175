"""Prints `writ --help` and the help of every subcommand in it; each must have two examples."""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import subcommands  # noqa: E402


def main():
    writ = sys.argv[1]
    bad = 0
    for arguments in [[], *([name] for name in subcommands(writ))]:
        shown = " ".join(["writ", *arguments, "--help"])
        command = [writ, *arguments, "--help"]
        run = subprocess.run(command, capture_output=True, text=True, timeout=10)
        print(f"$ {shown}\n{run.stdout}{run.stderr}")
        examples = re.findall(r"^ +(?=\S).*\bwrit .+$", run.stdout.partition("Examples:")[2], re.M)
        if run.returncode != 0 or len(examples) != 2:
            print(f"{shown}: exit code {run.returncode}, {len(examples)} examples instead of two")
            bad = 1
    return bad


if __name__ == "__main__":
    sys.exit(main())
