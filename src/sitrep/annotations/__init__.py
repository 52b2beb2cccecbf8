"""What the text marks: spans of a document, laid over it step by step."""
