"""Kernels by fork: one warmed process has imported everything once; a learner's kernel is forked from it."""
