"""What a person can ask for: reading, ingesting and looking up."""
