"""As much C++ as the rules need: text without comments and strings, and where functions begin."""

import re

_TOKEN = re.compile(
    r'''//[^\n]*|/\*.*?\*/'''                       # comments
    r'''|R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'''   # raw strings
    r'''|"(?:\\.|[^"\\\n])*"'''                     # strings
    r'''|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+\'''',  # characters; not the ' of 1'000
    re.S)


def without_comments_and_strings(text):
    """The same lines, with comments gone and the insides of strings blank."""
    def blank(match):
        token = match.group(0)
        kept = "\n" * token.count("\n")
        return kept if token.startswith("/") else '""' + kept
    return _TOKEN.sub(blank, text)


def functions(code):
    """(first line, last line, name) of each function body in text without comments and strings.

    A heuristic: a brace whose head has a parameter list and is no namespace or class. Lambdas and
    blocks inside a function belong to it.
    """
    code = re.sub(r"^\s*#(?:[^\n\\]|\\.|\\\n)*", lambda match: "\n" * match.group(0).count("\n"),
                  code, flags=re.M)
    found = []
    heads = []       # for each open brace: whether it is a function, its first line, its name
    inside = 0       # how many of them are functions
    head = ""
    line = head_line = 1
    parentheses = 0
    for character in code:
        if not head.strip():
            head_line = line
        if character == "\n":
            line += 1
        if character == "{":
            name = _function_name(head) if parentheses == 0 and not inside else None
            heads.append((name, head_line, parentheses))
            inside += name is not None
            head, parentheses = "", 0
        elif character == "}":
            if heads:
                name, begin, parentheses = heads.pop()
                if name is not None:
                    inside -= 1
                    found.append((begin, line, name))
            head = ""
        elif character == ";" and parentheses == 0:
            head = ""
        else:
            parentheses += (character == "(") - (character == ")")
            head += character
    return found


def _function_name(head):
    head = re.sub(r"\btemplate\s*<[^{}]*?>\s*(?=[\w\[:])", "", head)
    head = re.sub(r"\[\[.*?\]\]", "", head, flags=re.S).strip()
    container = r"(inline\s+)?(namespace|class|struct|union|enum|extern)\b"
    if "(" not in head or re.match(container, head):
        return None
    name = re.search(r"([\w:~]+|operator\s*\S+?)\s*\(", head)
    return name.group(1) if name else None
