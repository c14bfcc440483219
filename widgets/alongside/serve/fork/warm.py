"""The warmed process: it imports everything once, and forks a kernel whenever the server asks for one.

It runs one thread and no event loop, since a process that forks must hold no lock and do nothing beside.
"""

from __future__ import annotations

import atexit
import faulthandler
import gc
import importlib
import io
import logging
import os
import select
import shutil
import socket
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from alongside.serve.fork.child import limit_memory, settle
from alongside.serve.fork.orders import READY, Lines, Order, receive_order, tell

if TYPE_CHECKING:
    from alongside.serve.fork.kernel import ForkedKernelApp

log = logging.getLogger("alongside")

_STDERR = 2
_PLOTS = "module://matplotlib_inline.backend_inline"  # as ipykernel says later; matplotlib asks at its import

#: What a kernel's start imports late.
LATE = """
    IPython.core.logger anywidget encodings.ascii faulthandler ipykernel.debugger ipykernel.displayhook ipykernel.iostream
    ipywidgets tornado.platform.asyncio
""".split()


def main() -> None:
    """Warm up, then fork until the server has gone; or be a kernel, in a forked process."""
    orders, lifeline = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
    folder = sys.argv[3]
    app = warm(sys.argv[4:])
    orders.send(READY)
    forker = Forker(orders)
    taken = forker.run()
    orders.close()
    if taken:
        live(app, *taken, lifeline)
    forker.wait_for_all()
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def warm(names: Iterable[str]) -> ForkedKernelApp:
    """Import what kernels need, and prepare a kernel.

    Parameters
    ----------
    names : iterable of str
        Modules to import. ``module:function`` also calls the function and closes what it gives, so that what it imports
        late and what it reads is there as well.
    """
    sys.modules.setdefault("debugpy", None)  # type: ignore[arg-type]  # nobody debugs a learner's kernel, and it is large
    os.environ.setdefault("MPLBACKEND", _PLOTS)
    for name in LATE:
        importlib.import_module(name)
    for name in names:
        try:
            _warm_one(name)
        except Exception as problem:  # noqa: BLE001 – kernels start without it, only slower
            log.warning("%s could not be warmed: %s", name, type(problem).__name__)
    importlib.import_module("jupyter_client.localinterfaces").localhost()
    from alongside.serve.fork.kernel import ForkedKernelApp  # noqa: PLC0415 – the debugger had to be kept out first

    app = ForkedKernelApp.instance(parent_handle=1)  # 1: no thread that watches the parent
    app.prepare()
    # as it does at its import where there is a kernel; without it, a page that was away cannot ask for its widgets' state
    importlib.import_module("ipywidgets").register_comm_target()
    gc.collect()
    gc.freeze()  # the collector of a forked kernel leaves all of this alone, so that its pages stay shared
    return app


def _warm_one(name: str) -> None:
    module, _, function = name.partition(":")
    imported = importlib.import_module(module)
    if module.startswith("matplotlib"):  # which imports what draws, and looks for its fonts, when it draws for the first time
        figure = importlib.import_module("matplotlib.figure").Figure()
        figure.add_subplot()
        figure.savefig(io.BytesIO(), format="png")
    if function:
        given = getattr(imported, function)()
        getattr(given, "close", lambda: None)()


def thread_names() -> list[str]:
    """Name the threads of this process, those of C libraries too."""
    return [file.read_text(encoding="utf-8").strip() for file in Path("/proc/self/task").glob("*/comm")]


class Forker:
    """Takes orders, forks, and tells what becomes of each kernel.

    Parameters
    ----------
    orders : socket.socket
        Where the server sends them.
    """

    def __init__(self, orders: socket.socket) -> None:
        self._orders = orders
        self._kernels: dict[int, tuple[int, int]] = {}  # by pidfd: process, and the pipe for its news
        self._waiting = select.poll()
        self._waiting.register(orders, select.POLLIN)

    def run(self) -> tuple[Order, Lines] | None:
        """Serve until the server has gone. In a forked process: give what it was forked for."""
        while True:
            for ready, _ in self._waiting.poll():
                if ready in self._kernels:
                    self._reap(ready)
                    continue
                taken = receive_order(self._orders)
                if taken is None or self._is_child(taken[1]):
                    return taken

    def wait_for_all(self) -> None:
        """Wait until no kernel is left: they end with the server, as this process does."""
        for process, _ in self._kernels.values():
            os.waitpid(process, 0)

    def _is_child(self, lines: Lines) -> bool:
        """Fork, and tell where we are now."""
        if len(names := thread_names()) > 1:
            tell(lines.news, f"refused threads are alive where there should be one: {', '.join(names)}")
        else:
            try:
                if not (process := os.fork()):
                    return True
            except OSError as problem:
                tell(lines.news, f"refused {problem.strerror}")
            else:
                self._kernels[pidfd := os.pidfd_open(process)] = process, os.dup(lines.news)
                self._waiting.register(pidfd, select.POLLIN)
                tell(lines.news, f"forked {process}")
        for line in lines:
            os.close(line)
        return False

    def _reap(self, pidfd: int) -> None:
        self._waiting.unregister(pidfd)
        process, news = self._kernels.pop(pidfd)
        _, status = os.waitpid(process, 0)
        tell(news, f"ended {os.waitstatus_to_exitcode(status)}")
        os.close(pidfd)
        os.close(news)


def live(app: ForkedKernelApp, order: Order, lines: Lines, lifeline: int) -> NoReturn:
    """Be a kernel from here to the end of the process."""
    status = 1
    try:
        _begin(app, order, lines, lifeline)
        app.start()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 – as an interpreter ends
        sys.excepthook(*sys.exc_info())
    # as multiprocessing ends a forked process: taking an interpreter apart would copy every page that is shared
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001
    atexit._run_exitfuncs()  # noqa: SLF001
    _leave(status)


def _leave(status: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(status & 0xFF)


def _begin(app: ForkedKernelApp, order: Order, lines: Lines, lifeline: int) -> None:
    try:
        settle(order, lines, lifeline)
        # a copy, since ipykernel takes the descriptor itself for what goes by the wire
        faulthandler.enable(os.dup(_STDERR), all_threads=False)
        app.connection_file = order.connection_file
        app.initialize()
        limit_memory(order.memory_limit)
    except Exception as problem:  # noqa: BLE001 – whatever it was, it is told, and this process ends
        tell(lines.news, f"failed {type(problem).__name__}")
        sys.excepthook(*sys.exc_info())
        _leave(1)  # ipykernel's tidying up would wait for ever for a socket that it has left open
    if not tell(lines.news, "begun"):
        os._exit(1)  # whoever asked for it has given up
    os.close(lines.news)
