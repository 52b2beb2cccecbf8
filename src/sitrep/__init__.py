"""Sitrep reads the news of war and peace talks into an auditable ledger."""
