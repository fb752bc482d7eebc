"""The words of a report: what each verdict and each trust label is called, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """How one verdict is shown: its word, a sign for text, a style for the terminal and its meaning."""

    key: str
    word: str
    sign: str
    style: str
    meaning: str


@dataclass(frozen=True)
class Trust:
    """One trust label, its strength from 1 (weakest) to 4, and its meaning."""

    key: str
    strength: int
    meaning: str


VERDICTS = (
    Verdict("proved", "Proved", "✓", "bold green", "Holds for every admissible value of its letters."),
    Verdict(
        "refuted",
        "Refuted",
        "✗",
        "bold red",
        "False or undefined at an exact admissible point, evaluated a second time by other code; "
        "a claim about what usually happens: false in most runs.",
    ),
    Verdict(
        "supported", "Supported", "≈", "bold blue", "Not decided; the instances that were run agree with it."
    ),
    Verdict(
        "unknown",
        "Unknown",
        "?",
        "bold yellow",
        "Not decided, for the reason given. Does not count as passed.",
    ),
    Verdict("not_checkable", "Not checkable", "¶", "bold", "Prose without a formal reading."),
)

TRUSTS = (
    Trust("kernel", 4, "a proof assistant accepted the proof"),
    Trust("certificate", 3, "an exact certificate, checked a second time by small code"),
    Trust("two engines", 2, "two independent engines agree"),
    Trust("one engine", 1, "a single engine says so, or a cited theorem is used"),
)

LONGEST_QUOTIENT = 16  # letters

# Engines whose agreement is a sample of points, however many: never a proof.
SAMPLING_ENGINES = frozenset(
    {"instances", "numpy", "world", "worlds", "experiment", "sampling", "hypothesis", "modular", "search"}
)


def verdict_named(key: str) -> Verdict:
    """The verdict of this key; a word the report does not know is shown as unknown, with that word."""
    for verdict in VERDICTS:
        if verdict.key == key:
            return verdict
    return Verdict(
        "unknown", f"Unknown ({key or 'no verdict'})", "?", "bold yellow", "Not a verdict of this schema."
    )


def trust_named(key: str) -> Trust | None:
    """The trust label of this key, None if there is none."""
    return next((trust for trust in TRUSTS if trust.key == key), None)


def is_sampled(engine: str, outcome: str) -> bool:
    """Whether evidence is a sample, which decides nothing except by an exact counterexample."""
    return outcome == "supported" or (
        outcome != "refuted" and engine.lower().split(" ")[0] in SAMPLING_ENGINES
    )


_NUMBERS = {
    "real": "a real number",
    "positive": "a positive number",
    "negative": "a negative number",
    "nonnegative": "a nonnegative number",
    "nonzero": "a nonzero number",
    "integer": "an integer",
    "natural": "a natural number",
    "complex": "a complex number",
}
_PHRASES = {
    "real > 0": "a positive number",
    "real >= 0": "a nonnegative number",
    "integer >= 0": "a natural number",
    "nonzero real": "a nonzero number",
    "nonzero integer": "a nonzero integer",
    "nonzero complex": "a nonzero complex number",
}
_SQUARE = {
    "symmetric": "a symmetric",
    "psd": "a positive semidefinite",
    "spd": "a positive definite",
    "diagonal": "a diagonal",
    "orthogonal": "an orthogonal",
    "invertible": "an invertible",
}


def domain_in_words(domain: str) -> str:
    """A domain as one says it: "spd(n)" is "a positive definite n×n matrix"; other text stays as it is."""
    if domain in _PHRASES:
        return _PHRASES[domain]
    if domain.startswith("complex ") and "(" in domain:
        return f"{domain_in_words(domain.removeprefix('complex '))} with complex entries"
    found = re.fullmatch(r"([a-z]+)(?:\(([^()]*)\))?(.*)", domain, re.DOTALL)
    kind, sizes, bounds = found.groups() if found else ("", None, "")
    size = [part.strip() for part in sizes.split(",")] if sizes else []
    if kind in _NUMBERS and not size:
        return f"{_NUMBERS[kind]}{bounds}".replace(">=", "≥").replace("<=", "≤")
    if kind == "vector" and len(size) == 1 and not bounds:
        return f"a vector of size {size[0]}"
    if kind == "matrix" and len(size) == 2 and not bounds:
        return f"a matrix of size {size[0]}×{size[1]}"
    if kind in _SQUARE and len(size) == 1 and not bounds:
        return f"{_SQUARE[kind]} {size[0]}×{size[0]} matrix"
    return domain


def sentence(words: str) -> str:
    """Words with a capital letter in front and a full stop."""
    shown = words[:1].upper() + words[1:]
    return shown if not shown or shown.endswith((".", "!", "?")) else f"{shown}."


def spaced(name: str) -> str:
    """A name of the record as words: "closed_form" is "closed form"."""
    return name.replace("_", " ")


def grouped(count: int) -> str:
    """A count with thin spaces between groups of three digits: 100 000."""
    return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def plural(count: int, word: str) -> str:
    """A count with its noun: "1 claim", "2 claims"."""
    return f"{grouped(count)} {word}{'' if count == 1 else 's'}"


def measured(value: float) -> str:
    """A measured number in at most three significant digits: 0.31, 1.7×10⁵."""
    digits, _, exponent = f"{value:.3g}".partition("e")
    return f"{digits}×10{superscript(int(exponent))}" if exponent else digits


def drawn_value(letter: str, value: str) -> str:
    """A letter of an instance with its value: a long quotient, as a drawn float is one, in three digits."""
    quotient = re.fullmatch(r"-?\d{1,300}/\d{1,300}", value, re.ASCII)
    if quotient is None or len(value) <= LONGEST_QUOTIENT:
        return f"{letter} = {value}"
    above, _, below = value.partition("/")
    return f"{letter} ≈ {measured(int(above) / int(below))}" if int(below) else f"{letter} = {value}"


def superscript(number: int) -> str:
    """A whole number as an exponent: -3 is ⁻³."""
    return str(number).translate(_SUPERSCRIPTS)


_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def adds_to(approximation: str, value: str) -> bool:
    """Whether an approximate value tells more than the exact one: "0.333" does beside "1/3", "2.0" not beside "2"."""
    if not approximation or approximation == value:
        return False
    try:
        return float(approximation) != float(value)
    except ValueError:
        return True


def member_word(claim: Mapping[str, object]) -> str:
    """What the members of an entry are: parts, where the text claims all of them, or readings, where it leaves open which."""
    return "Part" if claim.get("readings_join") == "all" else "Reading"
