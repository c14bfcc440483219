"""A workbook as a page: all its words at once, then what its cells show, each as soon as it has run."""

import asyncio
import os
import re
import subprocess
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import nbformat
from tornado import web
from tornado.iostream import StreamClosedError
from voila.notebook_renderer import NotebookRenderer
from voila.tornado.handler import TornadoVoilaHandler

from alongside.serve.markup import markdown_html, trouble_html
from alongside.serve.pages import OurPages
from alongside.serve.quiet import log
from alongside.serve.runner import Ran, Runner, state_html

WORKBOOK = re.compile(r"[A-Za-z0-9][\w-]*\.ipynb")
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
        self.runner: Runner | None = None
        self.known: list[Ran] | None = None
        self.ran: list[Ran] = []

    async def load_notebook(self, path: str) -> nbformat.NotebookNode:
        """Read the workbook, and find its kernel."""
        notebook = nbformat.read(self.page.settings["alongside_workbooks"] / path, as_version=4)
        return await self.fix_notebook(notebook)

    @property
    def own(self) -> dict[str, Any]:
        """What the workbook's metadata say to the page."""
        own = self.notebook.metadata.get("alongside", {})
        return own if isinstance(own, dict) else {}

    @property
    def is_shared(self) -> bool:
        """Whether it shows everybody the same, so that its cells need to run only once."""
        return self.own.get("shared") is True

    @property
    def has_cells_to_run(self) -> bool:
        """Whether any cell holds code."""
        return any(cell.cell_type == "code" and cell.source.strip() for cell in self.notebook.cells)

    def generate_content_generator(self, kernel_id: str | None = None, kernel_future: Any = None) -> AsyncIterator[Any]:  # noqa: ARG002 – Voilà's signature
        """Render in pieces. The template decides when the kernel is waited for."""
        settings = self.page.settings
        known = {ran.place: ran.html for ran in self.known} if self.known is not None else {}
        context = {
            "frontend": "voila",
            "kernel_start": self.wait_for_kernel,
            "cell_generator": self.run_cells,
            "words_of": lambda cell: markdown_html(cell.source),
            "title": str(self.notebook.metadata.get("title") or self.resources["metadata"]["name"].replace("_", " ").capitalize()),
            "is_start": self.resources["metadata"]["name"] == "start",
            "has_exit": self.own.get("exit") is True,
            "exit_to": settings["alongside_exit_to"] or f"{self.page.root}exit",
            "contacts": settings["alongside_local"].get("contacts", []),
            "names": settings["alongside_front_end"].names(),
            "root": self.page.root,
            "known": known,
            "is_running": self.known is None,
            "is_live": self.known is None and not self.is_shared,
            "now": NOW,
        }
        pieces: AsyncIterator[Any] = self.exporter.generate_from_notebook_node(
            self.notebook, resources=self.resources, extra_context=context, page_config=self.page_config
        )
        return pieces

    async def wait_for_kernel(self, _notebook: Any) -> str:
        """Give the kernel's id as soon as its process has been started; it need not answer yet."""
        assert self.kernel is not None
        return await self.kernel

    async def run_cells(self, notebook: Any, kernel_id: str) -> AsyncIterator[dict[str, Any]]:
        """Run the cells, and give the place and the HTML of each as it ends."""
        manager = self.page.kernel_manager.get_kernel(kernel_id)
        self.runner = Runner(notebook, manager)
        being_sent = self.page.settings["alongside_being_sent"]
        try:
            being_sent[kernel_id] = await self.runner.connect()
            async for ran in self.runner.run_cells():
                self.ran.append(ran)
                yield {"place": ran.place, "html": ran.html, "state": state_html(ran.state)}
        finally:
            self.runner.disconnect()
            being_sent.pop(kernel_id, None)


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
        self.set_header("Content-Type", "text/html; charset=utf-8")
        renderer.known = self._known(renderer)
        if renderer.known is None:
            renderer.kernel = asyncio.create_task(self._start_kernel(renderer))
        try:
            await self._send(renderer)
        except Exception:
            await self._let_go(renderer)
            raise

    def _known(self, renderer: Renderer) -> list[Ran] | None:
        """Give what the cells show where that is known without running them, else None."""
        if not renderer.has_cells_to_run:
            return []
        known: dict[tuple[str, int], list[Ran]] = self.settings["alongside_shared"]
        return known.get(self._edition(renderer)) if renderer.is_shared else None

    def _edition(self, renderer: Renderer) -> tuple[str, int]:
        path = str(renderer.notebook_path)
        return path, (self.settings["alongside_workbooks"] / path).stat().st_mtime_ns

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

    async def _start_kernel(self, renderer: Renderer) -> str:
        return str(
            await self.kernel_manager.start_kernel(
                kernel_name=renderer.notebook.metadata.kernelspec.name,
                path="",
                env=dict(os.environ),
                # a kernel's own printing may quote a learner; what its widgets have to say comes by the wire
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )

    async def _send(self, renderer: Renderer) -> None:
        try:
            async for piece, _ in renderer.generate_content_generator():
                self.write(piece)
                if NOW in piece:
                    await self.flush()
        except StreamClosedError:
            await self._let_go(renderer)  # nobody is there any more
            return
        except Exception:
            await self._let_go(renderer)
            if self.is_left:
                return
            log.exception("A workbook's page could not be finished.")
            self.write(f'<template data-fill="trouble">{trouble_html()}</template><i data-filled hidden></i>')
        if renderer.is_shared and renderer.kernel is not None:
            self._share(renderer)
            await self._let_go(renderer)
        with suppress(StreamClosedError):
            await self.finish()

    def _share(self, renderer: Renderer) -> None:
        """Keep what the cells showed, for every other reader of a workbook that shows everybody the same."""
        if all(ran.is_whole and not ran.state for ran in renderer.ran):
            self.settings["alongside_shared"][self._edition(renderer)] = renderer.ran
        else:
            log.error("%s is 'shared', but shows a widget or has failed: its cells run anew for each reader.", renderer.notebook_path)

    async def _let_go(self, renderer: Renderer) -> None:
        if renderer.kernel is None:
            return
        with suppress(Exception):
            kernel_id = await renderer.kernel
            if kernel_id in self.kernel_manager:
                await self.kernel_manager.shutdown_kernel(kernel_id, now=True)
