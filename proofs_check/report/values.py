"""The exact values of a witness and the letters that take them, as MathML."""

from __future__ import annotations

import re

from markupsafe import Markup

from proofs_check.report.exact_values import declared_symbol
from proofs_check.report.mathml import NotConvertible, inline_math


def value_math(value: str) -> Markup:
    """An exact value: a number, a quotient, or a matrix in brackets as MathML; other text in `code`."""
    try:
        return Markup(f"<math>{_value(value.strip(), 0)}</math>")
    except NotConvertible:
        return Markup("<code>{}</code>").format(value)


def _value(text: str, depth: int) -> str:
    quotient = re.fullmatch(r"(-?)(\d+)/(\d+)", text, re.ASCII)
    if quotient:
        sign = "<mo>−</mo>" if quotient[1] else ""
        return f"<mrow>{sign}<mfrac><mn>{quotient[2]}</mn><mn>{quotient[3]}</mn></mfrac></mrow>"
    number = re.fullmatch(r"(-?)(\d+(?:\.\d+)?)", text, re.ASCII)
    if number:
        return f"<mrow>{'<mo>−</mo>' if number[1] else ''}<mn>{number[2]}</mn></mrow>"
    if depth < 2 and len(text) < 2000 and text.startswith("[") and text.endswith("]"):
        return _matrix(text, depth)
    if text in ("oo", "-oo"):
        return f"<mrow>{'<mo>−</mo>' if text[0] == '-' else ''}<mi>∞</mi></mrow>"
    raise NotConvertible(text)


def _matrix(text: str, depth: int) -> str:
    rows = _parts(text[1:-1])
    if all(row.startswith("[") and row.endswith("]") for row in rows):
        cells = [[_value(cell, 2) for cell in _parts(row[1:-1])] for row in rows]
    else:
        cells = [[_value(cell, 2) for cell in rows]]
    body = "".join("<mtr>" + "".join(f"<mtd>{cell}</mtd>" for cell in row) + "</mtr>" for row in cells)
    return f"<mrow><mo>[</mo><mtable>{body}</mtable><mo>]</mo></mrow>"


def _parts(text: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def letter_math(name: str, declaration: str) -> Markup:
    r"""A letter as its declaration prints it ("\rho \in [0, 1)" gives rho), its name in `code` where there is none."""
    symbol = declared_symbol(declaration)
    return inline_math(symbol) if symbol else Markup("<code>{}</code>").format(name)


def equation_math(name: str, declaration: str, value: str) -> Markup:
    """A letter with its value, as one formula where both can be one."""
    letter, shown = letter_math(name, declaration), value_math(value)
    if letter.startswith("<math>") and shown.startswith("<math>"):
        return Markup(f"{letter.removesuffix('</math>')}<mo>=</mo>{shown.removeprefix('<math>')}")
    return Markup("{} = {}").format(letter, shown)
