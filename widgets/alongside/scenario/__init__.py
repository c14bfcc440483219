"""Branching stories: the engine, its player, its map and the rules for authors."""
