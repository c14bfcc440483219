"""The Voilà application with our handlers, and none that a page of ours does not need."""

import asyncio
import logging
import os
import re
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from jupyter_server.auth.security import passwd
from tornado.httpserver import HTTPServer
from traitlets import default
from traitlets.config import Config
from voila.app import Voila

from alongside import places
from alongside.content import packs
from alongside.serve.addresses import Suite
from alongside.serve.browsers import Owners
from alongside.serve.caretaker import Caretaker
from alongside.serve.ending import Ending
from alongside.serve.fork import NAME as FORK
from alongside.serve.frames import FROM_BROWSER
from alongside.serve.kernels import make_room
from alongside.serve.lean import KnownKernels, LeanKernelManager, LeanKernels
from alongside.serve.limits import Limits
from alongside.serve.login import Login, OnePassword
from alongside.serve.page import WorkbookPage
from alongside.serve.pages import Exit, FrontEnd, Goodbye, Health, Kernel, NotFound, Start, WrongHost, is_shared_host, safe_exit
from alongside.serve.quiet import log
from alongside.serve.reach import Reach
from alongside.serve.shared import SharedRuns
from alongside.serve.static import HashedFile
from alongside.serve.waiting import Waiting
from alongside.serve.websocket import QuietConnection, Wire

MOST_BODY = 64 * 1024  # bytes of a request; what widgets send goes by the wire
SLOWEST_BODY = 30  # seconds that a request may take to arrive: who sends a byte a minute holds no line for ever
LONGEST_SILENCE = 150  # seconds between two requests on one line; Caddy keeps its lines for 120
PING_EVERY = 30_000  # milliseconds: a network that is gone is noticed
LONGEST_FOLDER = 56  # characters: the path to a socket in it may have 107
_KERNEL = r"api/kernels/(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"


def closed_doors() -> Config:
    """Give Voilà's settings: what a visitor may change is nothing."""
    config = Config()
    config.VoilaConfiguration.template = "alongside"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.extension_allowlist = []
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.show_tracebacks = False
    # its limit drops what a kernel sends too fast for good, and the page would never learn how it ended
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    config.MappingKernelManager.cull_idle_timeout = 0  # our caretaker knows better which pages nobody comes back to
    config.VoilaConfiguration.kernel_spec_manager_class = KnownKernels
    config.VoilaConfiguration.multi_kernel_manager_class = LeanKernels
    config.MultiKernelManager.kernel_manager_class = f"{LeanKernelManager.__module__}.{LeanKernelManager.__name__}"
    config.KernelManager.autorestart = False  # a kernel that starts again is empty: the page asks for a new one
    config.MappingKernelManager.kernel_manager_class = "alongside.serve.kernels.UntoldKernel"
    config.KernelProvisionerFactory.default_provisioner_name = FORK
    config.ForkProvisioner.log_output = True
    return config


