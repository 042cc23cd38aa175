"""Compares what a command prints, both streams and its exit code, with a file; --update writes it.

    golden.py FILE [--update] [--input INPUT] -- COMMAND ARGUMENT...

Its standard input is INPUT, else the file of the same name that ends in .in, where there is one.
"""

import difflib
import pathlib
import subprocess
import sys


def main():
    split = sys.argv.index("--")
    options, command = sys.argv[1:split], sys.argv[split + 1:]
    golden = pathlib.Path(options[0])
    given = golden.with_suffix(".in")
    if "--input" in options:
        given = pathlib.Path(options[options.index("--input") + 1])
    text = given.read_bytes() if given.exists() else b""
    run = subprocess.run(command, input=text, capture_output=True, timeout=60)
    text = run.stdout.decode("utf-8")
    if run.stderr:
        text += "--- standard error\n" + run.stderr.decode("utf-8")
    if run.returncode:
        text += f"--- exit code {run.returncode}\n"

    if "--update" in options:
        if not golden.exists() or golden.read_text(encoding="utf-8") != text:
            golden.write_text(text, encoding="utf-8")
            print(f"updated {golden.name}")
        return 0
    if not golden.exists():
        print(f"{golden.name} does not exist: build update-goldens and read what it wrote")
        return 1
    expected = golden.read_text(encoding="utf-8")
    if text == expected:
        return 0
    sys.stdout.writelines(difflib.unified_diff(
        expected.splitlines(True), text.splitlines(True), golden.name, "now"))
    print("if the new output is right: build the target update-goldens")
    return 1


if __name__ == "__main__":
    sys.exit(main())
