"""The pages over a ledger."""
