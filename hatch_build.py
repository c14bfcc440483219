"""What has to stand before a wheel is packed: the front end and the compiled packs.

`run.py` runs this file too, and keeps going where a pack is broken; a wheel with a broken pack is refused.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "widgets"))

from alongside.page.build import NODE_PACKAGE, BuildError, build, fingerprint, machine_node  # noqa: E402


def compile_packs(root: Path) -> list[str]:
    """Compile the shipped packs, unless they stand as their sources are; return what is wrong, line by line."""
    from alongside.content.check import compile_packs as compile_all  # noqa: PLC0415 – pydantic may be absent

    package, data = root / "widgets/alongside", root / "data"
    rooms = [package / room for room in ("alliance", "content", "identity", "scenario", "standards")]
    sources = [*data.rglob("*.*"), *(code for room in rooms for code in room.rglob("*.py"))]
    stamp = package / "_built/.packs"
    wanted = fingerprint(path for path in sources if path.is_file())
    if stamp.exists() and stamp.read_text() == wanted:
        return []
    print("Compiling the packs ...", flush=True)
    out = package / "_built/packs"
    errors = [str(finding) for finding in compile_all([data], out, reuse=out) if finding.is_error]
    if not errors:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(wanted)
    return errors


class FrontEndAndPacks(BuildHookInterface[Any]):
    """Builds before a wheel is packed; an editable install is left to `run.py`."""

    def dependencies(self) -> list[str]:
        """Ask for Node as a Python package where the machine has none."""
        return [] if machine_node() or self.target_name != "wheel" else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, refuse to pack what is broken, and add what lies outside the package: ``places`` finds it there."""
        if self.target_name != "wheel" or version == "editable":
            return
        build(Path(self.root))
        errors = compile_packs(Path(self.root))
        if errors:
            raise BuildError("A pack is broken:\n" + "\n".join(errors))
        build_data["force_include"] |= {folder: f"alongside/_{folder}" for folder in ("workbooks", "data")}


def main() -> int:
    """Build both, and say what is wrong in a sentence each."""
    try:
        build(ROOT)
    except BuildError as problem:
        print(problem, file=sys.stderr)
        return 1
    for line in compile_packs(ROOT):
        print(f"Left out: {line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
