"""The pytest plugin as a user runs it: each test is a run of pytest in a process of its own, on files of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

pytest_plugins = ["pytester"]

SQUARE = """
[[claim]]
id = "square"
let = { x = "real", y = "real" }
claim = "(x + y)**2 == x**2 + 2*x*y + y**2"
"""
HALF = """
[[claim]]
id = "half_square"
says = "A square is at least its root."
let = { x = "real" }
claim = "x**2 >= x"
"""
CARET = """
[[claim]]
id = "caret"
let = { x = "real" }
claim = "x^2 >= 0"
"""
EXPECTED = 'expect = "refuted"\n'
HEAVY = ("numpy", "scipy", "sympy", "z3", "cvc5", "flint", "matplotlib", "rich", "hypothesis")


@pytest.fixture
def claims(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> pytest.Pytester:
    """A folder of its own, no plugin but this one, and results kept between these tests, in no user's cache."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "claims_cache"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return pytester


def run(claims: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """`pytest ARGUMENTS` with the plugin and the quick budget."""
    return claims.runpytest_subprocess("-p", "proofs_check.pytest_plugin", "--claims-quick", *arguments)


def write(claims: pytest.Pytester, text: str, name: str = "chapter.claims.toml") -> Path:
    path = claims.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_each_claim_is_a_test_with_the_outcome_of_its_verdict(claims: pytest.Pytester) -> None:
    write(claims, SQUARE + HALF + CARET + HALF.replace("half_square", "wrong_on_purpose") + EXPECTED)
    result = run(claims, "-rxf")
    result.assert_outcomes(passed=1, failed=2, xfailed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "XFAIL chapter.claims.toml::wrong_on_purpose - as expected refuted: * x = 1/2*",
            "FAILED chapter.claims.toml::half_square - refuted: * x = 1/2*expected proved",
            "FAILED chapter.claims.toml::caret - claim 'caret' cannot be read: *",
        ]
    )


def test_a_refuted_claim_is_told_in_words(claims: pytest.Pytester) -> None:
    write(claims, SQUARE + HALF)
    result = run(claims, "-k", "half")
    result.assert_outcomes(failed=1, deselected=1)
    result.stdout.fnmatch_lines(
        [
            "chapter.claims.toml:8: claim 'half_square' is refuted (certificate), expected proved",
            "reason: it is false at x = 1/2: left side 1/4, right side 1/2",
            "says: A square is at least its root.",
            "*x² ≥ x",
            "*At x = 1/2: x² is 1/4 ≈ 0.25; x is 1/2 ≈ 0.5.",
            "*Corrected: It needs the hypothesis * (proved)",
            "again:  python -m pytest --claims-quick chapter.claims.toml::half_square",
            "*theory check chapter.claims.toml --quick",
        ]
    )
    assert "Traceback" not in result.stdout.str() and "Error" not in result.stdout.str()


def test_a_claim_that_cannot_be_read_fails_with_its_place_and_remedy(claims: pytest.Pytester) -> None:
    write(claims, CARET + SQUARE)
    result = run(claims)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["chapter.claims.toml:5:*: claim 'caret': *[*][*]*"])
    assert "Traceback" not in result.stdout.str()


def test_an_expected_failure_is_strict(claims: pytest.Pytester) -> None:
    write(claims, SQUARE + EXPECTED)
    result = run(claims)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*claim 'square' is proved (certificate), expected refuted", "It holds: *"])


@pytest.mark.parametrize("expect", ["", 'expect = "refuted"\n', 'expect = "unknown"\n'])
def test_what_is_not_decided_never_passes(claims: pytest.Pytester, expect: str) -> None:
    write(claims, SQUARE.replace("let", 'given = ["x**2 + 1 < 0"]\nlet') + expect)
    result = run(claims, "-rx")
    result.assert_outcomes(**{"xfailed" if "unknown" in expect else "failed": 1})
    result.stdout.fnmatch_lines(["*vacuous: the hypotheses contradict each other*"])


def test_runxfail_shows_an_expected_failure_as_a_failure(claims: pytest.Pytester) -> None:
    write(claims, HALF + EXPECTED)
    run(claims, "--runxfail").assert_outcomes(failed=1)


def test_a_claim_that_takes_too_long_fails_alone(claims: pytest.Pytester) -> None:
    slow = "\n".join(f'l{n} = "symmetric(3)"' for n in range(3))
    claim = "trace(l0@l1@l2) <= norm(l0)*norm(l1)*norm(l2) + exp(-trace(l0@l0))"
    write(claims, f'[[claim]]\nid = "slow"\nclaim = "{claim}"\n[claim.let]\n{slow}\n' + SQUARE)
    write(claims, "[pytest]\nclaims_seconds = 1\n", "pytest.ini")
    result = claims.runpytest_subprocess("-p", "proofs_check.pytest_plugin")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["reason: time limit*", "It is not decided, which never counts as passed."])


