"""Documents made from a validated record, in memory: Word, PDF, plain text, the CPD piece, and the learner's own form filled."""
