r"""Names as LaTeX: `eps` is \varepsilon, `x_0` and `J0` have indices, `theta_hat` wears its hat, words stand upright."""

from __future__ import annotations

import keyword
import re

_LETTERS = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega"
)
_CAPITALS = "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
GREEK = frozenset(f"{_LETTERS} {_CAPITALS}".split(" "))
_SPECIAL = {
    "lam": r"\lambda",
    "eps": r"\varepsilon",
    "epsilon": r"\epsilon",
    "phi": r"\varphi",
    "ell": r"\ell",
}
ACCENTS = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde", "dot": r"\dot", "vec": r"\vec"}


def latex_name(name: str) -> str:
    """The name of a letter or a sequence as LaTeX; whatever the name, the result is a single symbol."""
    stripped = name.rstrip("_")
    marks = len(name) - len(stripped)
    if keyword.iskeyword(stripped) or keyword.issoftkeyword(stripped):
        marks -= 1  # lambda_ is how lambda has to be written
    head, *parts = [part for part in stripped.split("_") if part] or ["?"]
    accents = []
    while parts and parts[0] in ACCENTS:
        accents.append(ACCENTS[parts.pop(0)])
    symbol, digits = _head(head)
    for accent in (*accents, *(r"\tilde" for _ in range(max(marks, 0)))):
        symbol = f"{accent}{{{symbol}}}"
    below = ", ".join([digits] * bool(digits) + [_index(part) for part in parts])
    return f"{symbol}_{{{below}}}" if below else symbol


def has_index(symbol: str) -> bool:
    """Whether a symbol of `latex_name` carries an index already, so that a second one needs brackets."""
    return "_{" in symbol


def _head(part: str) -> tuple[str, str]:
    word, digits = re.fullmatch(r"(.*?)([0-9]*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
    return (_word(word), digits) if word else (digits, "")


def _index(part: str) -> str:
    symbol, digits = _head(part)
    return f"{symbol}_{{{digits}}}" if digits else symbol


def _word(word: str) -> str:
    if word in GREEK:
        return f"\\{word}"
    if word in _SPECIAL:
        return _SPECIAL[word]
    plain = re.sub(r"[^A-Za-z0-9]", "?", word)
    return plain if len(plain) == 1 else f"\\mathrm{{{plain}}}"
