"""Files of the largest size and of odd shapes: each ends, in little memory, with one clear word.

    shapes.py --writ WRIT

Memory is bounded by the system: whoever asks for more fails. Time is not judged, only hanging is.
"""

import argparse
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

SECONDS = 120
MEMORY = 1 << 30
LARGEST = 4 << 20  # with sanitizers, which need four times as long, less
CLEAN = ""
DEEP = "nested-too-deep"
LONG = "declaration-too-long"
TOKEN = "unexpected-token"
TEXT = "invalid-text"


def filled(begin, piece, end=b""):
    """As many pieces as fit."""
    return begin + piece * ((LARGEST - len(begin) - len(end)) // len(piece)) + end


def shapes():
    """What a file is, and the only finding in it. `*`: as many of them as are shown."""
    return {
        "nothing but (": (filled(b"", b"("), TOKEN),
        "nothing but {": (filled(b"", b"{"), TOKEN),
        'nothing but "': (filled(b"", b'"'), TOKEN),
        "nothing but ///": (filled(b"", b"///"), CLEAN),
        "nothing but /// lines": (filled(b"", b"///\n"), CLEAN),
        "nothing but // lines": (filled(b"", b"//\n"), CLEAN),
        "nothing but -": (filled(b"", b"-"), TOKEN),
        "nothing but ..": (filled(b"", b".."), TOKEN),
        "nothing but @": (filled(b"", b"@"), TOKEN),
        "nothing but letters outside of ASCII": (filled(b"", "é".encode()), TOKEN),
        "nothing but newlines": (filled(b"", b"\n"), CLEAN),
        "nothing but CRLF": (filled(b"", b"\r\n"), CLEAN),
        "nothing but CR": (filled(b"", b"\r"), CLEAN),
        "nothing but spaces": (filled(b"", b" "), CLEAN),
        "nothing but names": (filled(b"", b"a "), TOKEN),
        "nothing but NUL": (bytes(LARGEST), TEXT),
        "nothing but FF": (b"\xff" * LARGEST, TEXT),
        "nothing but errors": (filled(b"", b"type\n"), "*" + TOKEN),
        "nothing but missing imports": (filled(b"", b'import "a"\n'), "*import-not-found"),
        "comments inside of a declaration": (filled(b"type T =", b"//\n", b"int"), CLEAN),
        "errors behind a million comments": (filled(b"", b"//\n", b"type\n" * 200), "*" + TOKEN),
        "doc lines of one field": (filled(b"record R {\n", b"///x\n", b"a: int }\n"), CLEAN),

        "( in an expression": (filled(b"const a = ", b"("), DEEP),
        "- in an expression": (filled(b"const a = ", b"-"), DEEP),
        "{ in a state": (filled(b"state ", b"{"), TOKEN),
        "a text in a text in a text": (filled(b"const a = ", b'"{'), DEEP),
        "lists of lists": (filled(b"type T = ", b"list<"), DEEP),
        "fields in fields": (filled(b"state ", b"{a "), DEEP),

        "conditions in unclosed brackets":
            (filled(b"on A when " + b"(if " * 120 + b"a\n", b"a "), TOKEN),
        "many conditions in unclosed brackets":
            (filled((b"on A when " + b"(if " * 120 + b"a\n") * 120, b"a "), "*" + TOKEN),

        "arguments": (filled(b"const a = f(1", b",1", b")"), LONG),
        "members of a set": (filled(b"const a = b in {1", b",1", b"}"), LONG),
        "fields": (filled(b"record R {", b"a:A ", b"}"), LONG),
        "members of an enum": (filled(b"enum E {", b"A,", b"}"), LONG),
        "phases": (filled(b"phases {", b"A,", b"}"), LONG),
        "intents of a transition": (filled(b"on A", b",A"), LONG),
        "statements": (filled(b"on A {", b"a=1 ", b"}"), LONG),
        "requires": (filled(b"guard G on A {", b'require a else "b" ', b"}"), LONG),
        "values in a text": (filled(b'const a = "', b"{a}", b'"'), LONG),

        "a name": (b"const " + b"a" * (1 << 20) + b" = 1\n", CLEAN),
        "a number": (b"const a = " + b"9" * (1 << 20), "number-too-large"),
        "digits behind a point": (b"const a = 0." + b"9" * (1 << 20), "number-too-large"),
        "a text": (filled(b'const a = "', b"a", b'"'), CLEAN),
        "escapes": (filled(b'const a = "', b"\\n", b'"'), CLEAN),
        "wrong escapes": (filled(b'const a = "', b"\\q", b'"'), "*bad-escape"),
        "wrong escapes at the end of a long line":
            (filled(b'const a = "', b"a", b"\\q" * 200 + b'"'), "*bad-escape"),
        "declarations of one name": (filled(b"", b"type T=int\n"), "*duplicate-name"),

        "a text that is not closed": (filled(b'const a = "', b"a"), "unclosed-string"),
        "a value that is not closed": (b'const a = "{' + b"a" * 100, "unclosed-string"),
        "a brace that is not closed": (b"state { a: int\n", "missing-brace"),
        "a bracket that is not closed": (b"const a = (1", TOKEN),
        "the beginning of a declaration": (b"type", TOKEN),
        "a comment of C": (b"/* a\n", "foreign-comment"),

        "half a character": (b"// \xc3", TEXT),
        "an overlong NUL": (b"// \xc0\x80", TEXT),
        "a surrogate": (b"// \xed\xa0\x80", TEXT),
        "beyond Unicode": (b"// \xf4\x90\x80\x80", TEXT),
        "a NUL in a comment": (b"// \x00", TEXT),
        "U+202E in a comment": ("// \u202e".encode(), TEXT),
        "U+2066 in a text": ('const a = "\u2066"'.encode(), TEXT),
        "U+2028 between words": ("type\u2028T = int".encode(), TOKEN),
        "U+2028 in a comment": ("// \u2028 type\n".encode(), CLEAN),
        "U+00A0 between words": ("type\u00a0T = int".encode(), TOKEN),
        "a byte order mark": (b"\xef\xbb\xbftype T = int\n", CLEAN),
        "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbftype T = int\n", TOKEN),
        "a byte order mark alone": (b"\xef\xbb\xbf", CLEAN),
        "UTF-16": ("\ufefftype T = int\n".encode("utf-16-le"), TEXT),
        "lone CR": (b"type T = int\r// x\rtype U = int\r", CLEAN),
        "CRLF": (b"type T = int\r\n/// x\r\ntype U = int\r\n", CLEAN),
        "a line feed of the terminal": (b"type T = int\x0btype U = int", TOKEN),
    }


