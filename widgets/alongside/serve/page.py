"""A workbook as a page: all its words at once, then what its cells show, each as soon as it has run."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from tornado import web
from tornado.iostream import StreamClosedError
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler

from alongside import places
from alongside.days import in_words
from alongside.serve.browsers import browser_of
from alongside.serve.caretaker import Caretaker, Place, Wait
from alongside.serve.markup import markdown_html, trouble_html
from alongside.serve.pages import OurPages
from alongside.serve.quiet import log
from alongside.serve.runner import Ran, Runner, state_html
from alongside.serve.shared import SharedRuns
from alongside.serve.waiting import KEPT_FOR_PAGE, waiting_page
from alongside.serve.workbooks import facts_of, is_shared, read_workbook, title_of

WORKBOOK = re.compile(r"[A-Za-z0-9][\w-]{0,100}\.ipynb")
NOW = "<!-- now -->"  # in the template: what stands before it goes to the browser at once


@cache
def _template() -> jinja2.Template:
    """Give the page's template, compiled; it escapes by itself nothing."""
    folder = jinja2.FileSystemLoader(places.template() / "alongside")
    return jinja2.Environment(loader=folder, enable_async=True, autoescape=False).get_template("index.html.j2")  # noqa: S701


class Renderer(NotebookRenderer):
    """Renders one workbook for one reader, or for everybody where the workbook says that it is the same for all.

    Parameters
    ----------
    page : WorkbookPage
        The handler that asks.
    place : Place or None
        For its kernel, where it needs one.
    """

    def __init__(self, page: "WorkbookPage", place: Place | None, **kwargs: Any) -> None:
        super().__init__(request_handler=page, **kwargs)
        self.page = page
        self.place = place
        self.kernel: asyncio.Task[str] | None = None
        self.known: list[Ran] | None = None

    async def initialize(self) -> None:
        """Read the workbook, and find its kernel. Voilà would make an exporter, and compile its template, for every page."""
        file = self.page.settings["alongside_workbooks"] / self.notebook_path
        self.notebook = await self.fix_notebook(deepcopy(read_workbook(file)))

    @property
    def own(self) -> dict[str, Any]:
        """What the workbook's metadata say to the page."""
        own = self.notebook.metadata.get("alongside", {})
        return own if isinstance(own, dict) else {}

    def begin(self) -> None:
        """Find out what the cells show where that is known, and else start a kernel for them."""
        shared: SharedRuns = self.page.settings["alongside_shared"]
        if self.place:
            name = self.notebook.metadata.kernelspec.name
            self.kernel = asyncio.create_task(self._start_own(self.place, name, browser_of(self.page)))
        elif is_shared(self.notebook):
            self.known = shared.known(self.notebook_path)
        else:
            self.known = []

    async def _start_own(self, place: Place, name: str, browser: str) -> str:
        kernel_id = await self.page.caretaker.start(place, name)
        self.page.settings["alongside_owners"].bind(kernel_id, browser)
        return kernel_id

    def generate_content_generator(self, kernel_id: str | None = None, kernel_future: Any = None) -> AsyncGenerator[Any]:  # noqa: ARG002 – Voilà's signature
        """Render in pieces. The template decides when the kernel is waited for."""
        settings = self.page.settings
        name = Path(self.notebook_path).stem
        known = {ran.place: ran.html for ran in self.known} if self.known is not None else {}
        context = {
            "nb": self.notebook,
            "kernel_start": self.wait_for_kernel,
            "cell_generator": self.run_cells,
            "words_of": lambda cell: markdown_html(cell.source),
            "title": title_of(self.notebook, name),
            "is_start": name == "start",
            "is_private": self.own.get("private") is True,
            "is_partly_private": self.own.get("private") == "partly",
            "has_exit": self.own.get("exit") is True,
            "exit_to": settings["alongside_exit_to"] or f"{self.page.root}exit",
            "is_shared_host": settings["alongside_is_shared_host"],
            "in_words": in_words,
            "contacts": settings["alongside_local"].get("contacts", []),
            "names": settings["alongside_front_end"].names(),
            "root": self.page.root,
            "known": known,
            "is_running": self.known is None,
            "is_live": self.kernel is not None,
            "now": NOW,
        }
        pieces: AsyncGenerator[Any] = _template().generate_async(context)
        return pieces

    async def wait_for_kernel(self, _notebook: Any) -> str:
        """Give the kernel's id as soon as its process has been started; "" where the page has none of its own."""
        return await self.kernel if self.kernel else ""

    async def run_cells(self, notebook: Any, kernel_id: str) -> AsyncIterator[dict[str, Any]]:
        """Give the place and the HTML of each cell as it ends."""
        async for ran in self._run_own(notebook, kernel_id) if kernel_id else self._await_shared():
            yield {"place": ran.place, "html": ran.html, "state": state_html(ran.state)}

    async def _run_own(self, notebook: Any, kernel_id: str) -> AsyncIterator[Ran]:
        manager = self.page.kernel_manager.get_kernel(kernel_id)
        runner = Runner(notebook, manager)
        try:
            self.page.settings["alongside_told"][manager] = await runner.connect()
            async for ran in runner.run_cells():
                yield ran
        finally:
            runner.disconnect()

    async def _await_shared(self) -> AsyncIterator[Ran]:
        for ran in await self.page.settings["alongside_shared"].ran(self.notebook_path, self.notebook):
            yield ran


