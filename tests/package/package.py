"""Installs Writ from the build folder and builds a consumer against it, with Ninja and with Make.

    package.py --build BUILD --cxx COMPILER

What writ_generate promises: a build in which nothing changed runs nothing; a changed import
generates anew; a change that alters no generated text compiles nothing; an import that is added,
or removed together with its file, just works; a contract with errors stops the build and leaves
what was generated before.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

CONSUMER = pathlib.Path(__file__).resolve().parent / "consumer"


class Project:
    """A copy of the consumer in a folder of its own."""

    def __init__(self, folder, generator, prefix, cxx):
        self.source, self.build = folder / "source", folder / "build"
        shutil.copytree(CONSUMER, self.source)
        self.generator = generator
        self.run("cmake", "-S", self.source, "-B", self.build, "-G", generator,
                 "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_PREFIX_PATH={prefix}",
                 f"-DCMAKE_CXX_COMPILER={cxx}")

    def run(self, *command, fails=False):
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if (run.returncode != 0) != fails:
            raise SystemExit(f"{self.generator}: {' '.join(map(str, command))}: exit code "
                             f"{run.returncode}\n{run.stdout}")
        return run.stdout

    def times(self):
        """Path -> when it was written, for all that a build makes."""
        suffixes = {".o", ".a", ".h", ".cc", ".stamp", ""}
        return {str(path.relative_to(self.build)): path.stat().st_mtime_ns
                for path in self.build.rglob("*") if path.is_file() and path.suffix in suffixes
                and ("CMakeFiles" not in path.parts or path.suffix == ".o")
                and path.name != "Makefile" and not path.name.startswith(".")}

    def make(self, what, fails=False, generates=False, compiles=False):
        """Builds; tells whether it generated and compiled as it should; None: as it likes."""
        before = self.times()
        time.sleep(0.02)  # a coarse clock must not hide a file that was written
        output = self.run("cmake", "--build", self.build, "-j", "2", fails=fails)
        after = self.times()
        written = sorted(name for name in after if after[name] != before.get(name))
        stamped = [name for name in written if name.endswith(".stamp")]
        compiled = [name for name in written if name.endswith(".o")]
        for expected, got in ((generates, stamped), (compiles, compiled)):
            if expected is not None and bool(got) != expected:
                raise SystemExit(f"{self.generator}: {what}: wrote {written}\n{output}")
        if generates is False and compiles is False and written:
            raise SystemExit(f"{self.generator}: {what}: wrote {written}\n{output}")
        print(f"{self.generator}: {what}: generated {len(stamped)}, compiled {len(compiled)}")

    def edit(self, name, old, new):
        path = self.source / name
        text = path.read_text()
        if old not in text:
            raise SystemExit(f"{name} of the consumer has no `{old}`")
        time.sleep(0.02)
        path.write_text(text.replace(old, new))


def steps(project, prefix):
    writ = prefix / "bin/writ"
    (project.source / "gate.de.json").write_text(
        project.run(writ, "messages", project.source / "gate.writ", "--language", "de", "--own",
                    "--import-dir", project.source / "shared"))
    project.make("first build", generates=True, compiles=True)
    folder = project.build / "writ_generated/gate_contract"
    listed = project.run(writ, "gen", "--testing", "--nlohmann", "--list-outputs",
                         project.source / "gate.writ",
                         "--messages", project.source / "gate.de.json",
                         "--messages", prefix / "share/writ/messages/de.json", "-o", folder,
                         "--import-dir", project.source / "shared").split()
    listed.append(str(folder / "gate.schema.json"))
    if "urn:writ:Gate:" not in (folder / "gate.schema.json").read_text():
        raise SystemExit("JSON_SCHEMA of writ_generate wrote no schema")
    rules = project.build / "build.ninja"  # Make is not told of by-products
    for name in sorted(path.name for path in folder.iterdir()):
        if str(folder / name) not in listed:
            raise SystemExit(f"`writ gen --list-outputs` does not list {name}")
        if rules.exists() and f"gate_contract/{name}" not in rules.read_text():
            raise SystemExit(f"writ_generate does not know of {name}")
    print(project.run(project.build / "gate"), end="")
    print(project.run(project.build / "gate_test"), end="")
    print(project.run(project.build / "gate_tree"), end="")
    tests = project.run("ctest", "--test-dir", project.build, "--no-tests=error")
    if "gate: it opens, and closes" not in tests:
        raise SystemExit(f"writ_add_tests added no test\n{tests}")
    project.make("nothing changed")

    os.utime(project.source / "shared/width.writ")
    project.make("an import was touched", generates=True, compiles=False)
    project.edit("shared/width.writ", "how wide", "HOW WIDE")
    project.make("a comment of an import changed", generates=True, compiles=False)
    project.edit("shared/width.writ", "0..90", "0..100")
    project.make("an import changed", generates=True, compiles=True)
    project.make("nothing changed")

    project.edit("gate.writ", "opens to 90", "opens to 100")
    project.make("a comment of the contract changed", generates=True, compiles=False)

    (project.source / "shared/colour.writ").write_text("enum Colour { Red, Green }\n")
    project.edit("gate.writ", 'import "width.writ"', 'import "width.writ"\nimport "colour.writ"')
    project.make("an import was added", generates=True, compiles=True)
    project.make("the build system learns of it", generates=None)
    project.make("nothing changed")
    project.edit("shared/colour.writ", "Green", "Green, Blue")
    project.make("the new import changed", generates=True, compiles=True)
    project.edit("gate.writ", '\nimport "colour.writ"', "")
    (project.source / "shared/colour.writ").unlink()
    project.make("an import was removed", generates=True, compiles=True)
    project.make("the build system learns of it", generates=None)
    project.make("nothing changed")

    project.edit("gate.de.json", "0 to 90", "0 bis 90")
    project.make("a catalogue changed", generates=True, compiles=True)
    project.edit("gate.de.json", "type.width.Angle", "type.width.Angel")
    project.make("a message is missing", fails=True)
    project.edit("gate.de.json", "type.width.Angel", "type.width.Angle")
    project.make("the message is there again", generates=True, compiles=False)
    project.make("nothing changed")

    before = project.times()
    project.edit("gate.writ", "in Closed -> Opened", "in Closed -> Opend")
    project.make("an error in the contract", fails=True)
    if project.times() != before:
        raise SystemExit(f"{project.generator}: a contract with errors changed what was generated")
    project.edit("gate.writ", "in Closed -> Opend", "in Closed -> Opened")
    project.make("the error was mended", generates=True, compiles=False)
    print(project.run(project.build / "gate"), end="")


def new_project(folder, prefix, cxx):
    """What `writ new` makes builds and tests at the first command, with `writ` in PATH."""
    def run(*command, cwd=folder, fails=False, **more):
        run = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, **more)
        if (run.returncode != 0) != fails:
            raise SystemExit(f"writ new: {' '.join(map(str, command))}: exit code "
                             f"{run.returncode}\n{run.stdout}")
        return run.stdout

    writ = prefix / "bin/writ"
    folder.mkdir()
    made = run(writ, "new", "web_shop")
    command = made.partition("build and test it:  ")[2].strip()
    path = f"{prefix / 'bin'}:{os.environ['PATH']}"
    tests = run("sh", "-c", command, env={**os.environ, "PATH": path, "CXX": cxx})
    if "100% tests passed, 0 tests failed out of 2" not in tests:
        raise SystemExit(f"writ new: not two tests passed:\n{tests}")
    shop = folder / "web_shop"
    run(writ, "check", "--werror", shop / "web_shop.writ")
    run(writ, "fmt", "--check", shop / "web_shop.writ")
    coverage = run(writ, "test", "--coverage", shop / "web_shop.writ")
    if "not reached" in coverage:
        raise SystemExit(f"writ new: its scenarios do not reach everything:\n{coverage}")
    answers = run(shop / "build/web_shop",
                  input='{"intent": "Deliver", "payload": {"pieces": 5}}\n{"intent": "Take"}\n{\n')
    expected = ['accepted {"stock":5,"delivered":5,"taken":0}', "refused: ", "not an intent: "]
    for line, begin in zip(answers.splitlines(), expected, strict=True):
        if not line.startswith(begin):
            raise SystemExit(f"writ new: the program says {line!r} instead of {begin!r}")
    before = sorted((path, path.stat().st_mtime_ns) for path in shop.rglob("*"))
    run(writ, "new", "web_shop", fails=True)
    if sorted((path, path.stat().st_mtime_ns) for path in shop.rglob("*")) != before:
        raise SystemExit("writ new: a folder that existed was changed")
    print("writ new: a project builds, tests and answers")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--cxx", required=True)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="writ-package-") as scratch:
        scratch = pathlib.Path(scratch)
        prefix = scratch / "prefix"
        install = subprocess.run(["cmake", "--install", options.build, "--prefix", prefix],
                                 capture_output=True, text=True)
        if install.returncode != 0:
            raise SystemExit(install.stdout + install.stderr)
        new_project(scratch / "new", prefix, options.cxx)
        for generator, tool in (("Ninja", "ninja"), ("Unix Makefiles", "make")):
            if not shutil.which(tool):
                raise SystemExit(f"{tool} is missing: scripts/setup installs it")
            steps(Project(scratch / tool, generator, prefix, options.cxx), prefix)
    return 0


if __name__ == "__main__":
    sys.exit(main())
