"""The Spark side of outcross: it maps shards to workers, and carries what they find back to the command line."""