def test_markdown_is_collected_where_it_has_claims(claims: pytest.Pytester) -> None:
    block = SQUARE.replace("[[claim]]\n", "").strip()
    write(claims, f"# A chapter\n\n```claim\n{block}\n```\n", "docs/chapter.md")
    write(claims, "# Nothing claimed\n\n```python\nclaim = 1\n```\n", "docs/notes.md")
    write(claims, SQUARE, "other.toml")
    result = run(claims, "--collect-only", "-q")
    assert [line for line in result.outlines if "::" in line] == ["docs/chapter.md::square"]
    run(claims, "docs/chapter.md").assert_outcomes(passed=1)


def test_collecting_judges_nothing_and_loads_nothing_heavy(claims: pytest.Pytester) -> None:
    write(claims, SQUARE + CARET)
    told = f"import sys\ndef pytest_unconfigure():\n    print('heavy:', {set(HEAVY)!r} & set(sys.modules))\n"
    write(claims, told, "conftest.py")
    result = run(claims, "--collect-only", "-s")
    result.stdout.fnmatch_lines(["*<ClaimItem square>*", "*<ClaimItem caret>*", "heavy: set()"])


def test_the_plugin_loads_nothing_but_pytest() -> None:
    code = (
        "import pytest, sys\nbefore = set(sys.modules)\nimport proofs_check.pytest_plugin\n"
        f"loaded = set(sys.modules) - before\nheavy = loaded & {set(HEAVY)!r}\n"
        "ours = {name for name in loaded if name.startswith(('proofs_check', 'theory'))}\n"
        "assert not heavy, heavy\nassert ours == {'proofs_check', 'proofs_check.pytest_plugin'}, ours"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_engines_never_load_in_the_process_of_the_tests(claims: pytest.Pytester) -> None:
    engines = set(HEAVY) - {"rich", "hypothesis"}  # rich writes the failure
    told = f"import sys\ndef pytest_unconfigure():\n    print('heavy:', {engines!r} & set(sys.modules))\n"
    write(claims, told, "conftest.py")
    write(claims, SQUARE + HALF)
    result = run(claims, "-s")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["heavy: set()"])


def test_claims_can_be_left_out(claims: pytest.Pytester) -> None:
    write(claims, SQUARE)
    write(claims, "def test_it(): pass\n", "test_it.py")
    run(claims, "--no-claims").assert_outcomes(passed=1)
    run(claims, "-m", "not claim", "--strict-markers").assert_outcomes(passed=1, deselected=1)


def test_the_files_to_collect_can_be_named(claims: pytest.Pytester) -> None:
    for name in ("docs/a.claims.toml", "drafts/b.claims.toml"):
        write(claims, SQUARE, name)
    write(claims, "[pytest]\nclaims_files = docs/*.claims.toml\n", "pytest.ini")

    def collected(*arguments: str) -> list[str]:
        return [line for line in run(claims, "--collect-only", "-q", *arguments).outlines if "::" in line]

    assert collected() == ["docs/a.claims.toml::square"]
    assert collected("drafts/b.claims.toml") == ["drafts/b.claims.toml::square"]


def test_a_setting_that_is_no_number_is_a_usage_error(claims: pytest.Pytester) -> None:
    write(claims, "[pytest]\nclaims_seconds = soon\n", "pytest.ini")
    result = run(claims)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*claims_seconds = 'soon'*whole number*"])


def test_two_claims_of_one_id_are_two_tests(claims: pytest.Pytester) -> None:
    write(claims, SQUARE + SQUARE)
    result = run(claims, "-v")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*::square_line_8 FAILED*", "*used in line 3 already*"])


def test_it_runs_distributed_and_writes_junit(claims: pytest.Pytester) -> None:
    pytest.importorskip("xdist", reason="pytest-xdist is not installed")
    write(claims, SQUARE + HALF)
    write(claims, HALF.replace("half_square", "on_purpose") + EXPECTED, "more.claims.toml")
    result = run(claims, "-p", "xdist", "-n", "2", "--junitxml=out.xml")
    result.assert_outcomes(passed=1, failed=1, xfailed=1)
    result.stdout.fnmatch_lines(["FAILED chapter.claims.toml::half_square - refuted: * x = 1/2*"])
    cases = {case.get("name"): case for case in ElementTree.parse(claims.path / "out.xml").iter("testcase")}
    failure = cases["half_square"].find("failure")
    assert (
        failure is not None and "x² is 1/4" in str(failure.text) and "x = 1/2" in str(failure.get("message"))
    )
    verdict = cases["square"].find("properties/property[@name='verdict']")
    assert verdict is not None and verdict.get("value") == "proved"


def test_the_project_does_not_collect_its_collections(claims: pytest.Pytester) -> None:
    root = Path(__file__).parent
    result = run(claims, "--collect-only", "-q", "--rootdir", str(root), str(root / "claims" / "development"))
    assert "::" not in result.stdout.str()
