"""The program `agreement` and the C++ compiler, as `run` calls them."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PARTS = ("", ".words", ".json", ".json_out", ".snapshot")
# What is in .json too.
READ_TWICE = ("read", "parse_name", "invalid")


class Tools:
    """Contracts are files NAME.writ of a folder, traces NAME.trace beside them."""

    def __init__(self, options, scratch):
        self.agreement = str(pathlib.Path(options.agreement).resolve())
        self.core = pathlib.Path(options.core).resolve()
        prefix = scratch / "prefix.h"  # what all programs read is read once
        prefix.write_text("#include <iostream>\n#include <writ/testing/drive.h>\n")
        self.cxx = [options.cxx, "-std=c++20", "-O0", "-w", f"-I{ROOT}/runtime/core/include",
                    f"-I{ROOT}/runtime/testing/include"]
        subprocess.run([*self.cxx, "-x", "c++-header", str(prefix), "-o", f"{prefix}.gch"],
                       check=True, timeout=300)
        self.cxx += ["-include", str(prefix)]

    def run(self, *arguments, timeout=600):
        run = subprocess.run([self.agreement, *map(str, arguments)], capture_output=True,
                             text=True, timeout=timeout)
        if run.returncode not in (0, 1):
            raise SystemExit(f"agreement {' '.join(map(str, arguments))}: exit code "
                             f"{run.returncode}\n{run.stdout}{run.stderr}")
        return run

    def compile(self, folder, names, program):
        """One program of these contracts; what the compiler says when it is not one, else None."""
        source = program.with_suffix(".cc")
        text = ""
        for name in names:
            for part in PARTS:  # each has an unnamed namespace of its own
                own = ("value_rules",) + (READ_TWICE if part == ".snapshot" else ())
                text += "".join(f"#define {word} {word}{part.replace('.', '_')}\n" for word in own)
                text += f'#include "{name}.writ{part}.cc"\n'
                text += "".join(f"#undef {word}\n" for word in own)
        text += "int main() {\n  writ::testing::Drive drive;\n"
        for name in names:
            contract = name_of(folder / f"{name}.writ")
            space = namespace(folder / f"{name}.writ.h")
            text += f'  drive.add<{space}::Machine>("{contract}", {space}::decode);\n'
        source.write_text(text + "  return drive.run(std::cin, std::cout);\n}\n")
        run = subprocess.run([*self.cxx, f"-I{folder}", str(source), str(self.core), "-o",
                              str(program)], capture_output=True, text=True, timeout=1200)
        return None if run.returncode == 0 else run.stderr

    def replay(self, folder, names, program):
        """What is apart in the traces of these contracts: {name: "the state"}."""
        said = self.run("replay", program, folder, *names).stdout
        return dict(re.findall(r"^(\w+): apart: (.*)$", said, re.M))


def name_of(contract):
    """The name behind the word `contract`."""
    for line in contract.read_text(encoding="utf-8").splitlines():
        if line.startswith("contract "):
            return line.split()[1]
    raise SystemExit(f"{contract}: no contract")


def namespace(header):
    """In which a generated header puts its contract."""
    return re.search(r"^namespace (\w+) {$", header.read_text(encoding="utf-8"), re.M).group(1)
