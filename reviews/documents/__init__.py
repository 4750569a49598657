"""Official documents: content values through a Markdown template into DOCX, HTML and the terminal preview."""
