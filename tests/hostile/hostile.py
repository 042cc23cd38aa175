"""Bad input to every subcommand: one clear message, the right exit code, nothing half written.

    hostile.py --writ WRIT

Every subcommand that `writ --help` lists needs a row in ROWS. For each row and each kind of bad
input: the exit code of the table, no crash, at most 10 seconds, no control characters in what is
printed, and an output folder that is afterwards as it was before.
"""

import argparse
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import subcommands  # noqa: E402

SECONDS = 10
NOBODY = 65534
OK, ERRORS, USAGE, NO_INPUT, NO_OUTPUT, IO_ERROR, INTERRUPTED = 0, 2, 64, 66, 73, 74, 130

# C0 but for the line feed, C1, what changes the direction of text, and bytes that are no UTF-8.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e"
                     "\u2066-\u2069\ud800-\udfff]")

# Good, but for its layout.
GOOD = """contract Counter version 1
state  { count: int in 0..1_000 }
intent Increment
on Increment { count += 1 }
"""


class Row:
    """What a subcommand takes, as functions from paths to its arguments; None: it takes no such."""

    def __init__(self, reads=None, writes=None, prints=None, word=None, mends=None, messages=None,
                 empty=ERRORS, bare=USAGE, broken=ERRORS):
        self.reads = reads    # input file -> arguments
        self.writes = writes  # input file, output folder -> arguments
        self.prints = prints  # input file -> arguments that print something on success
        self.word = word      # a word that it takes instead of a file -> arguments
        self.mends = mends    # a text that it mends in place, input file -> arguments
        self.messages = messages  # a catalogue of messages of a good contract -> arguments
        self.empty = empty    # the exit code for an empty file
        self.bare = bare      # the exit code without arguments
        self.broken = broken  # the exit code for a file that is something else


ROWS = {
    "check": Row(empty=OK,  # a module in which nothing is declared yet
                 reads=lambda file: ["check", file],
                 prints=lambda file: ["check", "--format", "json", file],
                 messages=lambda file: ["check", "good.writ", "--messages", file],
                 mends=(GOOD.replace("}", "; }"), lambda file: ["check", "--fix", file])),
    "gen": Row(reads=lambda file: ["gen", file, "-o", "out"],
               writes=lambda file, out: ["gen", file, "-o", out],
               prints=lambda file: ["gen", "--list-outputs", file, "-o", "out"],
               messages=lambda file: ["gen", "good.writ", "-o", "out", "--messages", file]),
    "test": Row(reads=lambda file: ["test", file],
                prints=lambda file: ["test", "--coverage-json", "-", file]),
    "sim": Row(reads=lambda file: ["sim", file]),  # and what is typed: bad_sessions
    "serve": Row(reads=lambda file: ["serve", "--mcp", file]),  # and its lines: tests/mcp
    # A line that is none is a finding; it reads to the end, however long that is.
    "log": Row(empty=OK, broken=1, reads=lambda file: ["log", file]),
    "approve": Row(bare=NO_INPUT),  # no server is running
    "new": Row(writes=lambda _, out: ["new", "shop", "-o", pathlib.Path(out) / "shop"],
               word=lambda name: ["new", name]),
    "messages": Row(reads=lambda file: ["messages", file],
                    prints=lambda file: ["messages", file],
                    word=lambda tag: ["messages", "good.writ", "--language", tag + "/"]),
    "fmt": Row(empty=OK,
               reads=lambda file: ["fmt", file],
               prints=lambda file: ["fmt", "--diff", file],
               mends=(GOOD, lambda file: ["fmt", file])),
    "explain": Row(bare=OK,  # lists the names
                   word=lambda name: ["explain", name],
                   prints=lambda _: ["explain"]),
    "completion": Row(word=lambda shell: ["completion", shell],
                      prints=lambda _: ["completion", "bash"]),
}


