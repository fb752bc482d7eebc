"""The fields of a claim in a claim file: which there are, of which types, and the claim that they make."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from proofs_check.statement.claim import Claim, Mutant, Recurrence, Repair, Source
from proofs_check.statement.errors import StatementError, did_you_mean
from proofs_check.statement.parse_tokens import is_name, shown

MAX_LETTERS = 200
MAX_TEXT = 40_000
MAX_MUTANTS = 50

FIELDS = ("id", "says", "title", "source", "let", "given", "define", "claim", "expect", "repair", "mutants")
REPAIR_FIELDS = ("says", "let", "given", "define", "claim", "without")
MUTANT_FIELDS = ("says", "let", "define", "claim", "without")
SEQUENCE_FIELDS = ("index", "first", "start", "step")
EXPECTED = ("proved", "refuted", "supported", "unknown")

Table = Mapping[str, object]
_ISOLATES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(eq=False)
class FieldError(Exception):
    """What is wrong with a field; `field` is its path, as in `define.r.step`."""

    field: str
    message: str


def claim_of(table: Table) -> Claim:
    """The claim that a table of a claim file states, read and checked. Raises FieldError or StatementError."""
    _known(table, FIELDS, "")
    identity = _identity(table)
    define = _define(table.get("define", {}), "define")
    let, given = _texts(table.get("let", {}), "let"), _given(table.get("given", {}), "given")
    statement = _text(_needed(table, "claim", 'claim = "a + b == b + a"'), "claim")
    expect = _text(table.get("expect", ""), "expect")
    if expect and expect not in EXPECTED:
        raise FieldError("expect", f"'{shown(expect)}' is no verdict; it is one of {', '.join(EXPECTED)}")
    claim = Claim(
        id=identity,
        claim=statement,
        says=_text(table.get("says", ""), "says"),
        title=_text(table.get("title", ""), "title"),
        source=Source("", _text(table.get("source", ""), "source")),
        let=let,
        given=given,
        define=define,
        expect=expect,
        mutants=_mutants(table.get("mutants", []), given),
        repair=_repair(table["repair"], given) if "repair" in table else None,
    )
    _check_size(claim)
    _check_statements(claim)
    return claim


def _identity(table: Table) -> str:
    identity = _text(_needed(table, "id", 'id = "ema_of_constant"'), "id")
    if not is_name(identity) or "__" in identity:
        hint = "letters, digits and single underscores, such as ema_of_constant"
        raise FieldError("id", f"'{shown(identity)}' cannot be an id; write {hint}")
    return identity


def _known(table: Table, fields: tuple[str, ...], path: str) -> None:
    for key in table:
        if key not in fields:
            hint = did_you_mean(key[:60], fields) or f"known are {', '.join(fields)}"
            raise FieldError(f"{path}{shown(key)}", f"is not a field; {hint}")


def _needed(table: Table, field: str, example: str) -> object:
    if field not in table:
        raise FieldError(field, f"is missing; write {example}")
    return table[field]


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        quoted = f'; write it in quotes: "{value}"' if type(value) in (int, float) else ""
        raise FieldError(field, f"must be a text in quotes, not {_kind(value)}{quoted}")
    for sign in value:
        if (unicodedata.category(sign) == "Cc" and sign not in "\n\t\r") or sign in _ISOLATES:
            raise FieldError(field, f"holds the control character U+{ord(sign):04X}; remove it")
    return value


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "a table",
        str: "a text",
    }
    return names.get(type(value), "a date or a time")


def _table(value: object, field: str, example: str) -> Table:
    if not isinstance(value, Mapping):
        raise FieldError(field, f"must be a table, not {_kind(value)}; write {field} = {example}")
    if len(value) > MAX_LETTERS:
        raise FieldError(field, f"has {len(value)} entries; at most {MAX_LETTERS} are read")
    return value


def _texts(value: object, field: str) -> dict[str, str]:
    table = _table(value, field, '{ x = "real", n = "integer >= 1" }')
    return {key: _text(text, f"{field}.{shown(key)}") for key, text in table.items()}


def _given(value: object, field: str) -> dict[str, str]:
    """Hypotheses by name; those of a plain list are named by their place."""
    if isinstance(value, list):
        value = {f"given_{place}": text for place, text in enumerate(value, 1)}
    table = _table(value, field, '{ nonzero = "g != 0" }')
    for key in table:
        if not is_name(key):
            raise FieldError(f"{field}.{shown(key)}", "cannot name a hypothesis; write letters, digits and _")
    return {key: _text(text, f"{field}.{key}") for key, text in table.items()}


def _define(value: object, field: str) -> dict[str, str | Recurrence]:
    table = _table(value, field, '{ r = { start = ["0"], step = "r(t) + 1" } }')
    return {key: _definition(entry, f"{field}.{shown(key)}") for key, entry in table.items()}


def _definition(value: object, field: str) -> str | Recurrence:
    if isinstance(value, str):
        return _text(value, field)
    example = '{ index = "t", first = 0, start = ["0"], step = "r(t) + 1" }, or a text'
    table = _table(value, field, example)
    _known(table, SEQUENCE_FIELDS, f"{field}.")
    for needed in ("start", "step"):
        if needed not in table:
            raise FieldError(f"{field}.{needed}", f"is missing; write {field} = {example}")
    start, first = table["start"], table.get("first", 0)
    if not isinstance(start, list) or not 1 <= len(start) <= MAX_LETTERS:
        raise FieldError(f"{field}.start", f'must be a list of 1 to {MAX_LETTERS} texts, such as ["0"]')
    if type(first) is not int:
        raise FieldError(f"{field}.first", f"must be a whole number, not {_kind(first)}")
    values = tuple(str(entry) if type(entry) is int else _text(entry, f"{field}.start") for entry in start)
    index, step = _text(table.get("index", "t"), f"{field}.index"), _text(table["step"], f"{field}.step")
    return Recurrence(values, step, index, first)


def _repair(value: object, given: Mapping[str, str]) -> Repair:
    table = _table(value, "repair", '{ given = { nonzero = "g != 0" } }')
    _known(table, REPAIR_FIELDS, "repair.")
    without = table.get("without", [])
    names = [without] if isinstance(without, str) else without
    if not isinstance(names, list):
        raise FieldError("repair.without", f"must be a list of names of hypotheses, not {_kind(names)}")
    return Repair(
        says=_text(table.get("says", ""), "repair.says"),
        let=_texts(table.get("let", {}), "repair.let"),
        given=_given(table.get("given", {}), "repair.given"),
        define=_define(table.get("define", {}), "repair.define"),
        claim=_text(table.get("claim", ""), "repair.claim"),
        without=tuple(_hypothesis(name, given, "repair.without") for name in names),
    )


def _mutants(value: object, given: Mapping[str, str]) -> tuple[Mutant, ...]:
    if not isinstance(value, list) or len(value) > MAX_MUTANTS:
        raise FieldError("mutants", f"must be a list of at most {MAX_MUTANTS} texts or tables")
    return tuple(_mutant(entry, f"mutants.{place}", given) for place, entry in enumerate(value, 1))


def _mutant(value: object, field: str, given: Mapping[str, str]) -> Mutant:
    if isinstance(value, str):
        return Mutant(says=_text(value, field), claim=value)
    table = _table(value, field, '{ says = "a sign", claim = "..." }')
    _known(table, MUTANT_FIELDS, f"{field}.")
    without = _text(table.get("without", ""), f"{field}.without")
    mutant = Mutant(
        says=_text(table.get("says", ""), f"{field}.says"),
        claim=_text(table.get("claim", ""), f"{field}.claim"),
        let=_texts(table.get("let", {}), f"{field}.let"),
        define=_define(table.get("define", {}), f"{field}.define"),
        without=_hypothesis(without, given, f"{field}.without") if without else "",
    )
    if mutant == Mutant(says=mutant.says):
        raise FieldError(field, "changes nothing; give it a claim, let, define or without")
    return mutant


def _hypothesis(name: object, given: Mapping[str, str], field: str) -> str:
    written = _text(name, field)
    if written not in given:
        hint = did_you_mean(written[:60], given) or f"`given` has {', '.join(given) or 'none'}"
        raise FieldError(field, f"'{shown(written)}' names no hypothesis; {hint}")
    return written


def _check_size(claim: Claim) -> None:
    variants = [claim, *(part for part in (claim.repair, *claim.mutants) if part)]
    texts: list[str] = []
    for variant in variants:
        texts += [variant.claim, *variant.let.values(), *getattr(variant, "given", {}).values()]
        for value in variant.define.values():
            texts += [*value.start, value.step] if isinstance(value, Recurrence) else [str(value)]
    if sum(map(len, texts)) > MAX_TEXT:
        raise FieldError(
            "claim", f"its statements have more than {MAX_TEXT} characters; split it into several claims"
        )


def _check_statements(claim: Claim) -> None:
    """Reads the claim, its repair and its mutants. The errors of the latter name them."""
    _ = claim.formal
    variants = [("repair", claim.repaired())] if claim.repair else []
    variants += [(f"mutants.{place}", claim.mutated(mutant)) for place, mutant in enumerate(claim.mutants, 1)]
    for name, variant in variants:
        try:
            _ = variant.formal
        except StatementError as problem:
            raise replace(problem, where=f"{name}.{problem.where}") from None
