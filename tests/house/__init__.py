"""The rules of the house: each a function from one file to its offences, in words with the place."""
