"""What the benchmark serves is no test."""

collect_ignore = ["pages"]
