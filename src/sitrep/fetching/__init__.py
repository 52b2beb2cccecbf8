"""What lies on the web, brought in with care: the only room that opens a connection."""
