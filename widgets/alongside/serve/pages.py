"""What every page that we serve has in common, and the small ones: not found, exit, health."""

import json
import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from alongside import places
from alongside.serve.addresses import is_from_here
from alongside.serve.browsers import OnlyOwn
from alongside.serve.caretaker import Caretaker
from alongside.serve.headers import headers
from alongside.serve.quiet import log

LONGEST_NAME = 150  # letters of a file's name in an address
_WORDS = {
    400: ("This page was asked for in an odd way", "Go to the start and try from there."),
    405: ("This address is only for looking", "Go to the start and try from there."),
    403: ("This page is not open to you", "It may be that the page was open too long. Go to the start and try from there."),
    404: ("There is no page here", "The address may have a slip in it, or the page may have moved."),
    503: (
        "This is being stopped",
        "Whoever runs it has stopped it, or starts it again. Wait a minute, then load the page again.",
    ),
}
_OTHERWISE = (
    "Something went wrong here",
    "It is not your doing. Load the page again; if it happens again, tell whoever runs this for you.",
)


@cache
def templates() -> jinja2.Environment:
    """Give the environment of the small pages: everything that is put into them is escaped."""
    return jinja2.Environment(loader=jinja2.FileSystemLoader(places.template() / "alongside"), autoescape=True)


class FrontEnd:
    """Names the hashed files of the front end, as the build left them."""

    def __init__(self) -> None:
        self._path = places.built() / "page" / "manifest.json"
        self._seen = 0
        self._names: dict[str, Any] = {}

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._path.parent

    def names(self) -> dict[str, Any]:
        """Give ``main``, ``live``, ``css``, ``fonts``, ``early`` and what they need; read anew after a build."""
        changed = self._path.stat().st_mtime_ns
        if changed != self._seen:
            self._names = json.loads(self._path.read_text(encoding="utf-8"))
            self._seen = changed
        return self._names


class OurPages(web.RequestHandler):
    """Gives a handler our headers, our error pages, and silence in the log about who asked for what."""

    @property
    def log(self) -> logging.Logger:
        """What Jupyter says of a request quotes it, and a stranger could fill the log with it."""
        return logging.getLogger("alongside.nowhere")

    def set_default_headers(self) -> None:
        """Let the page fetch from its own address only, and be kept by nobody."""
        front_end: FrontEnd = self.settings["alongside_front_end"]
        for name, value in headers(front_end.names()["early"], self.settings["alongside_framing"]).items():
            self.set_header(name, value)

    def set_cookie(self, *what: Any, **words: Any) -> None:
        """Set a cookie, and let it travel by https only where the page came by https."""
        super().set_cookie(*what, **words | {"secure": self.request.protocol == "https"})

    def get_login_url(self) -> str:
        """Refuse who has not shown the password; only a workbook's page leads to where it is asked for."""
        raise web.HTTPError(403)

    def show(self, template: str, **words: Any) -> str:
        """Fill one of the small pages."""
        usual = {"base": self.settings["base_url"], "names": self.settings["alongside_front_end"].names()}
        return templates().get_template(template).render(usual | words)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Answer an error with a page that says what to do; nothing of the request or of the error stands in it."""
        heading, what_to_do = _WORDS.get(status_code, _OTHERWISE)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.show("error.html.j2", heading=heading, what_to_do=what_to_do, status=status_code))

    def log_exception(self, kind: Any, error: BaseException | None, _: Any) -> None:
        """Log an error's type and lines of code; a refused request is no error."""
        if isinstance(error, web.HTTPError) or error is None:
            return
        log.error("A request failed.", exc_info=(kind, error, error.__traceback__))


class OpenPage(OurPages):
    """A page that anybody may see, and that needs to know nobody."""


class Start(OpenPage):
    """``/``: on to the start workbook."""

    def head(self) -> None:
        """Answer as `get` does."""
        self.get()

    def get(self) -> None:
        """Redirect; the address is relative, so that it holds behind any proxy."""
        self.redirect("voila/render/start.ipynb")


class Health(OpenPage):
    """``/healthz``: answers when pages can be served."""

    def head(self) -> None:
        """Answer as `get` does, without the content."""
        self.get()

    def get(self) -> None:
        """Say so; to this machine itself, say how many kernels are alive and may be, and how many pages wait, as well."""
        caretaker: Caretaker = self.settings["alongside_caretaker"]
        alive = len(self.settings["kernel_manager"].list_kernel_ids())
        own = {"kernels": alive, "most": caretaker.limits.kernels, "waiting": len(caretaker.tickets)}
        self.finish({"status": "ok"} | (own if is_from_here(self.request) else {}))


class Exit(OpenPage):
    """``/exit``: a page that says nothing of where its reader comes from."""

    def head(self) -> None:
        """Answer as `get` does, without the content."""
        self.get()

    def get(self) -> None:
        """Show it."""
        self.finish(self.show("exit.html.j2"))


class NotFound(OpenPage):
    """Every other address."""

    def prepare(self) -> None:
        """Refuse."""
        raise web.HTTPError(404)


class WrongHost(OpenPage):
    """Every address, asked for by a name that is not one of ours."""

    def prepare(self) -> None:
        """Refuse."""
        raise web.HTTPError(403)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Say what to do, to whoever set this up as well."""
        heading = "This is not one of our names"
        what_to_do = "Use the address that you were given. Whoever runs this can allow another name with --allow-host."
        words = {"heading": heading, "what_to_do": what_to_do, "status": status_code}
        self.finish(self.show("error.html.j2", has_start=False, **words))  # by this name there is no start to go to


class Kernel(OurPages, OnlyOwn, JupyterHandler):
    """``/api/kernels/<id>``: tells a page whether its own kernel lives. Starting, stopping and listing are closed."""

    SUPPORTED_METHODS = ("GET",)

    @web.authenticated
    def get(self, kernel_id: str) -> None:
        """Give what a browser's kernel connection asks for."""
        model = self.kernel_manager.kernel_model(kernel_id)
        self.finish(json.dumps({name: model[name] for name in ("id", "name", "execution_state", "connections")}))


class Goodbye(OurPages, OnlyOwn, JupyterHandler):
    """``/voila/api/shutdown/<id>``: a page that is being closed needs its own kernel no more, unless it soon comes back."""

    SUPPORTED_METHODS = ("POST",)

    @web.authenticated
    def post(self, kernel_id: str) -> None:
        """Note it."""
        self.settings["alongside_caretaker"].lives.closed(kernel_id)
        self.set_status(204)
        self.finish()


def is_shared_host(environment: Mapping[str, str]) -> bool:
    """Tell whether strangers run programs under this server's address: Binder serves everybody from one.

    Parameters
    ----------
    environment : mapping of str to str
        The server's own. Source: BinderHub gives ``BINDER_REPO_URL`` and ``BINDER_LAUNCH_HOST`` to what it launches.
    """
    return any(environment.get(name) for name in ("BINDER_REPO_URL", "BINDER_LAUNCH_HOST"))


def safe_exit(address: object, own: str) -> str:
    """Give the address that "Exit this page" leads to: the host's where it is a web address, else our own page.

    Parameters
    ----------
    address : object
        What the host's ``local.yaml`` says; anything.
    own : str
        Address of our own neutral page.
    """
    return address if isinstance(address, str) and re.fullmatch(r"https?://[^\s\"'<>]+", address) else own
