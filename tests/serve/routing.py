"""Prints as JSON whom each address of our server is answered by, and the addresses that Voilà and Jupyter would answer."""

import asyncio
import importlib
import json
import sys
import tempfile
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

from jupyter_server.auth.identity import IdentityProvider
from jupyter_server.serverapp import JUPYTER_SERVICE_HANDLERS
from tornado.routing import PathMatches, Rule, RuleRouter
from voila.app import Voila

from alongside.serve.caretaker import Limits
from alongside.serve.reach import reach_of
from alongside.serve.server import AlongsideServer
from tests.serve.test_reach import asked


def walk(router: RuleRouter) -> list[tuple[str, str]]:
    """Pattern and handler of every rule, in the order in which they are tried."""
    found = []
    for rule in router.rules:
        if isinstance(rule.target, RuleRouter):
            found += walk(rule.target)
        else:
            found.append((pattern_of(rule), rule.target.__name__))
    return found


def pattern_of(rule: Rule) -> str:
    return rule.matcher.regex.pattern if isinstance(rule.matcher, PathMatches) else "?"


def example(pattern: str) -> str:
    """An address that a pattern matches."""
    return "".join(map(sample, _parser.parse(pattern)))


def sample(part: tuple) -> str:
    kind, value = str(part[0]), part[1]
    made = "x" if kind in ("ANY", "NOT_LITERAL") else ""
    if kind == "LITERAL":
        made = chr(value)
    elif kind == "IN":
        made = next((chr(one[1]) for one in value if str(one[0]) == "LITERAL"), "x")
    elif kind in ("MAX_REPEAT", "MIN_REPEAT"):
        made = "".join(map(sample, value[2])) * max(1, value[0])
    elif kind == "SUBPATTERN":
        made = "".join(map(sample, value[-1]))
    elif kind == "BRANCH":
        made = "".join(map(sample, value[1][0]))
    return made


def foreign(server: AlongsideServer) -> list[str]:
    """Examples of what Voilà and a Jupyter server would answer."""
    handlers = list(Voila.init_handlers(server)) + IdentityProvider().get_handlers()
    for modules in JUPYTER_SERVICE_HANDLERS.values():
        for module in modules or []:
            handlers += importlib.import_module(module).default_handlers
    return sorted({example(handler[0]) for handler in handlers})


async def tell(folder: Path) -> str:
    server = AlongsideServer(reach_of(asked()), folder, Limits(1), {}, base_url="/below/")
    server.initialize([])
    app = server.make_app()
    return json.dumps({"ours": walk(app.default_router), "foreign": foreign(server)})


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(tell(Path(tempfile.mkdtemp(dir=sys.argv[1])))))
