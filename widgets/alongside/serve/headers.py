"""The headers of every page: it fetches from its own address only, runs no script but ours, and asks for no device."""

import base64
import hashlib
import re
from functools import lru_cache

_FRAMING = re.compile(r"https?://(?:\*\.)?[\w.-]+(?::\d{1,5})?")
_DEVICES = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def may_frame(site: str) -> bool:
    """Tell whether this names a site whose pages may show ours in a frame, such as ``https://intranet.example.org``."""
    return bool(_FRAMING.fullmatch(site))


@lru_cache(maxsize=8)
def policy(inline_script: str, framing: tuple[str, ...] = ()) -> str:
    """Give the content security policy of a page.

    Parameters
    ----------
    inline_script : str
        The one script that stands in the page itself (reading settings, before the first paint), allowed by its hash.
    framing : tuple of str
        Other sites whose pages may show ours in a frame.
    """
    digest = base64.b64encode(hashlib.sha256(inline_script.encode()).digest()).decode()
    rules = {
        "default-src": "'none'",  # what is not named below is not fetched at all
        "script-src": f"'self' blob: 'sha256-{digest}'",  # blob: is what anywidget imports a widget's module from
        "script-src-attr": "'none'",  # no handler in an attribute runs, whatever HTML a cell shows
        "style-src": "'self' 'unsafe-inline'",  # anywidget adds a widget's styles as an element; styles run nothing
        "img-src": "'self' data: blob:",  # data: is our icon and a cell's pictures; blob: one that a widget has made
        "font-src": "'self'",  # the typefaces are ours
        "connect-src": "'self'",  # the wire, the goodbye, and the page fetched again
        "worker-src": "'none'",  # else script-src would speak for it
        "base-uri": "'none'",  # no HTML that slips in bends our relative addresses
        "form-action": "'self'",  # forms go to us: the password's
        "frame-ancestors": " ".join(("'self'", *framing)),  # who may show us in a frame
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def headers(inline_script: str, framing: tuple[str, ...]) -> dict[str, str]:
    """Give the headers of every page; the parameters are those of `policy`.

    ``Strict-Transport-Security`` is not among them: it would bind every other service of the same host name to https, and
    a host that tries a certificate could not go back. Who wants it lets the proxy send it.
    """
    return {
        "Content-Security-Policy": policy(inline_script, framing),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # a site that a link leads to is not told where its reader came from
        "Permissions-Policy": ", ".join(f"{device}=()" for device in _DEVICES),
        "Cache-Control": "no-store",
    }
