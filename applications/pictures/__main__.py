"""`python -m applications.pictures`: search 524 pictures by a picture, by words, by both, by a crop."""

from applications.serve import main

if __name__ == "__main__":
    main("pictures")
