"""The words of the grammar: `words.cc` for our mutator, `words.dict` for libFuzzer.

    dictionary.py GRAMMAR OUTPUT_FOLDER
"""

import pathlib
import re
import sys

# What no grammar lists: places where something is counted, cut, escaped or looked at twice.
PIECES = [
    "0", "1", "256", "257", "9223372036854775807", "9223372036854775808", "0.0000000000001",
    "1_000", "1__0", "0.", ".5", "1..2", "a", "A", "_", "x.y", "x[0]", "f(x)", "{a, b}", "int",
    "string", "bool", "decimal(2)", "list<int>(..9)", "map<string(..9), int>(..9)", "phase",
    "intent.x", "state.x", "sum(x for x in xs)", "size", "push", "\"", "\"{", "}\"", "\\u{41}",
    "\\u{d800}", "\\", "\"a {b} c\"", "//", "///", "/// x\n", "\r", "\r\n", "\t", "\u00e9",
    "\u2028", "\u202e", "\ufeff", "\U0001f600", "&&", "||", "!", "?", "===", "=>", ";", "@", "#",
    "'", "null", "\n\ncontract X version 1\n", "\non A in B -> C {\n", "if a then b else c",
    "30m", "2026-01-31", "64KiB", "Line { x: 1 }", "none", "r ?? 0", "match v {", "let x =", "==",
]


def escaped(text):
    return "".join(chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\' else f"\\x{byte:02x}"
                   for byte in text.encode())


def in_cpp(text):
    """Each byte as three octal digits, which end by themselves."""
    return "".join(f"\\{byte:03o}" for byte in text.encode())


def main():
    grammar = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    out = pathlib.Path(sys.argv[2])
    literals = re.findall(r"^\s*[A-Z_]+\s*:\s*'((?:[^'\\]|\\.)+)'", grammar, re.M)
    words = sorted({literal.replace("\\\\", "\\") for literal in literals}) + PIECES
    rows = ",\n".join(f'    "{in_cpp(word)}"' for word in words)
    (out / "words.cc").write_text(
        "#include <cstddef>\n#include <iterator>\n#include <string_view>\n\n"
        "namespace fuzz {\nextern const std::string_view words[];\n"
        "extern const std::size_t word_count;\n"
        f"const std::string_view words[] = {{\n{rows}}};\n"
        "const std::size_t word_count = std::size(words);\n}  // namespace fuzz\n")
    (out / "words.dict").write_text("".join(f'"{escaped(word)}"\n' for word in words))


if __name__ == "__main__":
    main()
