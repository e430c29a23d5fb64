"""Finding things by their words, whatever the database: documents go in, ranked hits with extracts come out."""
