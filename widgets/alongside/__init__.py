"""Workbooks for the first year of social work in England: stories, the form, the page around them, the server."""
