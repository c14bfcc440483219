"""Kernels by fork: one warmed process has imported everything once; a learner's kernel is forked from it."""

#: What jupyter_client knows our provisioner by.
NAME = "alongside-fork"
