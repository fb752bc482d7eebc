"""Claim files: what is read, where a claim begins and ends, and what of a text or a file cannot be read."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from claim_texts import ONE_LINE, bad, claims, good
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