class Bench:
    def __init__(self, writ, scratch):
        self.writ = writ
        self.file = pathlib.Path(scratch) / "a.writ"
        self.sanitized = b"__asan_init" in pathlib.Path(writ).read_bytes()
        self.count = 0
        self.failures = 0

    def limit(self):
        if not self.sanitized:  # the sanitizer itself takes all addresses there are
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def fail(self, name, why, shown=""):
        self.failures += 1
        print(f"FAIL {name}: {why}")
        for line in shown.splitlines()[:3]:
            print(f"     | {line[:200]}")

    def judge(self, name, finding):
        self.count += 1
        try:
            run = subprocess.run([self.writ, "check", "--format", "short", self.file], text=True,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 stderr=subprocess.STDOUT, timeout=SECONDS, preexec_fn=self.limit)
        except subprocess.TimeoutExpired:
            self.fail(name, f"still running after {SECONDS} s")
            return
        many = finding.startswith("*")
        expected = 100 if many else 1 if finding else 0
        lines = run.stdout.splitlines()
        if run.returncode != (2 if finding else 0):
            self.fail(name, f"exit code {run.returncode}", run.stdout)
        elif len(lines) != expected:
            self.fail(name, f"{len(lines)} findings instead of {expected}", run.stdout)
        elif any(f"error[{finding.lstrip('*')}]" not in line for line in lines):
            self.fail(name, f"not `{finding}`", run.stdout)
        elif any(len(line) > 4096 + 2 * (1 << 20) for line in lines):
            self.fail(name, "a finding as long as the file")

    def run(self):
        global LARGEST
        if self.sanitized:
            LARGEST = 1 << 20
        for name, (text, finding) in shapes().items():
            self.file.write_bytes(text)
            self.judge(name, finding)
        for size in ((4 << 20) + 1, 50 << 30):  # the second one is never read: it has no blocks
            os.truncate(self.file, size)
            self.judge(f"{size} bytes", "file-too-large")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    writ = os.path.abspath(parser.parse_args().writ)
    with tempfile.TemporaryDirectory(prefix="writ-shapes-") as scratch:
        bench = Bench(writ, scratch)
        bench.run()
    if bench.sanitized:
        print("not run: bounded memory: sanitizers need more")
    print(f"{bench.count} shapes, {bench.failures} failures")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
