"""Content packs: ``check`` compiles them for authors and servers, ``packs`` reads what was compiled."""
