"""Hands out the front end's files: named by their content, so kept by browsers for a year; compressed beforehand."""

import mimetypes
import re
from pathlib import Path

from tornado import web

from alongside.serve.pages import LONGEST_NAME, OpenPage

_NAME = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*\.(js|css|woff2|svg)")
_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_KINDS = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "woff2": "font/woff2"}


class HashedFile(OpenPage):
    """``/static/<name>-<hash>.<ending>``."""

    def head(self, name: str) -> None:
        """Answer as `get` does, without the content."""
        self.get(name)

    def get(self, name: str) -> None:
        """Send the file in the best coding that the browser takes."""
        found = _NAME.fullmatch(name) if len(name) <= LONGEST_NAME else None
        path = self.settings["alongside_front_end"].folder / name
        if not found or not path.is_file():
            raise web.HTTPError(404)
        self.set_header("Content-Type", _KINDS.get(found[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.finish(self._coded(path).read_bytes())

    def _coded(self, path: Path) -> Path:
        accepted = {part.split(";")[0].strip() for part in self.request.headers.get("Accept-Encoding", "").lower().split(",")}
        for coding, ending in _CODINGS:
            coded = path.with_name(path.name + ending)
            if coding in accepted and coded.is_file():
                self.set_header("Content-Encoding", coding)
                return coded
        return path
