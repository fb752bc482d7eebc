"""Claim files: that one bad claim leaves the others, and that every message names its place."""

from __future__ import annotations

import pytest
from claim_texts import ONE_LINE, bad, good


def test_messages_name_file_line_claim_and_field() -> None:
    (found,) = bad("[[claim]]\nid = 'a'\nlet = { x = 'reel' }\nclaim = 'x == 1'\n")
    assert (
        str(found)
        == "chapter.claims.toml:3:14: claim 'a': field 'let.x': 'reel' is not a domain (did you mean 'real'?)"
    )


@pytest.mark.parametrize(
    ("fields", "line", "column", "says"),
    [
        ("claim = 'x == 1'", 3, 10, "field 'claim': 'x' is not declared"),
        ('claim = """\n1 ==\n  y"""', 5, 3, "'y' is not declared"),
        ("claim = '1 == 1 +'", 3, 18, "a term was expected"),
        ("claim = '1 == 1'\ngiven = ['1 == 1', '1 === 1']", 4, 23, "field 'given.given_2'"),
        ("claim = '1 == 1'\ngiven = { p = '1 ==' }", 4, 20, "field 'given.p'"),
        (
            "claim = 'r(1) == 1'\n[claim.define.r]\nstart = ['0']\nstep = 'r(t) + q'",
            6,
            16,
            "field 'define.r.step'",
        ),
        ("claim = 'r(1) == 1'\ndefine.r = { start = ['0'], stpe = '1' }", 4, 0, "did you mean 'step'"),
        ("claim = 'r(1) == 1'\ndefine.r = { start = ['0'] }", 4, 0, "field 'define.r.step': is missing"),
        ("claim = 'r(1) == 1'\ndefine.r = { start = '0', step = '1' }", 4, 0, "list of 1 to 200 texts"),
        ("claim = 'r(1) == 1'\ndefine.r = { start = [0.5], step = '1' }", 4, 0, 'write it in quotes: "0.5"'),
        (
            "claim = 'r(1) == 1'\ndefine.r = { first = 'a', start = [0], step = '1' }",
            4,
            0,
            "must be a whole number",
        ),
        ("clam = '1 == 1'", 3, 0, "did you mean 'claim'"),
        ("says = 'x'", 1, 0, "field 'claim': is missing"),
        ("claim = 3", 3, 0, "must be a text in quotes, not a number"),
        ("claim = true", 3, 0, "not true or false"),
        ("claim = '1 == 1'\nsays = 1979-05-27", 4, 0, "a date or a time"),
        ("claim = '1 == 1'\nlet = 'real'", 4, 0, "must be a table, not a text"),
        ("claim = '1 == 1'\nlet = { x = 1 }", 4, 0, "field 'let.x': must be a text"),
        ("claim = '1 == 1'\nlet = { lambda = 'real' }", 4, 0, "'lambda' cannot be a letter"),
        ("claim = '1 == 1'\ngiven = { 'a b' = '1 == 1' }", 4, 0, "cannot name a hypothesis"),
        ("claim = '1 == 1'\nexpect = 'maybe'", 4, 0, "is no verdict"),
        ("claim = '1 == 1'\nsays = \"\\u001b[2J\"", 4, 0, "U+001B"),
        ("claim = '1 == 1'\nsays = \"\\u202e\"", 4, 0, "U+202E"),
        ("claim = '1 == 1'\nrepair = { claim = '1 ==' }", 4, 25, "field 'repair.claim'"),
        ("claim = '1 == 1'\nrepair = { without = ['p'] }", 4, 0, "names no hypothesis"),
        ("claim = '1 == 1'\nmutants = ['1 == 2', '1 == z']", 4, 28, "field 'mutants.2.claim'"),
        ("claim = '1 == 1'\nmutants = [{ says = 'nothing' }]", 4, 0, "changes nothing"),
        ("claim = '1 == 1'\nmutants = 'x'", 4, 0, "must be a list"),
        ("claim = '9**9**9 == 1'", 3, 10, "an exponent beyond"),
        ('claim = "1 == \\u0031 +"', 3, 0, "1:9 of the text"),
        ('claim = "1 == 1\n', 3, 16, "not TOML"),
        ("id = 'b'\nclaim = '1 == 1'", 3, 9, "Cannot overwrite"),
        ("claim = " + "[" * 3_000, 1, 0, "nested too deeply"),
        ("claim = " + "9" * 5_000, 1, 0, "too many digits"),
        ("claim = '" + " " * 30_000 + "'", 3, 20_000, "more than 20000 characters"),
        (".".join("a" * 3_000) + " = 1", 3, 1, "a key of more than 8 parts"),
        (
            "claim = '1 == 1'\n[claim.let]\n" + "\n".join(f"a{place} = 'real'" for place in range(300)),
            4,
            0,
            "at most 200",
        ),
        (
            "claim = '1 == 1'\ngiven = [" + ", ".join(["'" + "1 + " * 1_900 + "1 == 1'"] * 2) + "]",
            4,
            11,
            "nested deeper",
        ),
        (
            "claim = '1 == 1'\ngiven = [\n" + ",\n".join(["'1 == 1" + " " * 7_000 + "'"] * 7) + "]",
            3,
            0,
            "more than 40000",
        ),
    ],
)
def test_a_bad_claim_leaves_the_others(fields: str, line: int, column: int, says: str) -> None:
    text = f"[[claim]]\nid = 'a'\n{fields}\n\n[[claim]]\nid = 'good'\nclaim = '1 == 1'\n"
    assert good(text) == ["good"]
    (found,) = bad(text)
    assert says in str(found)
    assert (found.line, found.column) == (line, column), str(found)
    assert found.id == "a"


@pytest.mark.parametrize(
    ("identity", "says"),
    [
        ("a b", "cannot be an id"),
        ("lambda", "cannot be an id"),
        ("a__b", "single underscores"),
        ("x" * 100, "cannot be an id"),
    ],
)
def test_ids(identity: str, says: str) -> None:
    (found,) = bad(f"[[claim]]\nid = '{identity}'\nclaim = '1 == 1'\n")
    assert (found.line, says in found.message) == (2, True)


def test_a_repeated_id_names_the_first() -> None:
    (found,) = bad(ONE_LINE + "\n" + ONE_LINE)
    assert (found.line, "used in line 2 already" in found.message) == (6, True)
    (found,) = bad("[[claim]]\nclaim = '1 == 1'\n")
    assert (found.line, "field 'id': is missing" in found.message) == (1, True)
