"""Exact values and letters of the record as LaTeX."""

from __future__ import annotations

import re

from proofs_check.report.outline import Inline, Maths


def value_inline(value: str) -> Inline:
    """An exact value: a number, a quotient or a matrix in brackets as a formula; other text as it stands."""
    return Maths(value_latex(value.strip(), 0), value)


def letter_inline(name: str, declaration: str) -> Inline:
    r"""A letter as its declaration prints it: "\\rho \\in [0, 1)" gives rho."""
    return Maths(declared_symbol(declaration), name)


def declared_symbol(declaration: str) -> str:
    """What stands before the relation of a declaration, "" where that is no whole formula."""
    symbol = re.split(r"\\in\b|\\geq?\b|\\leq?\b|\\neq?\b|\\succ|[<>=]", declaration, maxsplit=1)[0].strip()
    return symbol if symbol.count("{") == symbol.count("}") else ""


def point_of(words: str) -> tuple[tuple[str, str], ...]:
    """The letters and values of a point that is written "a = 1, V = [[0, 1], [1, 0]]"; empty where it is something else."""
    pairs = [tuple(part.split(" = ", 1)) for part in _parts(words)]
    if not all(len(pair) == 2 and re.fullmatch(r"[A-Za-z_]\w*", pair[0]) for pair in pairs):
        return ()
    return tuple((name, value) for name, value in pairs)


def value_latex(text: str, depth: int) -> str:
    """The LaTeX of an exact value, "" where it is none that is known, or has more digits than fit on a line."""
    if text in ("oo", "-oo"):
        return text.replace("oo", r"\infty")
    quotient = re.fullmatch(r"(-?)(\d{1,30})/(\d{1,30})", text, re.ASCII)
    if quotient:
        return rf"{quotient[1]}\frac{{{quotient[2]}}}{{{quotient[3]}}}"
    if re.fullmatch(r"-?\d{1,30}(?:\.\d{1,30})?", text, re.ASCII):
        return text
    if depth < 2 and len(text) < 2000 and text.startswith("[") and text.endswith("]"):
        return _matrix(text, depth)
    return ""


def _matrix(text: str, depth: int) -> str:
    rows = _parts(text[1:-1])
    nested = all(row.startswith("[") and row.endswith("]") for row in rows)
    cells = [[value_latex(cell, 2) for cell in (_parts(row[1:-1]) if nested else [row])] for row in rows]
    cells = cells if nested else [[cell for row in cells for cell in row]]
    if not all(cell for row in cells for cell in row):
        return ""
    body = r" \\ ".join(" & ".join(row) for row in cells)
    return rf"\begin{{bmatrix}}{body}\end{{bmatrix}}"


def _parts(text: str) -> list[str]:
    """The parts between the commas outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]