class WorkbookPage(OurPages, TornadoVoilaHandler):
    """``/voila/render/<name>.ipynb``."""

    SUPPORTED_METHODS = ("GET",)

    is_left = False
    place: Place | None = None

    @property
    def caretaker(self) -> Caretaker:
        """Who gives places to pages, and takes them back."""
        return self.settings["alongside_caretaker"]

    def on_connection_close(self) -> None:
        """Note that the reader has gone before the page was complete."""
        self.is_left = True
        if self.place:
            self.caretaker.lives.closed(self.place.kernel_id)
        super().on_connection_close()

    @property
    def root(self) -> str:
        """The way from a workbook's address to the suite's own, so that pages hold behind any proxy."""
        return "../../"

    def get_login_url(self) -> str:
        """Lead to where the password is asked for, and from there back here."""
        name = self.path_args[0]
        return f"{self.root}login?next={name if WORKBOOK.fullmatch(name) else ''}"

    @web.authenticated
    async def get(self, path: str) -> None:
        """Send the page."""
        file = self.settings["alongside_workbooks"] / path
        if not WORKBOOK.fullmatch(path) or not file.is_file():
            raise web.HTTPError(404)
        if facts_of(file).needs_kernel and not self._has_place(path):
            return
        self.xsrf_token  # noqa: B018 – asking for it sets the cookie that lets a closed page release its kernel
        browser_of(self)  # two pages that are opened at the same time find the cookie that the start page has set
        self.set_header("Content-Type", "text/html; charset=utf-8")
        try:
            renderer = await self._prepare_renderer(path)
        except BaseException:
            self._let_go()
            raise
        renderer.begin()
        await self._send(renderer)

    def _has_place(self, path: str) -> bool:
        """Take a place for a kernel, or send the waiting page."""
        if self.caretaker.is_ending:
            raise web.HTTPError(503)
        outcome = self.caretaker.admit(browser_of(self), path, KEPT_FOR_PAGE)
        if isinstance(outcome, Wait):
            self.finish(waiting_page(self, path, outcome))
            return False
        self.place = outcome
        return True

    async def _prepare_renderer(self, path: str) -> Renderer:
        renderer = Renderer(
            self,
            self.place,
            voila_configuration=self.voila_configuration,
            notebook_path=path,
            kernel_spec_manager=self.kernel_spec_manager,
        )
        await renderer.initialize()
        return renderer

    async def _send(self, renderer: Renderer) -> None:
        try:
            async with aclosing(renderer.generate_content_generator()) as pieces:
                async for piece in pieces:
                    self.write(piece)
                    if NOW in piece:
                        await self.flush()
        except StreamClosedError:
            self._let_go()  # nobody is there any more
            return
        except Exception:  # noqa: BLE001 – whatever it is, the page ends with a sentence
            self._let_go()
            if self.is_left:
                return
            if not self.caretaker.is_ending:
                log.exception("A workbook's page could not be finished.")
            self.write(f'<template data-fill="trouble">{trouble_html()}</template><i data-filled></i>')
        if self.place:
            self.caretaker.lives.sent(self.place.kernel_id)
        with suppress(StreamClosedError):
            await self.finish()

    def _let_go(self) -> None:
        if self.place:
            self.caretaker.let_go(self.place.kernel_id)
