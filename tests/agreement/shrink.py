"""Makes a contract and a trace smaller, for as long as there is the same disagreement.

Steps are left out first, which needs no compiler. Then declarations and statements, many at a time
and then one by one: what is wrong without them goes too (`agreement mend`). Then parts of
expressions. What the compiler of Writ refuses costs nothing; the rest is compiled several in a
program, a program for each processor.
"""

import concurrent.futures
import re
import shutil
import time

OPERATORS = (" implies ", " and ", " or ", " not in ", " in ", " == ", " != ", " <= ", " >= ",
             " < ", " > ", " ?? ", " + ", " - ", " * ", " / ", " % ")


class Shrinker:
    """`what` is apart, as `replay` says it; of what does not compile, how the compiler calls it."""

    def __init__(self, tools, folder, what, broken=False, jobs=2):
        self.tools, self.folder, self.what, self.broken = tools, folder, what, broken
        self.jobs, self.number, self.end = jobs, 0, 0.0
        self.shared = ""
        self.refuted = set()  # what did not fail is not asked again

    def shrink(self, contract, trace, seconds=150, shared=""):
        """`shared` is the text of the module that it imports; none where it could be put in."""
        self.end = time.monotonic() + seconds
        if any(line.startswith("import ") for line in contract):
            whole = [line for line in contract if not line.startswith("import ")]
            whole[1:1] = shared.splitlines()
            self.shared = shared
            contract = self.failing([whole], trace).get(0, contract)
        size = None
        while size != (len(trace), sum(map(len, contract))) and time.monotonic() < self.end:
            size = len(trace), sum(map(len, contract))
            if not self.broken:
                trace = self.fewer_steps(contract, trace)
            contract = self.fewer_lines(contract, trace)
            contract = self.shorter_lines(contract, trace)
        return contract, trace

    # --- is it still there? ----------------------------------------------------------------------

    def failing(self, contracts, trace):
        """Those of these contracts, mended, that fail as before: {index: contract}."""
        keys = ["\n".join([*contract[1:], *trace]) for contract in contracts]
        open_ = [i for i, key in enumerate(keys) if key not in self.refuted]
        found = self.play([contracts[i] for i in open_], trace) if open_ else {}
        found = {open_[i]: contract for i, contract in found.items()}
        self.refuted.update(key for i, key in enumerate(keys) if i not in found)
        return found

    def play(self, contracts, trace):
        self.number += 1
        folder = self.folder / f"s{self.number}"
        folder.mkdir()
        (folder / "shared.writ").write_text(self.shared)
        names = [f"s{i}" for i in range(len(contracts))]
        for i, contract in enumerate(contracts):
            lines = [f"contract S{i} version 1", *contract[1:]]
            (folder / f"s{i}.writ").write_text("\n".join(lines) + "\n")
            (folder / f"s{i}.trace").write_text("".join(line + "\n" for line in trace))
        right = self.tools.run("mend", folder, *names).stdout.split()
        size = 1 if self.broken else -(-len(right) // self.jobs) or 1
        groups = [right[i:i + size] for i in range(0, len(right), size)]
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            found = {name for some in pool.map(lambda one: self.alike(folder, one), groups)
                     for name in some}
        out = {i: (folder / f"{name}.writ").read_text().splitlines()
               for i, name in enumerate(names) if name in found}
        shutil.rmtree(folder)
        return out

    def alike(self, folder, names):
        program = folder / f"p_{names[0]}"
        wrong = self.tools.compile(folder, names, program)
        if self.broken:
            return names if wrong and kind_of(wrong) == self.what else []
        if wrong and len(names) > 1:  # one of them does not compile
            return [name for one in names for name in self.alike(folder, [one])]
        apart = {} if wrong else self.tools.replay(folder, names, program)
        return [name for name in names if apart.get(name) == self.what]

    # --- fewer steps -----------------------------------------------------------------------------

    def fewer_steps(self, contract, trace):
        folder = self.folder / "steps"
        folder.mkdir()
        (folder / "shared.writ").write_text(self.shared)
        (folder / "s.writ").write_text("\n".join(["contract S version 1", *contract[1:]]) + "\n")
        if self.tools.run("mend", folder, "s").stdout.split() == ["s"] and \
                not self.tools.compile(folder, ["s"], folder / "p"):
            size = max(1, len(trace) // 2)
            while size >= 1 and time.monotonic() < self.end:
                trace = self.without_some(folder, trace, size)
                size //= 2
        shutil.rmtree(folder)
        return trace

    def without_some(self, folder, trace, size):
        at = 0
        while at < len(trace) and time.monotonic() < self.end:
            smaller = trace[:at] + trace[at + size:]
            (folder / "s.trace").write_text("".join(line + "\n" for line in smaller))
            if self.tools.replay(folder, ["s"], folder / "p").get("s") == self.what:
                trace = smaller
            else:
                at += size
        return trace

    # --- smaller contracts -----------------------------------------------------------------------

    def reduce(self, contract, trace, edits_of, apply):
        """Goes through the edits of a contract, some at a time; keeps what can be had at once."""
        at = 0
        while time.monotonic() < self.end:
            edits = edits_of(contract)[at:at + 5 * self.jobs]
            if not edits:
                break
            good = self.failing([apply(contract, [one]) for one in edits], trace)
            if len(good) > 1:
                together = self.failing([apply(contract, [edits[i] for i in good])], trace)
                good = together or good
            if good:
                contract = min(good.values(), key=lambda one: sum(map(len, one)))
            else:
                at += len(edits)
        return contract

    def fewer_lines(self, contract, trace):
        size = max(1, len(self.blocks(contract, 1)) // 4)
        while size >= 1:
            contract = self.reduce(contract, trace, lambda one: self.blocks(one, size), without)
            size //= 2
        return self.reduce(contract, trace, lambda one: self.blocks(one, 0), without)

    def blocks(self, contract, size):
        """So many declarations, one behind the other; with 0 each block and line of any depth."""
        (self.folder / "x.writ").write_text("\n".join(contract) + "\n")
        parts = [tuple(map(int, line.split()))
                 for line in self.tools.run("parts", self.folder, "x").stdout.splitlines()][1:]
        if size == 0:
            return parts
        outer = [part for part in parts if not contract[part[0]].startswith(" ")]
        return [(outer[i][0], outer[min(i + size, len(outer)) - 1][1])
                for i in range(0, len(outer), size)]

    def shorter_lines(self, contract, trace):
        return self.reduce(contract, trace, shorter, replaced)


def without(contract, parts):
    gone = {i for first, last in parts for i in range(first, last)}
    return [line for i, line in enumerate(contract) if i not in gone]


def replaced(contract, edits):
    """Each line once: a second edit would not find its place."""
    out = list(contract)
    for number, text in reversed(edits):
        out[number] = text
    return out


def shorter(contract):
    """Each line with a part of an expression in place of the whole: (number, text)."""
    out = []
    for number, line in enumerate(contract):
        texts = []
        for begin, end in groups_of(line):
            inner = line[begin + 1:end - 1]
            is_call = begin > 0 and (line[begin - 1].isalnum() or line[begin - 1] == "_")
            if not is_call:
                for part in [*operands(inner), "true", "false", "0", "1"]:
                    texts.append(line[:begin] + part + line[end:])
        for clause in (r" when .*(?= ->| \{)", r" else \".*\"", r" suggest \{.*\}", r" where .*"):
            texts.append(re.sub(clause, ' else "no"' if "else" in clause else "", line))
        out += [(number, text) for text in dict.fromkeys(texts)
                if len(text) < len(line)]
    return sorted(out, key=lambda one: len(one[1]) - len(contract[one[0]]))


def groups_of(line):
    """Where parentheses open and where they have closed, outer ones first."""
    out, open_ = [], []
    for i, character in enumerate(line):
        if character == "(":
            open_.append(i)
        elif character == ")" and open_:
            out.append((open_.pop(), i + 1))
    return sorted(out)


def operands(text):
    """`a` and `b` of `a and b`, and the arms of an `if`."""
    match = re.fullmatch(r"if .* then (.*) else (.*)", text)
    if match:
        return list(match.groups())
    depth, cuts = 0, []
    for i, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            cuts += [(i, i + len(one)) for one in OPERATORS if text.startswith(one, i)]
    return [part for begin, end in cuts for part in (text[:begin], text[end:])]


def kind_of(wrong):
    """What a compiler says, without the names in it."""
    match = re.search(r"error: (.*)", wrong)
    return re.sub(r"'[^']*'|\d+", "", match.group(1)) if match else ""