class AlongsideServer(Voila):
    """Voilà for the suite's workbooks."""

    name = "voila"

    def __init__(self, reach: Reach, folder: Path, limits: Limits, settings: dict[str, dict[str, Any]], **kwargs: Any) -> None:
        """Set up the server.

        Parameters
        ----------
        reach : Reach
            By which names and through which proxies it is reached.
        folder : Path
            A private one, for kernels' sockets and keys.
        limits : Limits
            How many kernels, and how long they are kept.
        settings : dict of dict
            What the host has set, by class and name.
        """
        self.limits = limits
        self.reach = reach
        config = closed_doors()
        config.merge(Config(settings))
        if reach.password:
            config.OnePassword.hashed_password = passwd(reach.password)
        if sys.platform == "linux" and len(str(folder)) <= LONGEST_FOLDER:
            config.KernelManager.transport = "ipc"  # in a folder that is only ours: no port is taken, nobody listens in
        super().__init__(
            config=config,
            connection_dir=str(folder),
            config_file_paths=[],  # a stray voila.py in the folder that somebody stands in opens nothing
            root_dir=str(places.workbooks()),
            open_browser=False,
            kernel_websocket_connection_class=QuietConnection,
            identity_provider_class=OnePassword,
            **kwargs,
        )
        self.ending = Ending()

    @default("log")
    def _log_default(self) -> logging.Logger:
        return logging.getLogger("alongside.voila")

    def setup_template_dirs(self) -> None:
        """Take our template from the package, wherever that is installed."""
        self.template_paths = [str(places.template() / "alongside")]
        self.static_paths: list[str] = []

    def init_settings(self) -> dict[str, Any]:
        """Add what our handlers need, and compression of pages and of the wire."""
        settings: dict[str, Any] = super().init_settings()
        self.kernel_spec_manager.get_all_specs()  # imports ipykernel: a third of a second, not for the first reader to wait
        self.kernel_manager.allowed_message_types = list(FROM_BROWSER)
        make_room(self.kernel_manager.context)
        local = packs.local()
        return settings | {
            "compress_response": True,
            "websocket_compression_options": {},
            "ws_ping_interval": PING_EVERY,
            "ws_ping_timeout": 3 * PING_EVERY,  # of one ping only, Jupyter would cut every line that is quiet
            "xsrf_cookie_name": "alongside-page",  # a Jupyter on the same host has its own _xsrf
            "xsrf_cookie_kwargs": {"expires_days": None, "samesite": "Strict", "path": self.base_url},
            "log_function": lambda _handler: None,
            "alongside_framing": self.reach.framing,
            "alongside_owners": Owners(self.kernel_manager),
            "alongside_front_end": FrontEnd(),
            "alongside_workbooks": places.workbooks(),
            "alongside_local": local,
            "alongside_exit_to": safe_exit(local.get("exit_page"), ""),
            "alongside_is_shared_host": is_shared_host(os.environ),
            "alongside_caretaker": Caretaker(self.kernel_manager, self.limits),
            "alongside_shared": SharedRuns(self.kernel_manager, places.workbooks()),
            "alongside_told": WeakKeyDictionary(),
        }

    def init_handlers(self) -> list[Any]:
        """Name every address that is open; all others answer "not found"."""
        page = {"template_paths": self.template_paths, "config": self.config, "voila_configuration": self.voila_configuration}
        doors: list[tuple[Any, ...]] = [
            ("", Start),
            ("healthz", Health),
            ("exit", Exit),
            (r"static/([^/]+)", HashedFile),
            (r"voila/render/([^/]+)", WorkbookPage, page),
            (r"waiting/([A-Za-z0-9][\w-]{0,100}\.ipynb)", Waiting),
            (_KERNEL, Kernel),
            (_KERNEL + "/channels", Wire),
            (_KERNEL.replace("api/kernels", "voila/api/shutdown"), Goodbye),
            *([("login", Login)] if self.identity_provider.auth_enabled else []),
            (".*", NotFound),
        ]
        return [(re.escape(self.base_url) + door[0], *door[1:]) for door in doors] + [(".*", NotFound)]

    def make_app(self) -> Suite:
        """Make the application, with its doors for our own names and none for others."""
        app = Suite(self.reach.proxies, **self.init_settings())
        app.add_handlers(self.reach.hosts, self.init_handlers())
        looks = re.escape(self.base_url) + r"static/([^/]+)"  # the page that says so looks like ours
        app.add_handlers(".*", [(looks, HashedFile), (".*", WrongHost)])
        return app

    async def run(self, listening: socket.socket, is_ready: Callable[[], None]) -> None:
        """Answer until somebody stops the server.

        Parameters
        ----------
        listening : socket
            Bound and listening.
        is_ready : callable
            Called once the server answers.
        """
        self.ending.listen()
        self.app = self.make_app()
        server = HTTPServer(
            self.app,
            max_body_size=MOST_BODY,
            body_timeout=SLOWEST_BODY,
            idle_connection_timeout=LONGEST_SILENCE,
            ssl_options=self.reach.secure,
        )
        server.add_socket(listening)
        is_ready()
        caretaker: Caretaker = self.app.settings["alongside_caretaker"]
        beside = [asyncio.create_task(work) for work in (self._run_shared(), caretaker.watch())]
        try:
            await self.ending.is_wanted.wait()
        finally:
            server.stop()
            for task in beside:
                task.cancel()
            await self.ending.tell_and_end(caretaker, self.kernel_manager)

    async def _run_shared(self) -> None:
        try:
            await self.app.settings["alongside_shared"].run_all()
        except Exception:  # noqa: BLE001 – the server serves all the same, and tries again for the first reader
            log.exception("The start page could not be prepared.")

    def _handle_signal_stop(self, signal: int, frame: Any) -> None:
        self.ending.ask(signal, frame)
