"""The demo: a small publication to try Byline with. Nothing imports it."""
