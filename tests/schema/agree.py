"""What the generated door lets through, its JSON Schema lets through, and nothing else.

    agree.py --writ WRIT --node NODE --npm NPM --work FOLDER [--seed N] [--count N]
             NAME=FILE=DOOR...

For each contract: random payloads made of its schema, right and nearly right; the door of its
generated C++ and ajv judge each. docs/json-schema.md lists where they may differ; the two
functions `excuse_of_…` are that list. Ends with 77, "not run", where there is no node, or no ajv
and no way to get it.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import subprocess
import sys

import payloads

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from npm import install, not_run  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent

def steps(pointer):
    """The steps of a JSON Pointer in which control characters are printable."""
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), pointer)
    return [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]]


def found(payload, pointer):
    """The text of what stands at a JSON Pointer; numbers as they are written."""
    try:
        value = json.loads(payload, parse_float=payloads.Raw, parse_int=payloads.Raw,
                           parse_constant=payloads.Raw)
        for step in steps(pointer):
            value = value[int(step)] if isinstance(value, list) else value[step]
        return value
    except (ValueError, KeyError, IndexError, TypeError):
        return None


def parts(document, schemas):
    """These schemas, and those that they are made of."""
    for schema in schemas:
        if not isinstance(schema, dict):
            continue
        yield schema
        if "$ref" in schema:
            yield from parts(document, [document["$defs"][schema["$ref"].removeprefix("#/$defs/")]])
        for key in ("anyOf", "oneOf"):
            yield from parts(document, schema.get(key, ()))


def is_unsaid(document, intent, pointer):
    """Does the schema say, at this place or around it, that it does not say all?"""
    here = list(parts(document, [document["$defs"][intent]]))
    for step in [*steps(pointer), None]:
        if any("not said here" in schema.get("$comment", "") for schema in here):
            return True
        inner = [schema.get("properties", {}).get(step, schema.get("additionalProperties"))
                 for schema in here]
        inner += [schema.get("items") for schema in here]
        inner += [one for schema in here for one in schema.get("prefixItems", ())]
        here = list(parts(document, inner))
    return False


def excuse_of_the_schema(document, intent, payload, problem):
    """Why a schema may let pass what the door refuses with this problem; None: it may not."""
    code, _, path = problem.partition(" ")
    value = found(payload, path)
    if code in ("duplicate", "unknown") and _has_member_twice(payload):
        return "a member twice: JSON.parse keeps the last"
    if code == "syntax" and re.search(r"\\u[dD][89a-fA-F]", payload):
        return "half a surrogate pair"
    if isinstance(value, payloads.Raw):
        if code == "type" and re.search("[.eE]", value):
            return "1.0 is an integer"
        if code in ("range", "enum") and _is_beyond_doubles(value):
            return "more digits than a double has"
    elif isinstance(value, str):
        if code == "range" and re.fullmatch(r"-?[0-9]{16,}(\.[0-9]*)?", value):
            return "a decimal beyond 64 bits"
        if code == "format" and re.match(r"[+-]?P.*[0-9]{8}", value):
            return "a duration beyond 64 bits"
    return "said in a $comment" if is_unsaid(document, intent, path) else None


def _has_member_twice(payload):
    twice = []

    def pairs(members):
        names = [name for name, _ in members]
        twice.extend(name for name in names if names.count(name) > 1)
        return dict(members)

    json.loads(payload, object_pairs_hook=pairs)
    return bool(twice)


def _is_beyond_doubles(number):
    digits = re.sub(r"[eE].*", "", number).replace(".", "").strip("-0")
    return len(digits) > 15 or abs(float(number)) >= 2 ** 53 or re.search(r"[eE]-\d{3}", number)


def excuse_of_the_door(payload, error):
    """Why the door may let pass what the schema refuses with this error; None: it may not."""
    _, _, path = error.partition(" ")
    value = found(payload, path)
    if isinstance(value, payloads.Raw):
        return "more digits than a double has" if _is_beyond_doubles(value) else None
    if not isinstance(value, str):
        return None
    if re.fullmatch(r"-?[0-9.]+[eE][+-]?[0-9]+", value):
        return "a decimal as a text with an exponent"
    if re.match(r"[+-][0-9]{6}", value):
        return "a year of more than four digits"
    return None


def excuse(document, line, door, ajv):
    """Of a payload on which they differ: why they may, or None."""
    intent, _, payload = line.partition("\t")
    if door:  # every problem must have an excuse
        excuses = [excuse_of_the_schema(document, intent, payload, problem)
                   for problem in door.split("\t")]
        return None if None in excuses else excuses[0]
    errors = [error for error in ajv.split("\t") if error.split(" ")[0] not in ("anyOf", "oneOf")]
    return next(filter(None, (excuse_of_the_door(payload, error) for error in errors)), None)


def prepare(options, name, contract):
    """The schema of a contract, and payloads for its intents."""
    def gen(*arguments):
        subprocess.run([options.writ, "gen", contract, *arguments], cwd=options.work, check=True)

    gen("--json-schema", "-o", f"{name}.schema.json")
    for provider in ("mcp", "openai", "anthropic"):
        gen("--tools", provider, "-o", f"{name}.{provider}")
    document = json.loads((options.work / f"{name}.schema.json").read_text("utf-8"))
    intents = document["properties"]["intent"]["enum"]
    filled = [one for one in intents if document["$defs"][one]["properties"]] or intents
    chance = random.Random(f"{options.seed} {name}")
    lines = [f"{intent}\t{text}\n" for intent in filled
             for text in payloads.payloads(chance, document, intent, options.count // len(filled))]
    (options.work / f"{name}.lines").write_text("".join(lines), "utf-8")
    return lines


def compare(options, name, door, lines, excused):
    """How many payloads nobody can excuse."""
    run = subprocess.run([door], input="".join(lines).encode(), capture_output=True, check=True)
    verdicts = run.stdout.decode("utf-8", "replace").split("\n")[:-1]
    judged = (options.work / f"{name}.ajv").read_text("utf-8").split("\n")[:-1]
    if not len(lines) == len(verdicts) == len(judged):
        raise SystemExit(f"{name}: not a verdict for each payload")
    document = json.loads((options.work / f"{name}.schema.json").read_text("utf-8"))
    bad = 0
    right = verdicts.count("")
    for line, mine, other in zip(lines, verdicts, judged):
        if (mine == "") == (other == ""):
            continue
        why = excuse(document, line.rstrip("\n"), mine, other)
        if why:
            excused[why] += 1
            continue
        bad += 1
        if bad <= 10:
            print(f"{name}: {line[:300]!r}\n  door: {mine or 'accepts'}\n"
                  f"  ajv:  {other[:300] or 'accepts'}")
    print(f"{name}: {len(lines)} payloads, {right} right, {bad} judged differently")
    if not len(lines) / 8 < right < len(lines) * 7 / 8:
        raise SystemExit(f"{name}: too few of one kind to say much")
    return bad


def main():
    parser = argparse.ArgumentParser()
    for name in ("--writ", "--node", "--npm"):
        parser.add_argument(name, default="")
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1250)
    parser.add_argument("contracts", nargs="+", metavar="NAME=FILE=DOOR")
    options = parser.parse_args()
    for name in ("node", "npm"):
        path = getattr(options, name)
        setattr(options, name, "" if path.endswith("NOTFOUND") else path)
    if not options.node:
        not_run("there is no node")
    options.work.mkdir(parents=True, exist_ok=True)
    install(options.npm, HERE, options.work, "ajv")
    contracts = [one.split("=") for one in options.contracts]
    lines = {name: prepare(options, name, contract) for name, contract, _ in contracts}
    subprocess.run([options.node, HERE / "judge.mjs", *lines], cwd=options.work, check=True)
    excused = collections.Counter()
    bad = sum(compare(options, name, door, lines[name], excused) for name, _, door in contracts)
    for why, count in excused.most_common():
        print(f"excused {count}: {why}")
    count = sum(map(len, lines.values()))
    print(f"seed {options.seed}: {count} payloads, {bad} judged differently")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
