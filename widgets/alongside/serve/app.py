"""The server: Voilà with closed doors, our own page around every workbook, and packs compiled at its start."""

import argparse
import asyncio
import errno
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from alongside import places
from alongside.serve.needs import needs_of
from alongside.serve.passwords import password_of
from alongside.serve.quiet import set_up_logging
from alongside.serve.reach import CannotBeReached, Reach, reach_of
from alongside.serve.scratch import own_folder

HIGHEST_PORT = 65535
MOST_FILES = 65536  # a learner's page takes the server some 15, and many systems allow 1024 if nobody asks for more


class CannotServe(Exception):
    """The server cannot start; the message says why in one sentence, and what to do."""


def check_build() -> None:
    """See that the front end has been built.

    Raises
    ------
    CannotServe
        It has not.
    """
    if not (places.built() / "page" / "manifest.json").is_file():
        raise CannotServe("The front end has not been built yet: run `python3 run.py serve`, which builds and serves.")


def listen_on(host: str, port: int) -> socket.socket:
    """Take the port before anything slow is done.

    Raises
    ------
    CannotServe
        The port is in use, or may not be used, or the host is not of this machine.
    """
    if not 0 <= port <= HIGHEST_PORT:
        raise CannotServe(f"{port} is not a port: choose one from 1 to {HIGHEST_PORT} with --port.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.create_server(address[:2], family=family)
    except OSError as problem:
        if problem.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)):
            raise CannotServe(f"Port {port} is already in use: stop what uses it, or choose another with --port.") from None
        if problem.errno in (errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)):
            raise CannotServe(f"Port {port} may not be used on this machine: choose another with --port.") from None
        raise CannotServe(f"The address {host} is not one of this machine: choose another with --host.") from None
    except (OverflowError, UnicodeError):
        raise CannotServe(f"{host}:{port} is not an address: choose another with --host and --port.") from None
    listening.setblocking(False)
    return listening


def prepare_packs(
    local: Path | None, compile_packs: Callable[[list[Path], Path], list[Any]], folder: Path, stack: ExitStack
) -> None:
    """Compile the packs where there is something that the build has not compiled: a checkout's, or a host's own.

    Parameters
    ----------
    local : Path or None
        The host's folder of packs.
    compile_packs : callable
        ``compile_packs(folders, out) -> findings``, from `alongside.content.check`.
    folder : Path
        Where the server keeps its own files.
    stack : ExitStack
        Forgets the compiled packs at its end.

    Raises
    ------
    CannotServe
        The host's folder does not exist.
    """
    if local is not None and not local.is_dir():
        raise CannotServe(f"There is no folder {local}: give --packs a folder with your stories in it.")
    if local is None and not places.in_checkout():
        return
    out = folder / "packs"
    out.mkdir()
    folders = [places.data(), *([local] if local else [])]
    for finding in compile_packs(folders, out):
        print(finding, file=sys.stderr)  # noqa: T201 – to the person at the terminal
    os.environ["ALONGSIDE_PACKS"] = str(out)
    stack.callback(os.environ.pop, "ALONGSIDE_PACKS", None)


def own_address(host: str, port: int, base_url: str, scheme: str = "http") -> str:
    """Give the address at which a browser on this machine finds the server."""
    name = "127.0.0.1" if host in ("", "0.0.0.0", "::") else host  # noqa: S104 – compared, not listened on
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}{base_url}"


def allow_many_files() -> None:
    """Let this process, and those that it starts, have as many files and sockets open as the system lets it."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 – Windows has none

        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(most, MOST_FILES)
        if now != resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, wanted), most))


def tidy_base(base_url: str) -> str:
    """Give a base path with a slash at both ends."""
    return f"/{base_url.strip('/')}/".replace("//", "/")


def serve(words: argparse.Namespace) -> int:
    """Serve the workbooks until somebody stops it.

    Parameters
    ----------
    words : argparse.Namespace
        ``port``, ``host``, ``base_url``, ``packs``, ``no_browser``, ``no_fork``, ``memory_limit``, ``niceness``,
        ``compile_packs``, ``warm`` (what learners' kernels import), and what `alongside.serve.limits`,
        `alongside.serve.passwords` and `alongside.serve.reach` read.

    Returns
    -------
    int
        Exit status.
    """
    with suppress(KeyboardInterrupt), ExitStack() as stack:  # once it serves, Ctrl+C is heard by the server itself
        try:
            check_build()
            reach = replace(reach_of(words), password=password_of(words))
            listening = stack.enter_context(listen_on(words.host, words.port))
            stack.enter_context(stops_calmly())
            allow_many_files()
            folder = stack.enter_context(own_folder())
            prepare_packs(words.packs, words.compile_packs, folder, stack)
        except (CannotServe, CannotBeReached) as problem:
            print(problem, file=sys.stderr)  # noqa: T201 – to the person at the terminal
            return 1
        stack.enter_context(_kernels(words, folder))
        scheme = "https" if reach.secure else "http"
        address = own_address(words.host, listening.getsockname()[1], tidy_base(words.base_url), scheme)
        _run(words, listening, address, folder, reach)
    return 0


@contextmanager
def stops_calmly() -> Iterator[None]:
    """Leave nothing behind when the system stops us before we serve, as when somebody presses Ctrl+C."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _kernels(words: argparse.Namespace, folder: Path) -> AbstractContextManager[None]:
    from alongside.serve.fork.provisioner import forked_kernels  # noqa: PLC0415 – as below; and it warms while Voilà is imported

    return forked_kernels([*words.warm, *needs_of(places.workbooks())], folder, is_wanted=not words.no_fork)


def settings(words: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """Give what a host may set of Jupyter's settings, as traitlets takes them."""
    return {"ForkProvisioner": {"memory_limit": words.memory_limit, "niceness": words.niceness}}


def _run(words: argparse.Namespace, listening: socket.socket, address: str, folder: Path, reach: Reach) -> None:
    from alongside.serve.limits import limits_of  # noqa: PLC0415 – as below
    from alongside.serve.server import AlongsideServer  # noqa: PLC0415 – Voilà takes a second, and the port is checked first

    def say_so() -> None:
        print(f"Alongside is running at {address}", flush=True)  # noqa: T201 – to the person at the terminal
        if not words.no_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    async def run() -> None:
        server = AlongsideServer(reach, folder, limits_of(words), settings(words), base_url=tidy_base(words.base_url))
        server.initialize([])
        await server.run(listening, say_so)

    set_up_logging()
    asyncio.run(run())
