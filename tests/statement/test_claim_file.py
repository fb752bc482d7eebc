"""Claim files: what is read, that one bad claim leaves the others, and that every message names its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proofs_check.statement.claim import Claim, Recurrence, Source
from proofs_check.statement.claim_file import BadClaim, read_claims

CHAPTER = '''# A chapter
[[claim]]
id = "ema_of_constant"
says = "The average of a constant."
title = "Average"
source = "chapter 3"
let = { rho = "real in [0, 1)", g = "real", t = "natural" }
given = { nonzero = "g != 0" }
define.r = { index = "t", first = 0, start = ["0"], step = "rho*r(t) + (1 - rho)*g**2" }
claim = "r(t) == (1 - rho**t)*g**2"
mutants = ["r(t) == g**2", { says = "no hypothesis", without = "nonzero" }]

[[claim]]
id = "second"
given = ["x > 0", "x < J(2)"]
claim = """
x > 0 or
  x == 1"""
expect = "proved"

[claim.let]
x = "real"

[claim.define]
"J(y)" = "y**2"

[claim.repair]
says = "strict"
claim = "x > 0"
without = ["given_2"]
'''

ONE_LINE = "[[claim]]\nid = 'one'\nclaim = '1 == 1'\n"


def claims(text: str, name: str = "chapter.claims.toml") -> tuple[Claim | BadClaim, ...]:
    return read_claims(text, name)


def good(text: str, name: str = "chapter.claims.toml") -> list[str]:
    return [claim.id for claim in claims(text, name) if isinstance(claim, Claim)]


def bad(text: str, name: str = "chapter.claims.toml") -> list[BadClaim]:
    return [claim for claim in claims(text, name) if isinstance(claim, BadClaim)]


def test_a_claim_with_all_fields() -> None:
    first, second = claims(CHAPTER)
    assert isinstance(first, Claim)
    assert isinstance(second, Claim)
    assert first.source == Source("", "chapter 3")
    assert (first.title, first.says) == ("Average", "The average of a constant.")
    assert first.given == {"nonzero": "g != 0"}
    assert first.define["r"] == Recurrence(("0",), "rho*r(t) + (1 - rho)*g**2", "t", 0)
    assert [mutant.claim for mutant in first.mutants] == ["r(t) == g**2", ""]
    assert first.mutants[1].without == "nonzero"
    assert second.given == {"given_1": "x > 0", "given_2": "x < J(2)"}
    assert second.expect == "proved"
    assert second.repair is not None
    assert second.repaired().given == {"given_1": "x > 0"}


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chapter.claims.toml"
    path.write_bytes(b"\xef\xbb\xbf" + CHAPTER.replace("\n", "\r\n").encode())
    assert [claim.id for claim in read_claims(path)] == ["ema_of_constant", "second"]


MARKDOWN = f"""# Chapter

```claim
id = "single"
claim = "1 == 1"
```

````md
```claim
id = "shown_only"
```
````

  ~~~claim
  [[claim]]
  id = "first"
  claim = "x == 1"
  [[claim]]
  id = "second"
  claim = "1 == 1"
  ~~~

```python
[[claim]]
```

```claims
id = "misspelt"
```

```claim
{ONE_LINE}```
"""


@pytest.mark.parametrize("name", ["chapter.md", "-"])
def test_markdown(name: str) -> None:
    assert good(MARKDOWN, name) == ["single", "second", "one"]
    undeclared, misspelt = bad(MARKDOWN, name)
    assert (undeclared.line, undeclared.column, undeclared.id) == (17, 12, "first")
    assert (misspelt.line, "mark it claim" in misspelt.message) == (27, True)


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


def test_an_unclosed_text_swallows_nothing() -> None:
    text = "[[claim]]\nid = 'a'\nclaim = '''1 == 1\n" + ONE_LINE
    assert good(text) == ["one"]
    assert [(found.id, "not TOML" in found.message) for found in bad(text)] == [("a", True)]


def test_a_header_inside_a_text_is_no_header() -> None:
    assert good("[[claim]]\nid = 'a'\nclaim = '1 == 1'\nsays = '''\n[[claim]]\n'''\n" + ONE_LINE) == [
        "a",
        "one",
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "holds no claim"),
        ("# nothing\n", 1, "holds no claim"),
        ("\n[claim]\nid = 'a'\n", 2, "two pairs of brackets"),
        ("id = 'a'\nclaim = '1 == 1'\n", 1, "stands outside a claim"),
        ("\n[[claims]]\nid = 'a'\n", 2, "begins with [[claim]]"),
        ("claim = [1]\n", 1, "a claim is a table"),
        ("claim = 1\n", 1, "stands outside a claim"),
        ("\0", 1, "not TOML"),
        ("\ud800", 1, "not UTF-8"),
        ("x = ", 1, "not TOML"),
    ],
)
def test_texts_without_a_claim(text: str, line: int, says: str) -> None:
    found = bad(text)[0]
    assert (found.line, says in found.message) == (line, True), str(found)
    assert not good(text)


def test_what_stands_outside_does_not_stop_the_claims() -> None:
    text = "title = 'x'\n" + ONE_LINE
    assert good(text) == ["one"]
    assert [found.line for found in bad(text)] == [1]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    wrong = tmp_path / "latin.toml"
    wrong.write_bytes(b"[[claim]]\nid = 'caf\xe9'\n")
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 5_000_001)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    cases = {
        tmp_path: "is a directory",
        tmp_path / "none.toml": "does not exist",
        wrong: "is not UTF-8: byte 0xe9",
        loop: "cannot be read",
        large: "larger than 5 MB",
        pipe: "not a regular file",
        Path("/dev/zero"): "not a regular file",
        tmp_path / "a\0b": "cannot be read",
    }
    for path, says in cases.items():
        (found,) = read_claims(path)
        assert isinstance(found, BadClaim)
        assert says in found.message
        assert found.file == str(path)
    (found,) = read_claims(wrong)
    assert isinstance(found, BadClaim)
    assert found.line == 2


def test_large_files_end_soon() -> None:
    begun = time.process_time()
    assert len(claims("[[claim]]\n" * 100_000)) == 2_001
    assert good(ONE_LINE + "#\n" * 1_000_000) == ["one"]
    assert "more than 20000 characters" in bad("x" * 4_000_000)[0].message
    assert "larger than" in bad("x" * 6_000_000)[0].message
    assert time.process_time() - begun < 20


LINES = [
    *CHAPTER.split("\n"),
    "```claim",
    "```",
    "'''",
    '"""',
    "[",
    "}",
    "\0",
    "\x1b",
    "id = 'one'",
    "a.b.c = 1",
]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    st.lists(st.sampled_from(LINES), max_size=25).map("\n".join) | st.text(),
    st.sampled_from(["a.toml", "a.md", "-"]),
)
def test_any_text_gives_claims_or_messages(text: str, name: str) -> None:
    found = claims(text, name)
    assert found
    for claim in found:
        if isinstance(claim, BadClaim):
            assert 0 <= claim.line <= text.count("\n") + 2
            str(claim).encode()
        else:
            assert claim.formal
