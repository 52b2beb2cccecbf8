"""Which thing in the world is meant: days, places and amounts."""