class Bench:
    """A scratch folder with a good contract, and one case after the other."""

    def __init__(self, writ, scratch):
        self.scratch = pathlib.Path(scratch)
        self.writ = self.scratch / "writ"
        shutil.copy2(writ, self.writ)  # where nobody may run it too
        self.good = self.scratch / "good.writ"
        self.good.write_text(GOOD)
        self.out = self.scratch / "out"
        self.count = 0
        self.failures = []
        self.skipped = {}

    def fresh_output(self):
        """An output folder with the result of an earlier run: nothing of it may be lost."""
        self.allow_writing()
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir()
        (self.out / "good.writ.h").write_text("// of an earlier run\n")
        (self.out / "precious.txt").write_text("not ours\n")

    def allow_writing(self):
        if self.out.is_dir():
            self.out.chmod(0o755)

    def digest(self):
        """Name, mode and content of all that is in the scratch folder, but for writ itself."""
        lines = []
        for path in sorted(self.scratch.rglob("*")):
            content = b""
            if path.is_file() and path != self.writ and os.access(path, os.R_OK):
                content = hashlib.sha256(path.read_bytes()).digest()
            lines.append((str(path), path.lstat().st_mode, content))
        return lines

    def fail(self, case, why, text=b""):
        self.failures.append(case)
        print(f"FAIL {case}: {why}")
        for line in text.decode("utf-8", "backslashreplace").splitlines()[:5]:
            print(f"     | {line!a}")

    def skip(self, kind, why):
        self.skipped[kind] = why

    def judge(self, case, expected, code, text):
        self.count += 1
        if code not in expected:
            crash = f" ({signal.Signals(-code).name})" if code < 0 else ""
            self.fail(case, f"exit code {code}{crash} instead of {expected[0]}", text)
        if code not in (OK, INTERRUPTED, -signal.SIGINT) and not text.strip():
            self.fail(case, "refused without a word")
        shown = text.decode("utf-8", "surrogateescape")
        bad = CONTROL.search(shown)
        if bad:
            self.fail(case, f"U+{ord(bad.group()):04X} printed raw", text)

    def run(self, case, arguments, *expected, user=None, stdout=None, same=True, typed=None):
        """Runs writ with the scratch folder as the current one and judges what came of it."""
        before = self.digest()
        options = {"user": user, "group": user, "extra_groups": []} if user is not None else {}
        try:
            stdin = {"stdin": subprocess.DEVNULL} if typed is None else {"input": typed}
            run = subprocess.run([str(self.writ), *map(str, arguments)], cwd=self.scratch,
                                 stdout=stdout or subprocess.PIPE, stderr=subprocess.PIPE,
                                 timeout=SECONDS, **stdin, **options)
        except subprocess.TimeoutExpired as late:
            self.count += 1
            self.fail(case, f"still running after {SECONDS} s", late.stderr or b"")
            return
        self.judge(case, expected, run.returncode, (run.stdout or b"") + run.stderr)
        if same and self.digest() != before:
            changed = {entry[0] for entry in set(before) ^ set(self.digest())}
            self.fail(case, f"changed {sorted(changed)}")


def bad_inputs(bench, name, arguments, empty_code, broken=ERRORS):
    """Each kind of bad input file."""
    folder = bench.scratch / "folder.writ"
    folder.mkdir(exist_ok=True)
    binary = bench.scratch / "binary.writ"
    binary.write_bytes(b"\x7fELF\x00\xff\xfe\x1b[31m" + bytes(range(256)) * 8)
    large = bench.scratch / "large.writ"
    large.write_bytes(b"// five mebibytes of nothing but this comment, over and over\n" * 86_000)
    empty = bench.scratch / "empty.writ"
    empty.write_bytes(b"")
    escape = bench.scratch / "evil\x1b[31m\x07\u202e.writ"
    escape.write_text("contract \x1b[2J Evil version 1\n")
    unreadable = bench.scratch / "unreadable.writ"
    unreadable.write_text(GOOD)
    unreadable.chmod(0)

    bench.fresh_output()
    bench.run(f"{name}: missing file", arguments("missing.writ"), NO_INPUT)
    bench.run(f"{name}: a folder", arguments(folder), NO_INPUT)
    bench.run(f"{name}: below a file", arguments(bench.good / "x.writ"), NO_INPUT)
    bench.run(f"{name}: binary", arguments(binary), broken)
    bench.run(f"{name}: 5 MiB", arguments(large), broken)
    bench.run(f"{name}: empty", arguments(empty), empty_code)
    bench.run(f"{name}: escape codes in name and text", arguments(escape), broken)
    bench.run(f"{name}: escape codes in a missing name", arguments("no\x1b[31m\x9b.writ"), NO_INPUT)
    if os.geteuid() == 0:
        bench.out.chmod(0o777)
        bench.run(f"{name}: unreadable", arguments(unreadable), NO_INPUT, user=NOBODY)
        bench.out.chmod(0o755)
    else:
        bench.run(f"{name}: unreadable", arguments(unreadable), NO_INPUT)
    unreadable.chmod(0o644)  # so that it can be hashed


