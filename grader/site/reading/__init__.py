"""A lesson as pages: one run of it gives a document, and the document stands in its chapter's own page.

`run` is a process of its own that runs a lesson from top to bottom; `elements` and `charts` turn what marimo would draw
into plain HTML; `copies` keeps the documents under the hash of all that they depend on; `grader.site.pages.document` puts one into a page.
"""
