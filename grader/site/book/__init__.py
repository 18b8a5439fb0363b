"""The book as one file: a PDF with page numbers, contents and index, or an EPUB, from the same copies as the pages."""
