"""Where a request comes from, as far as that can be believed."""

import ipaddress
from typing import Any

_FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "X-Scheme")


def is_from_here(request: Any) -> bool:
    """Tell whether a request was made on this machine, and not passed on for somebody else.

    Parameters
    ----------
    request : HTTPServerRequest
    """
    if any(name in request.headers for name in _FORWARDED):
        return False
    name = request.host.rpartition(":")[0] if not request.host.endswith("]") and ":" in request.host else request.host
    return is_loopback(str(request.remote_ip)) and (name == "localhost" or is_loopback(name.strip("[]")))


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own, such as ``127.0.0.1`` or ``::1``."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
