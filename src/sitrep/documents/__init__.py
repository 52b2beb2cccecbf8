"""What was published, unchanged: texts, their publishers and quotations from them."""
