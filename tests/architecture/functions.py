"""Finds the functions of a C++ file and how many lines each has. Knows comments, strings and braces, and no more."""

import re

SKIPPED = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|^[ \t]*#(?:\\\n|[^\n])*',
    re.S | re.M)
CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


def blanked(text):
    return SKIPPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def is_function(head):
    """Whether a `{` after these words, at the scope of a namespace or class, begins a function's body."""
    if "(" not in head or re.search(r"\w\s*=\s*[^=]*$", head.split("(")[0]):
        return False
    return not CONTAINER.search(head.split("(")[0]) or ")" in head


def function_lengths(text):
    """Yields (line, lines) of each function, its declaration included."""
    code = blanked(text)
    stack, head = [], 0
    for at, letter in enumerate(code):
        inside = "function" in stack or "other" in stack
        if letter == ";" and not inside:
            head = at + 1
        elif letter == "{":
            words = code[head:at]
            kind = "other" if inside else "function" if is_function(words) else "container" if CONTAINER.search(
                words) else "other"
            if kind == "function":
                begin = head + len(words) - len(words.lstrip())
            stack.append(kind)
            if kind == "container":
                head = at + 1
        elif letter == "}" and stack:
            if stack.pop() == "function":
                yield code.count("\n", 0, begin) + 1, code.count("\n", begin, at) + 1
            if "function" not in stack and "other" not in stack:
                head = at + 1
