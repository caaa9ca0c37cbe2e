"""Rules over several documents: a digest of each, and what they say together."""
