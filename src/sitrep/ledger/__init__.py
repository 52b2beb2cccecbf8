"""Everything kept, nothing overwritten: documents, readings, events and statements."""
