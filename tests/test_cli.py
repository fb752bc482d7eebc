"""The command line as a user runs it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """
[[claim]]
id = "square"
let = { x = "real", y = "real" }
claim = "(x + y)**2 == x**2 + 2*x*y + y**2"
"""
FALSE = """
[[claim]]
id = "half_square"
let = { x = "real" }
claim = "x**2 >= x"
"""
UNREADABLE = """
[[claim]]
id = "caret"
let = { x = "real" }
claim = "x^2 >= 0"
"""


def theory(*arguments: str, cache: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Runs `python -m theory` with a cache of its own."""
    return subprocess.run(
        [sys.executable, "-m", "theory", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(cache), "HOME": str(cache)},
        timeout=300,
    )


def test_help_lists_the_commands(tmp_path: Path) -> None:
    done = theory("--help", cache=tmp_path)
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("check", "show", "list", "report"))


@pytest.mark.parametrize("arguments", [("--help",), ("list",), ("list", "--json")])
def test_help_and_list_load_no_heavy_package(arguments: tuple[str, ...], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom theory.__main__ import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'scipy', 'sympy', 'matplotlib', 'cvc5'} & set(sys.modules)\nassert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_list_names_every_core_claim(tmp_path: Path) -> None:
    listed = json.loads(theory("list", "--json", cache=tmp_path).stdout)
    assert sum(row["tier"] == "core" for row in listed) == 25
    assert {"id", "topic", "tier", "title", "says", "source"} <= set(listed[0])


def test_check_of_a_true_file_ends_with_0(tmp_path: Path) -> None:
    file = tmp_path / "good.claims.toml"
    file.write_text(GOOD)
    done = theory("check", str(file), "--quick", "--json", "-", cache=tmp_path)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["schema"] == 1 and record["claims"][0]["verdict"] == "proved"


def test_check_of_a_false_file_ends_with_1_and_shows_the_witness(tmp_path: Path) -> None:
    file = tmp_path / "false.claims.toml"
    file.write_text(FALSE)
    done = theory("check", str(file), "--quick", cache=tmp_path)
    assert done.returncode == 1
    assert "refuted" in done.stdout and "1/2" in done.stdout


def test_one_unreadable_claim_does_not_stop_the_others(tmp_path: Path) -> None:
    file = tmp_path / "mixed.claims.toml"
    file.write_text(GOOD + UNREADABLE)
    done = theory("check", str(file), "--quick", "--json", "-", cache=tmp_path)
    assert done.returncode == 2
    verdicts = {claim["id"]: claim["verdict"] for claim in json.loads(done.stdout)["claims"]}
    assert verdicts == {"square": "proved", "caret": "unknown"}
    assert "mixed.claims.toml" in done.stderr and "**" in done.stderr


def test_claims_are_read_from_standard_input(tmp_path: Path) -> None:
    done = theory("check", "-", "--quick", cache=tmp_path, stdin=GOOD)
    assert done.returncode == 0 and "proved" in done.stdout


def test_an_unknown_name_is_a_usage_error_with_a_guess(tmp_path: Path) -> None:
    done = theory("check", "taylor_stepp", cache=tmp_path)
    assert done.returncode == 2 and "taylor_step" in done.stderr


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    done = theory("check", str(tmp_path / "none.claims.toml"), cache=tmp_path)
    assert done.returncode == 2 and "none.claims.toml" in done.stderr


def test_a_record_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text("{}")
    done = theory("report", "--from", str(file), "--out", str(tmp_path / "out"), cache=tmp_path)
    assert done.returncode == 2 and "schema" in done.stderr


def test_show_and_report_of_a_claim(tmp_path: Path) -> None:
    shown = theory("show", "rmsprop_accumulator", "--quick", cache=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "induction" in shown.stdout and "proved" in shown.stdout
    record = tmp_path / "record.json"
    checked = theory("check", "rmsprop_accumulator", "--quick", "--json", str(record), cache=tmp_path)
    assert checked.returncode == 0, checked.stderr
    written = theory("report", "--from", str(record), "--out", str(tmp_path / "out"), cache=tmp_path)
    assert written.returncode == 0, written.stderr
    page = (tmp_path / "out" / "index.html").read_text()
    assert "claim-rmsprop_accumulator" in page


def test_the_record_is_the_same_for_one_and_two_processes(tmp_path: Path) -> None:
    def claims(jobs: str, cache: Path) -> object:
        done = theory(
            "check", "surrogate_losses", "--quick", "--jobs", jobs, "--json", "-", "--no-cache", cache=cache
        )
        return [without_times(claim) for claim in json.loads(done.stdout)["claims"]]

    assert claims("1", tmp_path) == claims("2", tmp_path)


def without_times(value: object) -> object:
    """The value without its 'seconds'."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if key != "seconds"}
    if isinstance(value, list):
        return [without_times(inner) for inner in value]
    return value


def test_new_writes_an_example_that_is_judged_as_it_expects(tmp_path: Path) -> None:
    path = tmp_path / "chapter.claims.toml"
    assert theory("new", str(path), cache=tmp_path).returncode == 0
    done = theory("check", "--quick", str(path), cache=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "It needs the hypothesis g != 0" in done.stdout


def test_new_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "chapter.claims.toml"
    path.write_text("mine", encoding="utf-8")
    done = theory("new", str(path), cache=tmp_path)
    assert done.returncode == 2 and "exists" in done.stderr and path.read_text(encoding="utf-8") == "mine"


def _hears_interrupts() -> None:
    """A shell starts what it puts into the background deaf to SIGINT, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_leaves_a_record_of_what_was_done(tmp_path: Path) -> None:
    slow = "\n".join(
        FALSE.replace("half_square", f"claim_{number}").replace("x**2 >= x", f"x**2 >= {number} + sin(x)")
        for number in range(400)
    )
    source, record = tmp_path / "slow.claims.toml", tmp_path / "record.json"
    source.write_text(GOOD + slow, encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "theory", "check", "--jobs", "1", "--json", str(record), str(source)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(tmp_path), "HOME": str(tmp_path)},
        preexec_fn=_hears_interrupts,
    )
    assert running.stderr is not None
    assert running.stderr.readline().startswith("[1/401]")
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=120)
    left = json.loads(record.read_text(encoding="utf-8"))
    assert running.returncode == 130 and "interrupted" in left
    assert 1 <= len(left["claims"]) < 401 and left["claims"][0]["verdict"] == "proved"
