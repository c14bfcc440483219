"""Makes a PDF in a process of its own, which ends with it. Standard library only, until that process runs.

Why: Typst keeps what it has set. In the kernel a year's record takes hundreds of MB, more each time; and where memory is
refused it ends the whole process. What is written goes from one process to the other through pipes, and never to a disk.

Errors::

    CannotMake (RuntimeError)   the process failed, was ended, or took too long; without a word of the learner's
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime

from alongside.record.documents.paper import Block, Paper

_SECONDS = 60
_WRITES = "from alongside.record.documents.apart import main; main()"


class CannotMake(RuntimeError):
    """The PDF was not made."""


def write_pdf_apart(paper: Paper, now: datetime) -> bytes:
    """Write a document as PDF/UA-1, as `pdf.write_pdf` does.

    Raises
    ------
    CannotMake
    """
    told = {"title": paper.title, "author": paper.author, "blocks": paper.blocks, "dense": paper.dense, "now": now.timestamp()}
    # -P: a file called typst.py beside somebody's notebook is none of ours
    command = [sys.executable, "-P", "-c", _WRITES]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(told).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise CannotMake("No PDF came out of its process.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise CannotMake(f"The process that makes a PDF ended with {done.returncode}.")
    return done.stdout


def main() -> None:
    """Read a document from standard input, and write its PDF to standard output."""
    from alongside.record.documents.pdf import write_pdf  # noqa: PLC0415 – Typst, in this process only

    told = json.loads(sys.stdin.buffer.read())
    paper = Paper(told["title"], told["author"], [Block(*block) for block in told["blocks"]], told["dense"])
    sys.stdout.buffer.write(write_pdf(paper, datetime.fromtimestamp(told["now"], UTC)))
