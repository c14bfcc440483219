"""A workbook as a page: all its words at once, then what its cells show, each as soon as it has run."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, suppress
from typing import Any

import nbformat
from tornado import web
from tornado.iostream import StreamClosedError
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler

from alongside.serve.browsers import browser_of
from alongside.serve.kernels import start_kernel, stop_kernel
from alongside.serve.markup import markdown_html, trouble_html
from alongside.serve.pages import OurPages
from alongside.serve.quiet import log
from alongside.serve.runner import Ran, Runner, state_html
from alongside.serve.shared import SharedRuns, is_shared

WORKBOOK = re.compile(r"[A-Za-z0-9][\w-]{0,100}\.ipynb")
NOW = "<!-- now -->"  # in the template: what stands before it goes to the browser at once


class Renderer(NotebookRenderer):
    """Renders one workbook for one reader, or for everybody where the workbook says that it is the same for all.

    Parameters
    ----------
    page : WorkbookPage
        The handler that asks.
    """

    def __init__(self, page: "WorkbookPage", **kwargs: Any) -> None:
        super().__init__(request_handler=page, **kwargs)
        self.page = page
        self.kernel: asyncio.Task[str] | None = None
        self.known: list[Ran] | None = None

    async def load_notebook(self, path: str) -> nbformat.NotebookNode:
        """Read the workbook, and find its kernel."""
        notebook = nbformat.read(self.page.settings["alongside_workbooks"] / path, as_version=4)
        return await self.fix_notebook(notebook)

    @property
    def own(self) -> dict[str, Any]:
        """What the workbook's metadata say to the page."""
        own = self.notebook.metadata.get("alongside", {})
        return own if isinstance(own, dict) else {}

    def begin(self) -> None:
        """Find out what the cells show where that is known, and else start a kernel for them."""
        shared: SharedRuns = self.page.settings["alongside_shared"]
        if not any(cell.cell_type == "code" and cell.source.strip() for cell in self.notebook.cells):
            self.known = []
        elif is_shared(self.notebook):
            self.known = shared.known(self.notebook_path)
        else:
            self.kernel = asyncio.create_task(self._start_own(self.notebook.metadata.kernelspec.name, browser_of(self.page)))

    async def _start_own(self, name: str, browser: str) -> str:
        kernel_id = await start_kernel(self.page.kernel_manager, name)
        self.page.settings["alongside_owners"].bind(kernel_id, browser)
        return kernel_id

    def generate_content_generator(self, kernel_id: str | None = None, kernel_future: Any = None) -> AsyncGenerator[Any]:  # noqa: ARG002 – Voilà's signature
        """Render in pieces. The template decides when the kernel is waited for."""
        settings = self.page.settings
        name = str(self.resources["metadata"]["name"])
        known = {ran.place: ran.html for ran in self.known} if self.known is not None else {}
        context = {
            "frontend": "voila",
            "kernel_start": self.wait_for_kernel,
            "cell_generator": self.run_cells,
            "words_of": lambda cell: markdown_html(cell.source),
            "title": str(self.notebook.metadata.get("title") or name.replace("_", " ").capitalize()),
            "is_start": name == "start",
            "has_exit": self.own.get("exit") is True,
            "exit_to": settings["alongside_exit_to"] or f"{self.page.root}exit",
            "contacts": settings["alongside_local"].get("contacts", []),
            "names": settings["alongside_front_end"].names(),
            "root": self.page.root,
            "known": known,
            "is_running": self.known is None,
            "is_live": self.kernel is not None,
            "now": NOW,
        }
        pieces: AsyncGenerator[Any] = self.exporter.generate_from_notebook_node(
            self.notebook, resources=self.resources, extra_context=context, page_config=self.page_config
        )
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

    def on_connection_close(self) -> None:
        """Note that the reader has gone before the page was complete."""
        self.is_left = True
        super().on_connection_close()

    @property
    def root(self) -> str:
        """The way from a workbook's address to the suite's own, so that pages hold behind any proxy."""
        return "../../"

    @web.authenticated
    async def get(self, path: str) -> None:
        """Send the page."""
        if not WORKBOOK.fullmatch(path) or not (self.settings["alongside_workbooks"] / path).is_file():
            raise web.HTTPError(404)
        renderer = await self._prepare_renderer(path)
        self.xsrf_token  # noqa: B018 – asking for it sets the cookie that lets a closed page release its kernel
        browser_of(self)  # two pages that are opened at the same time find the cookie that the start page has set
        self.set_header("Content-Type", "text/html; charset=utf-8")
        renderer.begin()
        await self._send(renderer)

    async def _prepare_renderer(self, path: str) -> Renderer:
        renderer = Renderer(
            self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.traitlet_config,
            notebook_path=path,
            template_paths=self.template_paths,
            config_manager=self.config_manager,
            contents_manager=self.contents_manager,
            base_url=self.base_url,
            kernel_spec_manager=self.kernel_spec_manager,
            page_config={},
        )
        await renderer.initialize()
        return renderer

    async def _send(self, renderer: Renderer) -> None:
        try:
            async with aclosing(renderer.generate_content_generator()) as pieces:
                async for piece, _ in pieces:
                    self.write(piece)
                    if NOW in piece:
                        await self.flush()
        except StreamClosedError:
            await self._let_go(renderer)  # nobody is there any more
            return
        except Exception:  # noqa: BLE001 – whatever it is, the page ends with a sentence
            await self._let_go(renderer)
            if self.is_left:
                return
            log.exception("A workbook's page could not be finished.")
            self.write(f'<template data-fill="trouble">{trouble_html()}</template><i data-filled></i>')
        with suppress(StreamClosedError):
            await self.finish()

    async def _let_go(self, renderer: Renderer) -> None:
        if renderer.kernel is not None:
            with suppress(Exception):
                await stop_kernel(self.kernel_manager, await renderer.kernel)
