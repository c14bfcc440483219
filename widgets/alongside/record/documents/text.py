"""Plain text, to read anywhere and to paste. Standard library only."""

from __future__ import annotations

from alongside.record.documents.paper import Paper

_UNDERLINES = {1: "=", 2: "-"}


def write_text(paper: Paper) -> bytes:
    """Write a document as plain text, headings underlined, in UTF-8."""
    lines = [paper.title, "=" * len(paper.title)]
    before = "heading"
    for block in paper.blocks:
        if not (block.kind == before == "fact"):
            lines.append("")
        lines.append(f"{block.label}\n{block.words}" if block.label else block.words)
        if block.level in _UNDERLINES:
            lines.append(_UNDERLINES[block.level] * len(block.words))
        before = block.kind
    return ("\n".join(lines) + "\n").encode()
