"""Formats a report or a ledger can be handed on in, one file per format."""
