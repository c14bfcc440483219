"""Knows which browser started which kernel, and lets no other near it.

A browser is told apart by a name that nobody can guess, in a signed cookie that ends with the browser and that no script
can read. The name says nothing of anybody, and is kept in memory only, as long as a kernel of that browser lives.
"""

import secrets
from typing import Any

from tornado import web

COOKIE = "alongside-browser"
_BYTES = 32  # of a browser's name: nobody guesses it


def browser_of(handler: web.RequestHandler) -> str:
    """Give the unguessable name of the browser that asks; one without a name gets one with the answer.

    Parameters
    ----------
    handler : RequestHandler
        Whose answer has not begun yet.
    """
    if (known := known_browser(handler)) is not None:
        return known
    named: str | None = getattr(handler, "alongside_browser", None)
    if named is None:
        named = handler.alongside_browser = secrets.token_urlsafe(_BYTES)  # type: ignore[attr-defined]
        handler.set_signed_cookie(
            _cookie_name(handler),
            named,
            expires_days=None,
            httponly=True,
            path=handler.settings["base_url"],
            # "Strict" would hide it when somebody follows a link in a message, and the new name would lock their open pages out
            samesite="Lax",
        )
    return named


def known_browser(handler: web.RequestHandler) -> str | None:
    """Give the name that the browser has sent; None for a browser that has none, or one that we did not give."""
    sent = handler.get_signed_cookie(_cookie_name(handler))
    return sent.decode() if sent else None


def _cookie_name(handler: web.RequestHandler) -> str:
    """Name the cookie by the port as well: browsers show a cookie to every port of a host."""
    port = handler.request.host.rpartition(":")[2]
    return f"{COOKIE}-{port}" if port.isdecimal() else COOKIE


class Owners:
    """Remembers which browser started each kernel.

    Parameters
    ----------
    manager : MappingKernelManager
        Knows which kernels live.
    """

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._browsers: dict[str, str] = {}

    def bind(self, kernel_id: str, browser: str) -> None:
        """Give a kernel that has been started to a browser, and forget the kernels that have gone."""
        self._browsers = {kernel: owner for kernel, owner in self._browsers.items() if kernel in self._manager}
        self._browsers[kernel_id] = browser

    def owns(self, browser: str | None, kernel_id: str) -> bool:
        """Tell whether this browser started this kernel, and whether it lives."""
        owner = self._browsers.get(kernel_id)
        return None not in (browser, owner) and browser == owner and kernel_id in self._manager


class OnlyOwn:
    """Gives a handler of one kernel its door: to any browser but the kernel's own, there is no such kernel."""

    request: Any
    settings: dict[str, Any]
    path_kwargs: dict[str, Any]

    async def prepare(self, **words: Any) -> None:
        """Answer "not found" to everybody else.

        Before a password is asked for: a page that was open while its server was started again learns that its kernel is gone.
        """
        owners: Owners = self.settings["alongside_owners"]
        if not owners.owns(known_browser(self), self.path_kwargs["kernel_id"]):  # type: ignore[arg-type]
            raise web.HTTPError(404)
        await super().prepare(**words)  # type: ignore[misc]
