"""The words we may use: definitions, word lists and scales, with one strict reader each."""
