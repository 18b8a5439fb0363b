"""`python -m applications.answers`: start Milvus, fill it, serve the page."""

from applications.serve import main

if __name__ == "__main__":
    main("answers")
