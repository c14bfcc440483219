"""The doors of the `alongside` command: each sub-command imports what it needs when it is called."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from alongside import places

PORT = 8866
MEMORY_LIMIT = 512  # MiB
NICENESS = 5  # a busy kernel yields to the server
WARM = ["alongside.form", "alongside.workbook:stories"]  # what workbooks use, imported once for all learners


def _serve(words: argparse.Namespace) -> int:
    from alongside.content.check import compile_packs  # noqa: PLC0415 – a terminal answers at once
    from alongside.serve.app import serve  # noqa: PLC0415 – a terminal answers at once

    # jsonschema would build a whole grammar at its import, for addresses that nothing here holds: over a second
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    words.compile_packs = partial(compile_packs, reuse=places.built() / "packs")
    words.warm = WARM
    return int(serve(words) or 0)


def _lint(words: argparse.Namespace) -> int:
    from alongside.content.lint import lint  # noqa: PLC0415 – a terminal answers at once

    return int(lint(words.paths))


def _play(words: argparse.Namespace) -> int:
    from alongside.scenario.terminal import play  # noqa: PLC0415 – a terminal answers at once

    return int(play(words))


def _workbooks(words: argparse.Namespace) -> int:
    ours = sorted(places.workbooks().glob("*.ipynb"))
    try:
        words.folder.mkdir(parents=True, exist_ok=True)
        theirs = [workbook.name for workbook in ours if (words.folder / workbook.name).exists()]
        if theirs:
            print(f"{' and '.join(theirs)} would be overwritten in {words.folder}: choose another folder, or move them.")
            return 1
        for workbook in ours:
            shutil.copyfile(workbook, words.folder / workbook.name)
    except OSError as problem:
        print(f"The workbooks cannot be copied to {words.folder}: {problem.strerror}.")
        return 1
    print(f"{len(ours)} workbooks are in {words.folder}: open them in a JupyterLab whose Python has Alongside in it.")
    return 0


def _whole_number(words: str) -> int:
    if not words.isdecimal():
        raise argparse.ArgumentTypeError(f"{words} is not a whole number from 0 up")
    return int(words)


def _at_least_one(words: str) -> int:
    if not _whole_number(words):
        raise argparse.ArgumentTypeError("it has to be 1 or more")
    return int(words)


def _add_serve(doors: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = doors.add_parser("serve", help="serve the workbooks")
    serve.add_argument("--port", type=int, default=PORT, help=f"port to listen on; 0 takes a free one (default {PORT})")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    serve.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name that a proxy calls the server by; may be given again; * allows every name",
    )
    serve.add_argument(
        "--trust-proxy",
        action="append",
        default=[],
        metavar="ADDRESS",
        help="address of a proxy that is believed about the scheme and the host; may be given again (default: nobody)",
    )
    serve.add_argument("--certfile", type=Path, metavar="FILE", help="certificate, with its chain: serves https")
    serve.add_argument("--keyfile", type=Path, metavar="FILE", help="the certificate's key, where it is in a file of its own")
    serve.add_argument(
        "--frame-ancestors",
        action="append",
        default=[],
        metavar="SITE",
        help="a site whose pages may show ours in a frame, such as https://intranet.example.org; may be given again",
    )
    serve.add_argument("--password", action="store_true", help="ask here for a password that readers need")
    serve.add_argument(
        "--password-file", type=Path, metavar="FILE", help="its first line is the password; or set ALONGSIDE_PASSWORD"
    )
    serve.add_argument("--base-url", default="/", help="path under which a proxy shows the suite (default /)")
    serve.add_argument("--packs", type=Path, metavar="DIR", help="a folder of your own stories and local.yaml")
    serve.add_argument("--no-browser", action="store_true", help="do not open a browser")
    serve.add_argument("--no-fork", action="store_true", help="start every kernel as a Python of its own: slower, and larger")
    serve.add_argument(
        "--memory-limit",
        type=_whole_number,
        default=MEMORY_LIMIT,
        metavar="MIB",
        help=f"memory that one learner's page may take beside what all share; 0 for no limit (default {MEMORY_LIMIT})",
    )
    serve.add_argument(
        "--niceness",
        type=_whole_number,
        default=NICENESS,
        help=f"how much learners' kernels yield to the server, 0 to 19 (default {NICENESS})",
    )
    _add_limits(serve)
    serve.set_defaults(run=_serve)


def build_parser() -> argparse.ArgumentParser:
    """Make the parser of every sub-command."""
    parser = argparse.ArgumentParser(prog="alongside", description="Workbooks for the ASYE.")
    doors = parser.add_subparsers(required=True, metavar="DOOR")

    _add_serve(doors)

    lint = doors.add_parser("lint", help="check packs, one line per finding")
    lint.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders (default: ours)")
    lint.set_defaults(run=_lint)

    play = doors.add_parser("play", help="play a story in the terminal")
    play.add_argument("scenario", help="the story's name, such as first_supervision, or its file")
    play.add_argument("--map", type=Path, metavar="FILE", help="draw the whole map into FILE instead, for authors")
    play.add_argument("--script", type=Path, metavar="FILE", help="write the walk as a script into FILE")
    play.set_defaults(run=_play)

    workbooks = doors.add_parser("workbooks", help="copy the workbooks out, for JupyterLab")
    workbooks.add_argument("folder", type=Path, metavar="DIR", help="the folder to copy them to; it is made if need be")
    workbooks.set_defaults(run=_workbooks)
    return parser


def _add_limits(serve: argparse.ArgumentParser) -> None:
    limits = serve.add_argument_group("how much at a time", "Whoever finds no place waits, and is let in when there is one.")
    limits.add_argument(
        "--most-kernels", type=_at_least_one, metavar="N", help="learners' pages open at a time (default: what the memory allows)"
    )
    limits.add_argument(
        "--most-per-browser", type=_at_least_one, default=12, metavar="N", help="of them, in one browser (default 12)"
    )
    for name, seconds, when in [
        ("closed", 10, "after it was closed or loaded again"),
        ("lost", 600, "after its connection broke off, as when a phone sleeps"),
        ("unopened", 30, "when it was fetched but never opened, as mail scanners do"),
        ("idle", 7200, "while it is open and nothing is done on it; 0 for ever"),
    ]:
        limits.add_argument(
            f"--keep-{name}",
            type=_whole_number,
            default=seconds,
            metavar="SECONDS",
            help=f"how long a page's kernel is kept {when} (default {seconds})",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sub-command that the words name and return its exit status."""
    words = build_parser().parse_args(arguments)
    return int(words.run(words))


if __name__ == "__main__":
    sys.exit(main())
