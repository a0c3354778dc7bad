"""Paper: forms, their routing in words, print runs, and files to print."""
