"""The standards that evidence is mapped to: titles only, each with its source and the time in which it holds."""