def interrupted(bench, name, arguments):
    """SIGINT while it works: on a pipe that gives nothing, and in the middle of a long contract."""
    pipe = bench.scratch / "pipe.writ"
    os.mkfifo(pipe)
    long = bench.scratch / "long.writ"
    fields = "".join(f"  field_{i}: int in 0..{i + 1}\n" for i in range(10_000))
    steps = "".join(f"intent Do{i}\non Do{i} {{ field_{i % 10_000} = 1 }}\n"
                    for i in range(60_000))
    long.write_text(f"contract Long version 1\nstate {{\n{fields}}}\n{steps}")
    for kind, source in (("reads", pipe), ("works", long)):
        case = f"{name}: interrupted while it {kind}"
        bench.fresh_output()
        before = sorted(os.listdir(bench.out)), sorted(os.listdir(bench.scratch))
        run = subprocess.Popen([str(bench.writ), *map(str, arguments(source))], cwd=bench.scratch,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
        time.sleep(0.15)
        early = run.poll()
        run.send_signal(signal.SIGINT)
        try:
            out, err = run.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            bench.fail(case, "cannot be interrupted")
            continue
        if early is not None and kind == "reads":  # it refused to read a pipe, which is as good
            bench.judge(case, [NO_INPUT], early, out + err)
        else:
            bench.judge(case, [INTERRUPTED, -signal.SIGINT], run.returncode, out + err)
        after = sorted(os.listdir(bench.out)), sorted(os.listdir(bench.scratch))
        if after != before:
            bench.fail(case, f"left {after[0]} in the output folder")
    pipe.unlink()
    long.unlink()


def bad_catalogues(bench, name, arguments):
    """Each kind of text that is no catalogue of messages."""
    file = bench.scratch / "good.de.json"
    pipe = bench.scratch / "pipe.json"
    os.mkfifo(pipe)
    bench.run(f"{name}: a pipe", arguments(pipe), NO_INPUT)
    bench.run(f"{name}: a device", arguments("/dev/zero"), NO_INPUT)
    pipe.unlink()
    begin = b'{"language": "de", "messages": {'
    texts = {
        "no object": b"[]",
        "nested deeply": b'{"x":' * 100_000,
        "arrays for texts": begin + b'"guard.A.1": ' + b"[" * 100_000,
        "cut off in a text": begin + b'"guard.A.1": "\\',
        "cut off in an escape": begin + b'"guard.A.1": "\\u00',
        "no UTF-8": begin + b'"guard.A.1": "\xc0\x80"}}',
        "NUL in a text": begin + b'"guard.A.1": "a\\u0000b"}}',
        "NUL": begin + b'"guard.A.1": "a\x00b"}}',
        "no tag": b'{"language": "../../\\u001b[31m", "messages": {}}',
        "a number for a tag": b'{"language": 1e999, "messages": {}}',
        "twice the same key": begin + b'"a": "b", "a": "c"}}',
        "twice the messages": begin + b'}, "messages": {}}',
        "escape codes in a key": begin + b'"\\u001b[31m\\u0007\\u202e": "\\u202e{\\u001b[2J}"}}',
        "quotes in keys": begin + b'"\\"\\\\": "a", "\\\\": "b", "": "c"}}',
        "braces": begin + b'"title.busy": "' + b"{" * 100_000 + b'"}}',
        "keys without end": begin + b", ".join(b'"%d": ""' % i for i in range(70_000)) + b"}}",
        "a long key": begin + b'"' + b"x" * 900_000 + b'": "a"}}',
    }
    for kind, text in texts.items():
        file.write_bytes(text)
        bench.run(f"{name}: {kind}", arguments(file), ERRORS)
    with file.open("wb") as huge:
        huge.truncate(100_000_000)
    bench.run(f"{name}: 100 MB", arguments(file), ERRORS)
    file.unlink()


# For sessions: an intent with fields to be asked for, and a guard.
SHOP = """contract Shop version 1
record Item { sku: string(1..20), quantity: int in 1..9, note: string(..40)? }
state  { items: list<Item>(..100), lasts: duration }
intent Add { item: Item, at: instant }
intent Clear
on Add   { items.push(intent.item) }
on Clear { require items.size > 0 else "nothing is there" items.clear() }
"""


def bad_sessions(bench):
    """What somebody may type, or send: one answer a line, and the exit code says so."""
    (bench.scratch / "shop.writ").write_text(SHOP)
    add = b'Add { item: { sku: "A", quantity: 1 }, at: 2026-01-01T00:00:00Z }\n'
    texts = {
        "bytes": bytes(range(256)) * 400,
        "NUL": b"state\0\nAdd\0\n\0\n" * 50,
        "escape codes": b"\x1b[31m\x07 \xe2\x80\xae\nsave \x1b[2J\n"
                        b"state \"\x1b[31m\xe2\x80\xae\"\n",
        "a line of 1 MB": b"Add " + b"x" * 1_000_000 + b"\nstate\n",
        "a payload of 1 MB": b'Add { item: { sku: "' + b"x" * 1_000_000 + b'" } }\n',
        "braces": b"Add " + b"{" * 60_000 + b"\n\n",
        "braces, closed": b"Add " + b"{" * 30_000 + b"}" * 30_000 + b"\n",
        "parentheses": b"state " + b"(" * 30_000 + b"1" + b")" * 30_000 + b"\n",
        "a chain": b"state 1" + b" + 1" * 15_000 + b"\n",
        "negations": b"state " + b"not " * 10_000 + b"true\n",
        "braces without end": b"Add {\n" * 20_000,
        "the end in a question": b"Add\nA\n",
        "the end in a line": b"Add {",
        "bad values": b"Add\n\n\n\xff\n\"\nA\nten\n99\n1 } }\n{\n\n(\n\n",
        "out of a step": b'Clear } scenario "b" { send Clear\n} contract X version 1 {\n'
                         b'Clear // }\n}\n',
        "two steps": b"Clear send Clear\nadvance 1d advance 1d\nexpect true expect true\n",
        "long times": b"advance 200000000000h\n" * 3 + b"advance -1h\nadvance 106751991d\n" * 9,
        "far back": b"back 99999999999999999999\nback -1\nback 0\nback x\n"
                    b"99999999999999999999\n0\n",
        "steps in vain": b"given { items.push({}) }\naccept\naccept suggestion accepted\nsend\n",
        "things that are not": b"propose Add {}\nmock x\napprove\nsend Clear as Clerk \"a\"\n",
        "odd names": b'save\nsave "\nsave ""\nsave >>\nsave a >>\nsave >> b\nsave \x01 >> c\n',
        "odd places": add + b"save a >> folder.writ\nsave b >> /dev/full/x\nsave c >> /dev/zero\n",
    }
    for kind, text in texts.items():
        codes = (1, OK) if kind == "the end in a question" else (1, NO_INPUT, NO_OUTPUT)
        for form in ("text", "short", "json"):
            bench.run(f"sim: {kind}, {form}", ["sim", "shop.writ", "--echo", "--format", form],
                      *codes, typed=text)
    bench.run("sim: many steps", ["sim", "shop.writ"], OK, typed=add * 90 + b"back\nlog\n" * 90)
    with open("/dev/full", "wb") as full:
        bench.run("sim: standard output is full", ["sim", "good.writ"], IO_ERROR, typed=b"help\n",
                  stdout=full)
    (bench.scratch / "shop.writ").unlink()


def bad_outputs(bench, name, arguments):
    """Each kind of place that cannot be written to."""
    bench.fresh_output()
    file = bench.scratch / "a_file"
    file.write_text("a file, no folder\n")
    bench.run(f"{name}: output is a file", arguments(bench.good, file), NO_OUTPUT)
    bench.run(f"{name}: output below a file", arguments(bench.good, file / "x"), NO_OUTPUT)
    bench.run(f"{name}: escape codes in the output", arguments(bench.good, file / "x\x1b[31m"),
              NO_OUTPUT)
    bench.out.chmod(0o555)
    user = NOBODY if os.geteuid() == 0 else None
    bench.run(f"{name}: read-only output", arguments(bench.good, bench.out), NO_OUTPUT, user=user)
    bench.allow_writing()
    full_disk(bench, name, arguments)


@contextlib.contextmanager
def tiny_disk(bench):
    """A folder of 1 MB; None where nothing can be mounted."""
    disk = bench.scratch / "disk"
    disk.mkdir(exist_ok=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "none", disk],
                             stderr=subprocess.PIPE, text=True)
    if mounted.returncode != 0:
        bench.skip("1 MB tmpfs", mounted.stderr.strip().splitlines()[-1][:90])
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


