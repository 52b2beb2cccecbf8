"""Pages over a ledger: what is new, the map, incidents, stories, claims, processes, actors, review."""
