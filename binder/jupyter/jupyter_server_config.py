"""Settings of the Jupyter server on Binder: behind it runs `alongside serve`, with the same closed routes as everywhere.

Why not Voilà's server extension: it would show workbooks beside Jupyter's whole API, without our page and our limits.
"""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SERVE = [str(CHECKOUT / ".venv/bin/python"), "-m", "alongside.cli", "serve", "--no-browser", "--trust-proxy", "127.0.0.1"]

c = get_config()  # noqa: F821 – Jupyter gives it to a file of settings

c.ServerApp.jpserver_extensions = {"voila.server_extension": False, "jupyter_server_proxy": True}
c.ServerProxy.servers = {
    "alongside": {
        "command": [*SERVE, "--port", "{port}", "--base-url", "{base_url}alongside/", "--allow-host", "*"],
        "absolute_url": True,
        "timeout": 60,
        "launcher_entry": {"title": "Alongside"},
    }
}
