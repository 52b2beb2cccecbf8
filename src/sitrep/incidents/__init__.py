"""What the reports together say: reports of one happening linked into incidents."""
