"""Where a request comes from, and what the browser called the server by: as far as that can be believed."""

import ipaddress
import re
from typing import Any

import tornado.web

from alongside.serve.reach import Network

_FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "X-Scheme")
_HOST = re.compile(r"[\w.-]+(?::\d{1,5})?|\[[0-9a-fA-F:.]+\](?::\d{1,5})?")


class Suite(tornado.web.Application):
    """The application; it believes what a proxy says of a browser's request, if the proxy's address is trusted.

    Parameters
    ----------
    trusted : list of Network
        Addresses of proxies. Nobody is trusted by default, not even this machine: a page whose name somebody has pointed
        at it (DNS rebinding) could write these headers too.
    """

    def __init__(self, trusted: list[Network], **settings: Any) -> None:
        super().__init__(**settings)
        self._trusted = trusted

    def find_handler(self, request: Any, **words: Any) -> Any:
        """Take the scheme and the host from a trusted proxy, then find who answers."""
        if self._trusted and _is_in(request.remote_ip, self._trusted):
            believe(request)
        return super().find_handler(request, **words)


def believe(request: Any) -> None:
    """Take scheme and host from the forwarded headers.

    Of several values the first is what the browser used; proxies further in have added theirs behind it.

    Parameters
    ----------
    request : HTTPServerRequest
        Is changed.
    """
    scheme = _first(request.headers, "X-Forwarded-Proto")
    if scheme in ("http", "https"):
        request.protocol = scheme
    host = _first(request.headers, "X-Forwarded-Host")
    if _HOST.fullmatch(host):
        request.headers["Host"] = request.host = host  # the header is what the origin of a wire is compared with
        request.host_name = host_name(host)


def _first(headers: Any, name: str) -> str:
    return str(headers.get(name, "")).split(",")[0].strip().lower()


def host_name(host: str) -> str:
    """Give a host without its port: ``[::1]`` of ``[::1]:8866``."""
    return re.sub(r":\d*$", "", host.lower())


def is_from_here(request: Any) -> bool:
    """Tell whether a request was made on this machine, and not passed on for somebody else.

    Parameters
    ----------
    request : HTTPServerRequest
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    name = host_name(request.host)
    return _is_loopback(str(request.remote_ip)) and (name == "localhost" or _is_loopback(name.strip("[]")))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _is_in(address: str, networks: list[Network]) -> bool:
    try:
        asks = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(asks in network for network in networks)
