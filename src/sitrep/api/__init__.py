"""The REST interface over a ledger."""
