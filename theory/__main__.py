"""The command line: `theory check`, `list`, `show`, `report`, `compare`, `new`, `laws`. The only place where catalogue and judge meet."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

OK, NOT_PROVED, USAGE, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 130

FAMILIES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "amsgrad", "adamw")

EXAMPLES = """examples:
  theory check                          judge the whole catalogue
  theory check rmsprop_accumulator      judge one claim
  theory check taylor_step              judge a topic
  theory check chapter.claims.toml      judge the claims of a file (TOML, or Markdown with claim blocks)
  theory new chapter.claims.toml        write an example of such a file
  theory show taylor_gd_increment       read a derivation
  theory report --out report            write the report and open report/index.html
  theory report --pages                 the same as a front page and a page for each topic
  theory laws torch.optim:RMSprop       which convention an optimizer follows, and which laws it keeps
  theory compare OLD.json NEW.json      what changed between two records; status 1 if a verdict got worse
  theory report --format html,pdf       the same, and report/report.pdf beside it
"""


def parser() -> argparse.ArgumentParser:
    """The arguments. Built from the standard library alone, so that help comes at once."""
    top = argparse.ArgumentParser(
        prog="theory",
        description="Checks mathematical claims: derives them, re-checks every step, attacks them, and says what it found.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="store_true", help="print the version and stop")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    check = commands.add_parser("check", help="judge claims and print a table")
    check.add_argument(
        "what",
        nargs="*",
        metavar="ID|TOPIC|FILE",
        help="claims, topics or claim files (- reads standard input)",
    )
    check.add_argument(
        "--tier", choices=("core", "main", "minor"), help="of the catalogue, entries of this tier only"
    )
    check.add_argument("--json", metavar="PATH", help="write the record (- is standard output)")
    _add_settings(check)
    show = commands.add_parser("show", help="show one claim with its derivation")
    show.add_argument("id", metavar="ID")
    _add_settings(show)
    listing = commands.add_parser("list", help="list the catalogue")
    listing.add_argument("--json", action="store_true", help="as JSON")
    report = commands.add_parser("report", help="write the report (checks first if there is no record)")
    report.add_argument("what", nargs="*", metavar="ID|TOPIC|FILE", help="what to report on; all by default")
    report.add_argument(
        "--out", default="report", metavar="DIR", help="the folder to write to (default: report)"
    )
    report.add_argument(
        "--format",
        action="append",
        metavar="FORMAT",
        help="html, markdown, notebook or pdf; several with commas, or again (default: html)",
    )
    report.add_argument(
        "--pages",
        action="store_true",
        help="html: a front page and a page for each topic, for large catalogues",
    )
    report.add_argument(
        "--since", metavar="RECORD", help="html: an earlier record; what changed gets a section"
    )
    report.add_argument(
        "--from", dest="record", metavar="RECORD", help="a record written by `theory check --json`"
    )
    _add_settings(report)
    compare = commands.add_parser("compare", help="compare two records; status 1 if a verdict got worse")
    compare.add_argument("old", metavar="OLD", help="a record written by `theory check --json`")
    compare.add_argument("new", metavar="NEW", help="a later one")
    new = commands.add_parser("new", help="write a commented example of a claim file")
    new.add_argument("file", metavar="FILE", help="for instance chapter.claims.toml; must not exist yet")
    laws = commands.add_parser("laws", help="put an optimizer to the laws that the catalogue proved")
    laws.add_argument(
        "target",
        metavar="TARGET",
        help="MODULE:NAME, an optimizer of torch.optim, optax or keras.optimizers, or your maker",
    )
    laws.add_argument(
        "--family", choices=FAMILIES, help="what it promises to be (default: every family that fits)"
    )
    laws.add_argument("--precision", choices=("float64", "float32"), help="of its changes (default: as seen)")
    laws.add_argument("--json", metavar="PATH", help="write what was found (- is standard output)")
    return top


def _add_settings(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--instances", type=int, metavar="N", help="random instances a claim (default: 100000)"
    )
    command.add_argument(
        "--seed", type=int, default=0, metavar="S", help="seed of everything that is drawn (default: 0)"
    )
    command.add_argument("--jobs", type=int, metavar="J", help="processes (default: one a core)")
    command.add_argument(
        "--quick", action="store_true", help="few instances, small searches: for a first look"
    )
    command.add_argument("--no-cache", action="store_true", help="judge again what is known already")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns the exit status."""
    top = parser()
    chosen = top.parse_args(arguments)
    if chosen.version:
        from importlib import metadata

        print(f"theory {metadata.version('theory-checker')}")
        return OK
    if chosen.command is None:
        top.print_help()
        return OK
    try:
        return _run(chosen)
    except KeyboardInterrupt:
        print("theory: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def _run(chosen: argparse.Namespace) -> int:
    if chosen.command == "list":
        from theory.listing import print_list

        print_list(as_json=chosen.json)
        return OK
    if chosen.command == "new":
        return _new(chosen.file)
    # One process a claim uses the cores; threads inside would only get in each other's way.
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from theory import commands
    from theory.tasks import UsageError

    try:
        actions = {
            "check": commands.check,
            "show": commands.show,
            "report": commands.report,
            "compare": commands.compare,
            "laws": _laws,
        }
        return actions[chosen.command](chosen)
    except commands.Interrupted:
        raise KeyboardInterrupt from None
    except UsageError as problem:
        print(f"theory: {problem}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        raise
    except Exception:
        import traceback

        traceback.print_exc()
        print("theory: an internal error; please report it with the lines above", file=sys.stderr)
        return INTERNAL


def _laws(chosen: argparse.Namespace) -> int:
    from theory.laws.command import laws

    return laws(chosen)


def _new(name: str) -> int:
    from pathlib import Path

    from theory.new_file import write_example

    if not name.endswith(".claims.toml"):
        print(f"theory: {name}: the name of a claim file ends in .claims.toml", file=sys.stderr)
        return USAGE
    try:
        write_example(Path(name))
    except FileExistsError:
        print(f"theory: {name} exists; choose another name, nothing was written", file=sys.stderr)
        return USAGE
    except OSError as problem:
        print(f"theory: cannot write {name}: {problem.strerror}", file=sys.stderr)
        return USAGE
    print(f"{name} written; judge it with: theory check {name}")
    return OK


if __name__ == "__main__":
    sys.exit(main())
