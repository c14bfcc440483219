"""The workbook "My record": what a learner has written, looked at, opened from a file, and made into documents."""
