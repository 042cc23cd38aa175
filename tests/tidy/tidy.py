"""The rules of the house that a program can check. Prints each breach as file:line: why.

    tidy.py [ROOT]

Sizes, who may include whom, what may not be written at all, libraries without a reason in
docs/dependencies.md, undocumented public names (with doxygen, where it is installed).
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from common import ROOT, repository_files  # noqa: E402
from cpp import functions, without_comments_and_strings  # noqa: E402

FILE_LINES = 500
FUNCTION_LINES = 70
COLUMNS = 100
CPP = {".h", ".cc"}
CODE = CPP | {".py", ".cmake", ".g4", ".def", ".sh"}

# Folder -> the folders of this repository whose headers it may include, besides its own.
# docs/architecture.md has the same table for people.
MAY_INCLUDE = {
    "compiler/source": ["writ/core"],
    "compiler/syntax": ["compiler/source"],
    "compiler/format": ["compiler/source", "compiler/syntax"],
    "compiler/pattern": ["writ/core"],
    "compiler/model": ["compiler/source"],
    "compiler/sema": ["compiler/source", "compiler/syntax", "compiler/model", "compiler/pattern",
                      "writ/core", "writ/digest"],
    "compiler/emit": ["compiler/source", "compiler/model", "compiler/pattern"],
    "compiler/cost": ["compiler/source", "compiler/model"],
    "compiler/schema": ["compiler/source", "compiler/model", "compiler/pattern", "writ/core"],
    "compiler/messages": ["compiler/source", "compiler/model", "writ/core"],
    "compiler/interpret": ["compiler/source", "compiler/model", "compiler/pattern", "writ/core"],
    "compiler/native": ["compiler/model", "compiler/interpret", "writ/core"],
    "compiler/sim": ["compiler/source", "compiler/syntax", "compiler/model", "compiler/sema",
                      "compiler/interpret", "writ/core"],
    "compiler/serve": ["compiler/source", "compiler/model", "compiler/interpret", "compiler/schema",
                       "writ/core", "writ/mcp"],
    "compiler/log": ["compiler/source", "writ/core"],
    "compiler/cli": ["compiler/source", "compiler/syntax", "compiler/format", "compiler/model",
                     "compiler/sema", "compiler/emit", "compiler/cost", "compiler/schema",
                     "compiler/messages", "compiler/interpret", "compiler/native",
                     "compiler/sim", "compiler/serve", "compiler/log", "writ/core", "writ/mcp",
                     "writ/digest"],
    "runtime/core": ["writ/core"],
    "runtime/testing": ["writ/core", "writ/testing"],
    "runtime/nlohmann": ["writ/core"],
    "runtime/instances": ["writ/core", "writ/instances"],
    "runtime/digest": ["writ/digest"],
    "runtime/authority": ["writ/core", "writ/digest", "writ/authority"],
    "runtime/mcp": ["writ/core", "writ/mcp"],
    "examples": ["writ/core"],
    "bench": ["writ/core", "writ/instances", "compiler/source", "compiler/syntax",
              "compiler/pattern", "compiler/sema", "compiler/interpret"],
    "tests": ["compiler/source", "compiler/syntax", "compiler/format", "compiler/pattern",
              "compiler/model", "compiler/sema", "compiler/emit", "compiler/schema",
              "compiler/interpret", "compiler/native", "writ/core", "writ/testing",
              "writ/instances", "writ/mcp", "writ/digest", "writ/authority"],
}

# Folders that are users of Writ: they include generated headers, and their own by bare names. The
# states of the circuit breaker are a contract.
USERS = ("examples", "bench", "tests", "runtime/authority")

# What is not the standard library: how its headers begin -> the only folders that may include them.
MAY_USE = {
    "antlr4-runtime.h": ["compiler/syntax"],
    "WritLexer.h": ["compiler/syntax"],
    "WritParser.h": ["compiler/syntax"],
    "CLI/": ["compiler/cli"],
    "dtl/": ["compiler/source"],
    "editline/": ["compiler/cli"],
    "nlohmann/": ["compiler/source", "compiler/schema", "compiler/native", "compiler/cli",
                  "runtime/nlohmann", "bench", "tests"],
    "rapidjson/": ["bench"],
    "openssl/": ["runtime/digest"],
    "sqlite3.h": ["tests"],
    "re2/": ["bench", "tests"],
    "catch2/": ["runtime/testing", "tests"],
    "gtest/": ["runtime/testing", "tests"],
    "benchmark/": ["bench"],
    "valgrind/": ["bench"],
    # the operating system: core libraries take text and return values; a log is a file
    "fcntl.h": ["compiler/native", "compiler/cli", "runtime/authority", "tests"],
    "poll.h": ["compiler/native", "compiler/cli"],
    "spawn.h": ["compiler/native"],
    "pwd.h": ["compiler/cli"],
    "ctime": ["compiler/native", "compiler/cli", "tests"],  # how long to wait for a program
    "unistd.h": ["compiler/native", "compiler/cli", "runtime/authority", "tests"],
    "csignal": ["compiler/native", "compiler/cli", "tests"],
    "sys/": ["compiler/native", "compiler/cli", "runtime/authority", "bench", "tests"],
    "fstream": ["compiler/cli", "examples", "bench", "tests"],
    "filesystem": ["compiler/cli", "tests"],
    "iostream": ["compiler/cli", "examples", "tests"],
    # processor intrinsics: SSE2 in the reader of JSON
    "emmintrin.h": ["runtime/core"],
    "immintrin.h": ["runtime/core"],
}

FORBIDDEN = [
    (r"std::w?regex|#\s*include\s*<regex>", "std::regex overflows the stack: match by hand"),
    (r"\bgetopt\w*\s*\(|#\s*include\s*<getopt\.h>", "arguments are read by CLI11"),
    (r"#\s*include\s*<chrono>|std::chrono|\bgettimeofday\b|\bclock_gettime\b",
     "nothing reads a clock, and <chrono> costs 90 ms a file"),
    (r"\busing\s+namespace\s+std\b", "names of std are written out"),
]
MAY_READ_CLOCK = ("tests/", "compiler/cli/", "examples/", "bench/",  # a host may read one
                  "compiler/native/",  # how long a program is silent
                  "runtime/core/include/writ/core/chrono.h")  # for hosts, and included by none
MARKS = "TO" + "DO", "FIX" + "ME", "X" * 3  # written so that this file passes


class Report:
    def __init__(self):
        self.count = 0

    def __call__(self, path, line, why):
        self.count += 1
        print(f"{path}:{line}: {why}")


def is_code(path):
    return (path.suffix in CODE or path.name == "CMakeLists.txt"
            or path.parts[0] in ("scripts", ".ci"))


def check_text(path, lines, report):
    """What holds for every text file."""
    for number, line in enumerate(lines, 1):
        for mark in MARKS:
            if re.search(rf"\b{mark}\b", line):
                report(path, number, f"{mark}: do it, or write an issue")
        if path.suffix != ".patch":
            if "\t" in line and path.suffix != ".trace":  # what stands between its parts
                report(path, number, "a tab")
            if path.suffix != ".md" and line != line.rstrip():
                report(path, number, "spaces at the end of the line")
    if not is_code(path):
        return
    if len(lines) > FILE_LINES:
        report(path, len(lines), f"{len(lines)} lines; a file has at most {FILE_LINES}")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS and path.suffix != ".def":  # a table keeps a row on a line
            report(path, number, f"{len(line)} columns; a line has at most {COLUMNS}")


def room(path):
    """The folder whose rules hold for a file: `compiler/sema`, `examples`, …"""
    for folder in MAY_INCLUDE:
        if path.as_posix().startswith(folder + "/"):
            return folder
    return None


def check_include(path, number, name, quoted, report):
    folder = room(path)
    if folder is None:
        report(path, number, "this folder has no row in MAY_INCLUDE of tests/tidy/tidy.py")
        return
    if quoted and name.endswith(".writ.h"):
        if folder not in USERS:
            report(path, number, f"`{name}` is generated: only {', '.join(USERS)} include it")
        return
    for begin, folders in MAY_USE.items():
        if name == begin or (begin.endswith("/") and name.startswith(begin)):
            if folder not in folders:
                report(path, number, f"{folder} may not include `{name}`; {', '.join(folders)} may")
            return
    if name.startswith(("compiler/", "runtime/", "writ/")):
        target = "/".join(name.split("/")[:2])
        if target != folder and target not in MAY_INCLUDE[folder]:
            report(path, number, f"{folder} may not include {target}")
    elif quoted and not (folder in USERS and "/" not in name):
        report(path, number, f'"{name}": our headers are included by their path from the root')
    elif not quoted and not re.fullmatch(r"[a-z_]+", name):
        report(path, number, f"<{name}> is neither std nor in MAY_USE of tests/tidy/tidy.py")


def check_cpp(path, text, report):
    for number, line in enumerate(text.splitlines(), 1):
        include = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
        if include:
            check_include(path, number, include.group(2), include.group(1) == '"', report)
        # CMake would take the rest of the list for one test, which then runs nothing and passes.
        name = re.match(r'\s*TEST_CASE\("((?:[^"\\]|\\.)*)"', line)
        if name and re.search(r"[\[\];\\]", name.group(1)):
            report(path, number, "a test name with [, ], ; or \\")
    code = without_comments_and_strings(text)
    for number, line in enumerate(code.splitlines(), 1):
        for pattern, why in FORBIDDEN:
            if re.search(pattern, line):
                if "clock" in why and path.as_posix().startswith(MAY_READ_CLOCK):
                    continue
                report(path, number, why)
    for begin, end, name in functions(code):
        if end - begin + 1 > FUNCTION_LINES:
            report(path, begin, f"`{name}` has {end - begin + 1} lines; "
                                f"a function has at most {FUNCTION_LINES}")


def letters(name):
    """`nlohmann_json`, `nlohmann-json` and `Nlohmann JSON 3.11` are the same library."""
    return re.sub(r"[^a-z]", "", name.lower())


def check_dependencies(files, report):
    """Every package that CMake looks for has a row in docs/dependencies.md."""
    table = ROOT / "docs/dependencies.md"
    rows = []
    if table.exists():
        rows = [letters(line.split("|")[1]) for line in table.read_text("utf-8").splitlines()
                if line.startswith("|")]
    ours = {"writ", "threads"}  # Threads is the compiler's own
    pattern = r"\b(?:find_package|pkg_check_modules|find_library|FetchContent_Declare)\s*\(\s*(\S+)"
    for path in files:
        if path.suffix != ".cmake" and path.name != "CMakeLists.txt":
            continue
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
            found = re.search(pattern, line.split("#")[0])
            if not found:
                continue
            name = letters(re.sub(r"_LIBRARY$", "", found.group(1)))
            if name not in ours and not any(row.startswith(name) for row in rows):
                report(path, number, f"`{found.group(1)}` has no row in docs/dependencies.md")


def check_documentation(report):
    doxygen = shutil.which("doxygen")
    if not doxygen:
        print("not run: doxygen is not installed, documentation of public names was not checked")
        return
    with tempfile.TemporaryDirectory() as scratch:
        settings = {
            "INPUT": ROOT / "runtime", "FILE_PATTERNS": "*.h", "STRIP_FROM_PATH": ROOT,
            "RECURSIVE": "YES",
            "OUTPUT_DIRECTORY": scratch, "GENERATE_HTML": "NO", "GENERATE_LATEX": "NO",
            "GENERATE_XML": "YES", "QUIET": "YES", "EXTRACT_ALL": "NO", "JAVADOC_AUTOBRIEF": "YES",
            "WARN_AS_ERROR": "FAIL_ON_WARNINGS", "WARN_FORMAT": "$file:$line: $text",
            "HIDE_FRIEND_COMPOUNDS": "YES", "MACRO_EXPANSION": "YES",
        }
        text = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
        run = subprocess.run([doxygen, "-"], input=text, capture_output=True, text=True)
        if run.returncode == 0:
            return
        for line in sorted(set(filter(None, run.stderr.splitlines()))):
            report(line.replace(f"{ROOT}/", ""), "", "(doxygen)")
        if not run.stderr.strip():
            report("doxygen", run.returncode, run.stdout)


def main():
    report = Report()
    files = repository_files()
    for path in files:
        if path.name == "LICENSE" or path.is_relative_to("tests/fuzz/found") or \
                path.is_relative_to("tests/corpus/JSONTestSuite"):
            continue  # not ours to lay out
        try:
            text = (ROOT / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # a test's binary input
        check_text(path, text.splitlines(), report)
        if path.suffix in CPP:
            check_cpp(path, text, report)
    check_dependencies(files, report)
    check_documentation(report)
    print(f"{len(files)} files, {report.count} breaches")
    return 1 if report.count else 0


if __name__ == "__main__":
    sys.exit(main())
