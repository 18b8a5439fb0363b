"""Room 11 · Pages made from lessons, and the web application that serves them."""
