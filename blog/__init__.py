"""Posts: what is written, under whose byline, and the pages it is read on."""
