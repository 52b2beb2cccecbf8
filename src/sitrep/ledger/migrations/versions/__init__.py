"""One file for each migration, in order; a migration that was released is never edited."""
