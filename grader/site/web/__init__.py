"""One process that serves the site and the live lessons on this machine."""

from grader.site.web.serve import Address, serve

__all__ = ["Address", "serve"]
