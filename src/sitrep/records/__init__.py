"""What one report claims: events, statements and actors, each resting on its words."""
