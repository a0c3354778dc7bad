"""A small questionnaire for each kind of question, in a folder of its name."""