@contextlib.contextmanager
def filled(disk, room):
    """The disk full up to its last pages."""
    filler = disk / "filler"
    try:
        with filler.open("wb", buffering=0) as file:
            while file.write(bytes(4096)) == 4096:
                pass
    except OSError:
        pass
    os.truncate(filler, filler.stat().st_size - room * 4096)
    yield
    filler.unlink()


def full_disk(bench, name, arguments):
    """An output folder of 1 MB: it fails at the first file, or at a later one."""
    with tiny_disk(bench) as disk:
        if not disk:
            return
        (disk / "good.writ.h").write_text("// of an earlier run\n")
        for room in (0, 2, 6):
            with filled(disk, room):
                bench.run(f"{name}: full disk, {room} pages left", arguments(bench.good, disk),
                          IO_ERROR)


def bad_places(bench, name, text, arguments):
    """A file that is to be changed in place, where that is not possible, or not obvious."""
    bench.fresh_output()
    file = bench.out / "mend.writ"
    user = NOBODY if os.geteuid() == 0 else None
    file.write_text(text)
    file.chmod(0o444)
    bench.out.chmod(0o777)
    bench.run(f"{name}: in place, read-only file", arguments(file), NO_OUTPUT, user=user)
    file.chmod(0o666)
    bench.out.chmod(0o555)
    bench.run(f"{name}: in place, read-only folder", arguments(file), NO_OUTPUT, user=user)
    bench.allow_writing()

    file.chmod(0o640)
    link = bench.out / "link.writ"
    link.symlink_to("mend.writ")
    bench.run(f"{name}: in place, through a link", arguments(link), OK, same=False)
    if not link.is_symlink() or file.read_text() == text or file.lstat().st_mode & 0o777 != 0o640:
        bench.fail(f"{name}: in place, through a link", "the link, the text or the mode is wrong")
    mended = file.read_text()
    bench.run(f"{name}: in place, nothing to do", arguments(link), OK)
    if os.geteuid() == 0:
        file.write_text(text)
        os.chown(file, NOBODY, NOBODY)
        bench.run(f"{name}: in place, of another user", arguments(file), OK, same=False)
        if file.stat().st_uid != NOBODY or file.read_text() != mended:
            bench.fail(f"{name}: in place, of another user", "the file has another owner or text")
    with tiny_disk(bench) as disk:
        if disk:
            file = disk / "mend.writ"
            file.write_text(text)
            with filled(disk, 0):
                bench.run(f"{name}: in place, full disk", arguments(file), IO_ERROR)


