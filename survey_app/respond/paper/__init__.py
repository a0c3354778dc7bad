"""Paper: a print-ready form from the same questionnaire, its print runs, and the form as a PDF."""
