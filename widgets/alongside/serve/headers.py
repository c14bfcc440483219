"""The content security policy: a page fetches from its own address only, and runs no script but ours."""

import base64
import hashlib
from functools import lru_cache


@lru_cache(maxsize=8)
def policy(inline_script: str) -> str:
    """Give the policy of a page.

    Parameters
    ----------
    inline_script : str
        The one script that stands in the page itself (reading settings, before the first paint), allowed by its hash.

    Returns
    -------
    str
        ``blob:`` is what anywidget imports a widget's module from; ``unsafe-inline`` for styles is what it adds their
        styles with. ``script-src-attr 'none'`` stops handlers in attributes.
    """
    digest = base64.b64encode(hashlib.sha256(inline_script.encode()).digest()).decode()
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' blob: 'sha256-{digest}'",
        "script-src-attr": "'none'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'none'",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())
