"""Everybody is the same reader; where the host has set a password, whoever knows it."""

import asyncio
import hmac
import secrets
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import PasswordIdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from alongside.serve.page import WORKBOOK
from alongside.serve.pages import OurPages

READER = User("reader")
MOST_WAITING = 60  # answers that wait to be looked at
SLOW = 1.0  # seconds until a wrong answer is told so: nobody tries thousands
LONGEST = 1000  # letters


class OnePassword(PasswordIdentityProvider):
    """Tells nobody apart: there is one reader, and at most one password."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self._turns = asyncio.Semaphore(1)
        self._waiting = 0
        self._key = secrets.token_bytes()
        self._known = b""
        # ends with the browser, and follows a link in a message
        self.cookie_options = {"expires_days": None, "samesite": "Lax"}

    def get_user(self, handler: Any) -> User | None:
        """Give the one reader that there is, if the browser has shown the password or none is wanted."""
        if not self.auth_enabled or handler.get_signed_cookie(self.get_cookie_name(handler)) == b"reader":
            return READER
        return None

    def user_to_cookie(self, user: User) -> str:
        """Say nothing in the cookie but that somebody knows the password."""
        return user.username

    async def is_right(self, password: str) -> bool:
        """Look at an answer, beside the server's other work and one at a time: it is made to take long.

        Once somebody has known it, others are let in at once, however many wrong answers are waiting: a whole session
        comes in the same minute.

        Raises
        ------
        HTTPError
            503: too many answers wait.
        """
        mark = hmac.digest(self._key, password.encode(), "sha256")
        if hmac.compare_digest(mark, self._known):
            return True
        if self._waiting >= MOST_WAITING:
            raise web.HTTPError(503)
        self._waiting += 1
        try:
            async with self._turns:
                is_right = bool(await asyncio.to_thread(self.passwd_check, password))
        finally:
            self._waiting -= 1
        if is_right:
            self._known = mark
        return is_right


class Login(OurPages, JupyterHandler):
    """``/login``: asks for the password, and goes on to the workbook that was wanted."""

    SUPPORTED_METHODS = ("GET", "POST")

    @property
    def wanted(self) -> str:
        """The workbook to go on to: a name, never an address."""
        name = self.get_query_argument("next", "")
        return name if WORKBOOK.fullmatch(name) else "start.ipynb"

    @allow_unauthenticated
    def get(self) -> None:
        """Ask, unless the browser has shown the password."""
        if self.current_user:
            self.redirect(f"voila/render/{self.wanted}")
        else:
            self._ask()

    @allow_unauthenticated
    async def post(self) -> None:
        """Look at the answer."""
        provider: OnePassword = self.settings["identity_provider"]
        password = self.get_body_argument("password", "", strip=False)
        if password and len(password) <= LONGEST and await provider.is_right(password):
            provider.set_login_cookie(self, READER)
            self.redirect(f"voila/render/{self.wanted}", status=303)
            return
        await asyncio.sleep(SLOW if password else 0)
        self.set_status(401)
        self._ask("That is not the password." if password else "Write the password.")

    def _ask(self, problem: str = "") -> None:
        token = self.xsrf_token.decode()
        self.finish(self.show("login.html.j2", token=token, wanted=self.wanted, problem=problem))
