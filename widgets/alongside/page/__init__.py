"""The page around every workbook; in Python only its build."""