def full_stdout(bench, name, arguments):
    with open("/dev/full", "wb") as full:
        bench.run(f"{name}: standard output is full", arguments(bench.good), IO_ERROR, stdout=full)


def bad_words(bench, name, arguments):
    for word in ("no-such-name", "../../LICENSE", "\x1b[31mred\x07", "x" * 100_000):
        bench.run(f"{name}: {word[:20]!a}", arguments(word), USAGE)


def bad_usage(bench, name, bare_code):
    bench.run(f"{name}: unknown option", [name, "--no-such-option"], USAGE)
    bench.run(f"{name}: escape codes in an option", [name, "--\x1b[31m\x07"], USAGE)
    bench.run(f"{name}: no arguments", [name], bare_code)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--writ", required=True)
    writ = parser.parse_args().writ

    with (tempfile.TemporaryDirectory(prefix="writ-hostile-") as scratch,
          tempfile.TemporaryDirectory(prefix="writ-hostile-servers-") as servers):
        os.chmod(scratch, 0o755)
        os.environ["XDG_RUNTIME_DIR"] = servers
        bench = Bench(writ, scratch)
        names = subcommands(writ)
        for name in names:
            if name not in ROWS:
                bench.fail(name, "a subcommand without a row in tests/hostile/hostile.py")
        for name in ROWS:
            if name not in names:
                bench.fail(name, "a row, but `writ --help` lists no such subcommand")
        bench.run("writ: no subcommand", [], USAGE)
        bench.run("writ: unknown subcommand", ["chekc"], USAGE)
        bench.run("writ: escape codes in a subcommand", ["\x1b[31m\x07"], USAGE)
        for name in filter(ROWS.get, names):
            row = ROWS[name]
            bench.fresh_output()
            bad_usage(bench, name, row.bare)
            if row.reads:
                bad_inputs(bench, name, row.reads, row.empty, row.broken)
                if row.broken == ERRORS:
                    interrupted(bench, name, row.reads)
            if row.messages:
                bad_inputs(bench, f"{name} --messages", row.messages, ERRORS)
                bad_catalogues(bench, f"{name} --messages", row.messages)
            if row.writes:
                bad_outputs(bench, name, row.writes)
            if row.mends:
                bad_places(bench, name, *row.mends)
            if row.prints:
                full_stdout(bench, name, row.prints)
            if row.word:
                bad_words(bench, name, row.word)
            if name == "sim":
                bad_sessions(bench)
        bench.allow_writing()

    for kind, why in bench.skipped.items():
        print(f"not run: {kind}: {why}")
    print(f"{len(names)} subcommands, {bench.count} cases, {len(bench.failures)} failures")
    return 1 if bench.failures else 0


if __name__ == "__main__":
    sys.exit(main())
