r"""MathML from LaTeX, safe to put into a page.

The converter copies the text of `\text{...}` and of `\href{...}` as it stands, so its tree is written anew here:
only elements and attributes of a closed list, every text escaped. What cannot be converted (a syntax error, an
unknown command, an element with too few children) is shown as its LaTeX source, escaped, in a `code` element.
Long displays are cut at their top-level relations, where the browser may break the line.
"""

from __future__ import annotations

import html
import re
import unicodedata
from xml.etree.ElementTree import Element

from latex2mathml.converter import convert_to_element
from markupsafe import Markup

MAX_LENGTH = 20_000

_CHILDREN = {
    "mfrac": 2,
    "mroot": 2,
    "msub": 2,
    "msup": 2,
    "msubsup": 3,
    "munder": 2,
    "mover": 2,
    "munderover": 3,
}
_ELEMENTS = frozenset(
    {
        "math",
        "mrow",
        "mi",
        "mn",
        "mo",
        "mtext",
        "mspace",
        "msqrt",
        "mstyle",
        "mtable",
        "mtr",
        "mtd",
        "mphantom",
    }
) | frozenset(_CHILDREN)
_ATTRIBUTES = frozenset(
    {
        "stretchy",
        "form",
        "accent",
        "accentunder",
        "displaystyle",
        "columnalign",
        "linethickness",
        "lspace",
    }
    | {"rspace", "minsize", "maxsize", "movablelimits", "largeop", "symmetric", "width"}
)
# The converter takes the brackets of a matrix for siblings: of a power of it, one group has to be made.
_MATRIX_WITH_SCRIPT = re.compile(
    r"\\begin\{([a-zA-Z]*matrix)\}(?:(?!\\begin\{|\\end\{).)*\\end\{\1\}(?=[\^_])", re.DOTALL
)
_PLAIN_VALUE = re.compile(r"[a-z0-9.+-]{0,16}", re.IGNORECASE)
_CLOSE_TO_WORDS = frozenset("([,)]}=≠<>≤≥≈∼∈→⟹⇒⇔↔∧∨")
_RELATIONS = frozenset("=≠<>≤≥≈∼≡∈⟹⟸⟺⇒⇔→↔∧∨≪≫⪯⪰≺≻")
_NO_OPERATORS = frozenset("∞∂∇∅⊤")
_SIGNS = frozenset("-−+±")
_CLOSING = frozenset(")]}|‖⌋⌉!′⊤")
_ALONE = frozenset({"mi", "mn", "mrow", "mfrac", "msqrt", "msub", "msup"})
_ROWS = frozenset({"math", "mrow", "mtd", "msqrt", "mstyle"})
_BRACKETS = frozenset("()[]{}⌊⌋⌈⌉")
_TALL = frozenset({"mfrac", "mtable", "msqrt", "mroot", "munder", "munderover"})
_LIMITS = frozenset({"lim", "max", "min", "sup", "inf", "argmin", "argmax"})


class NotConvertible(ValueError):
    """The LaTeX text has no safe MathML form."""


def inline_math(latex: str) -> Markup:
    """The formula within a line of text, or its source in `code` where it cannot be converted."""
    try:
        return Markup(f"<math>{''.join(_written(child) for child in _tree(latex))}</math>")
    except NotConvertible:
        return source_code(latex)


def display_math(latex: str) -> Markup:
    """The formula on a line of its own, in pieces between which the line may break."""
    try:
        tree = _tree(latex)
        for node in tree.iter("msub"):
            if node[0].text in _LIMITS:
                node.tag = "munder"
        clauses = [_clause(clause) for clause in _clauses(tree)]
    except NotConvertible:
        return source_code(latex)
    whole = (
        clauses[0] if len(clauses) == 1 else "".join(f'<span class="clause">{one}</span> ' for one in clauses)
    )
    return Markup(whole.rstrip())


def source_code(text: str) -> Markup:
    """Text that is shown as it is written."""
    return Markup('<code class="source">{}</code>').format(text)


def _tree(latex: str) -> Element:
    if len(latex) > MAX_LENGTH:
        raise NotConvertible("too long")
    try:
        tree = convert_to_element(_MATRIX_WITH_SCRIPT.sub(r"{\g<0>}", latex), display="block")
        _mend(tree)
    except NotConvertible:
        raise
    except Exception as error:  # the converter raises a dozen kinds, IndexError and RecursionError among them
        raise NotConvertible(str(error)) from error
    return tree


def _mend(node: Element) -> None:
    """Checks one element and its children, and corrects in place what browsers would lay out badly."""
    if node.tag not in _ELEMENTS:
        raise NotConvertible(f"element {node.tag}")
    if node.tag in _CHILDREN and len(node) != _CHILDREN[node.tag]:
        raise NotConvertible(f"{node.tag} with {len(node)} children")
    node.text = html.unescape(node.text or "")
    if node.tag == "mi":
        _mend_identifier(node)
    elif node.tag == "mo":
        _mend_operator(node)
    for child in node:
        _mend(child)
    _mend_row(node)


def _mend_identifier(node: Element) -> None:
    text = node.text or ""
    if text == "&" or text.startswith("\\"):
        raise NotConvertible(f"command {text}")
    if len(text) == 1 and unicodedata.category(text) in ("Sm", "Ps", "Pe") and text not in _NO_OPERATORS:
        node.tag = "mo"
        node.set("stretchy", "false")
    if node.get("mathvariant") == "normal":
        node.set("upright", "yes")


