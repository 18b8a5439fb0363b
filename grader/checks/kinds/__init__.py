"""The kinds of exercise: what a submission may be, one module each."""
