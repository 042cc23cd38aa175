"""A schema, one piece a line: its root, and each of its definitions, members and choices."""

import json
import sys


def pieces(schema, name):
    rest = {key: value for key, value in schema.items()
            if key not in ("properties", "$defs", "oneOf")}
    yield f"{name}{json.dumps(rest, ensure_ascii=False)}"
    for member, value in schema.get("properties", {}).items():
        yield f"properties {member}: {json.dumps(value, ensure_ascii=False)}"
    for value in schema.get("oneOf", ()):
        yield f"oneOf: {json.dumps(value, ensure_ascii=False)}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    if isinstance(document, list):  # tools
        for tool in document:
            inner = next(key for key in tool if isinstance(tool[key], dict))
            rest = {key: value for key, value in tool.items() if key != inner}
            print(json.dumps(rest, ensure_ascii=False))
            print("\n".join(pieces(tool[inner], inner + ": ")))
        return
    print("\n".join(pieces(document, "")))
    for name, schema in document.get("$defs", {}).items():
        print("\n".join(pieces(schema, name + ": ")))


if __name__ == "__main__":
    main()