def _mend_operator(node: Element) -> None:
    text = node.text or ""
    if text in _NO_OPERATORS:
        node.tag = "mi"
    elif _is_word(node):
        node.tag = "mi"
        node.attrib.clear()
    elif text in ("‖", "|") and not node.get(
        "form"
    ):  # a fence without \left would get the space of an operator
        node.attrib |= {"lspace": "0", "rspace": "0", "stretchy": "false"}


def _mend_row(parent: Element) -> None:
    r"""Makes one word of the letters of \mathrm{relu}, sets words apart, keeps fences of flat rows flat."""
    children: list[Element] = []
    for child in parent:
        before = children[-1] if children else None
        if before is not None and before.get("upright") and child.get("upright"):
            before.text = (before.text or "") + (child.text or "")
            continue
        if before is not None and parent.tag in _ROWS and _apart(before, child):
            children.append(Element("mspace", {"width": ".17em"}))
        children.append(child)
    parent[:] = children
    if parent.tag in _ROWS:
        _mend_signs(children)
    tall = any(node.tag in _TALL for node in parent.iter())
    for child in parent:
        if child.tag == "mo" and (child.get("fence") or (child.text or " ") in _BRACKETS):
            _mend_fence(child, tall)


def _mend_fence(fence: Element, tall: bool) -> None:
    """Keeps the brackets of a row of letters as they are, and drops what a browser takes for granted."""
    if fence.attrib.pop("fence", "") and not tall and not fence.get("minsize"):
        fence.set("stretchy", "false")
    if (fence.text or " ") in _BRACKETS:
        fence.attrib.pop("form", None)  # they have one form only
    if fence.get("stretchy") == "true":
        del fence.attrib["stretchy"]


def _mend_signs(row: list[Element]) -> None:
    """Sets a sign after a relation, and a relation at the start of a row (an index), close to what follows."""
    for number, node in enumerate(row):
        if node.tag != "mo":
            continue
        before = row[number - 1] if number else None
        if node.text in _SIGNS and before is not None and before.tag == "mo" and before.text not in _CLOSING:
            node.attrib |= {"form": "prefix", "lspace": "0", "rspace": "0"}
        elif node.text in _RELATIONS and before is None:
            node.attrib |= {"lspace": "0", "rspace": "0"}


def _apart(before: Element, after: Element) -> bool:
    """Whether a thin space belongs between two neighbours, one of which is a word such as log or max."""
    if _is_word(before):
        return after.tag != "mspace" and not (after.tag == "mo" and (after.text or " ") in _CLOSE_TO_WORDS)
    return _is_word(after) and (before.tag not in ("mo", "mspace") or before.text in (")", "]"))


def _is_word(node: Element) -> bool:
    inner = node
    while (
        inner.tag in ("mrow", "msub", "msup", "msubsup", "munder")
        and len(inner)
        and (inner.tag != "mrow" or len(inner) == 1)
    ):
        inner = inner[0]
    return inner.tag in ("mi", "mo") and len(inner.text or "") > 1 and (inner.text or "")[0].isalpha()


def _clauses(tree: Element) -> list[list[list[Element]]]:
    """The row of a formula in clauses (cut after a wide space) of pieces (cut before a relation outside brackets)."""
    row = tree[0] if len(tree) == 1 and tree[0].tag == "mrow" else tree
    clauses: list[list[list[Element]]] = [[[]]]
    depth = 0
    for child in row:
        piece = clauses[-1][-1]
        if piece and depth == 0 and _breaks(child):
            clauses[-1].append([child])
            if child.tag == "mo":
                child.attrib.pop("form", None)
        elif piece and depth == 0 and child.tag == "mspace" and child.get("width") in ("1em", "2em"):
            clauses.append([[]])
        else:
            piece.append(child)
        if child.tag == "mo" and len(child.text or "") == 1:
            depth += {"Ps": 1, "Pe": -1}.get(unicodedata.category(child.text or ""), 0)
    return clauses


def _clause(pieces: list[list[Element]]) -> str:
    """The pieces of a clause; the style sheet gives them the size of a display."""
    return "<wbr/>".join(f"<math>{''.join(_written(node) for node in piece)}</math>" for piece in pieces)


def _breaks(node: Element) -> bool:
    text = node.text or ""
    return (
        text in _RELATIONS
        if node.tag == "mo"
        else text.strip("\N{NO-BREAK SPACE} ") in ("and", "or", "if", "for")
    )


def _written(node: Element) -> str:
    attributes = dict(node.attrib)
    text = node.text or ""
    kept = ' mathvariant="normal"' if attributes.pop("upright", None) and len(text) == 1 else ""
    for name, value in attributes.items():
        if name in _ATTRIBUTES and _PLAIN_VALUE.fullmatch(value):
            kept += f' {name}="{value}"'
    inner = "".join(_written(child) for child in node)
    if node.tag == "mrow" and not kept and len(node) == 1 and node[0].tag in _ALONE:
        return inner  # a row of one is laid out like the one (MathML Core, section 3.3.1)
    if not text and not inner:
        return f"<{node.tag}{kept}/>"
    return f"<{node.tag}{kept}>{html.escape(text)}{inner}</{node.tag}>"
