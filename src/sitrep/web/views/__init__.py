"""What pages show, made of the ledger's answers: frozen rows and cells without markup."""
