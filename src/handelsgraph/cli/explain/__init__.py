"""Why an edge exists: an article's text with what was read in it, for the terminal and as a page."""
