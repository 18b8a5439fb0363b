"""Checks of ch02/ex04."""

import numpy as np

from grader.checks import check, fail, misconception, require, same

N, NLIST, K, DIM = 600, 24, 10, 64


def squared(a, b):
    a, b = np.asarray(a), np.asarray(b)
    return (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T


class Disk:
    """Cells of real words with vectors of many lengths, and who read them. The last cell is empty."""

    def __init__(self, seed, rng, support, nlist=NLIST, rounds=6):
        self.nlist = nlist
        self.vectors, _ = support.some_words(seed, rng, N)
        self.vectors = self.vectors * rng.uniform(0.6, 1.6, size=(N, 1))
        centers = self.vectors[rng.choice(N, nlist - 1, replace=False)]
        for _ in range(rounds):
            near = squared(self.vectors, centers).argmin(axis=1)
            centers = np.stack([self.vectors[near == c].mean(axis=0) if (near == c).any() else centers[c] for c in range(nlist - 1)])
        self.centers = np.concatenate([centers, [centers[0] + 3.0]])
        self.cell = squared(self.vectors, self.centers).argmin(axis=1)
        self.ids = rng.choice(900_000, size=N, replace=False) + 100_000
        self.opened = []

    def read(self, cell):
        if not isinstance(cell, (int, np.integer)) or isinstance(cell, bool):
            raise TypeError(f"read() takes the number of a cell, a whole number, and not {cell!r}")
        cell = int(cell)
        if not 0 <= cell < self.nlist:
            raise IndexError(f"there are cells 0 to {self.nlist - 1}, and none with the number {cell}")
        self.opened.append(cell)
        rows = np.flatnonzero(self.cell == cell)
        return self.ids[rows], self.vectors[rows]

    def nearest_cells(self, query):
        return [int(c) for c in np.argsort(((self.centers - query) ** 2).sum(axis=1))]

    def best(self, query, k, cells):
        """Ids of the k nearest rows in these cells, nearest first."""
        rows = np.flatnonzero(np.isin(self.cell, cells))
        order = np.argsort(((self.vectors[rows] - query) ** 2).sum(axis=1))[:k]
        return [int(i) for i in self.ids[rows[order]]]

    def ask(self, submission, query, k, nprobe):
        self.opened.clear()
        call = f"search(query, centers, read, k={k}, nprobe={nprobe})"
        answer = submission.search(query, self.centers, self.read, k, nprobe)
        if isinstance(answer, np.ndarray):
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)) or not all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in answer):
            fail(called=call, returned=repr(answer), expected="a list of ids (int)", why="The caller looks the rows up by their ids.")
        return [int(i) for i in answer], call, list(self.opened)


def outside(rng, disk):
    """Queries that are near to the words and are none of them, of any length."""
    return disk.vectors[int(rng.integers(N))] + 0.6 * rng.normal(size=DIM) / np.sqrt(DIM)


def whole_numbers(answer, call, count):
    """The cells that came back, one for each vector: no text, no fractions, no columns."""
    try:
        cells = np.asarray(answer)
    except ValueError:
        fail(called=call, returned=repr(answer), expected=f"{count} whole numbers", why="One cell for each vector.")
    plain = cells.dtype.kind in "iu" or (cells.dtype.kind == "f" and bool((cells == np.round(cells)).all()))
    require(plain and cells.ndim == 1, called=call, returned=repr(answer), expected=f"{count} whole numbers, one after the other", why="One cell for each vector.")
    same(len(cells), count, called=f"len({call})", why="One cell for each vector.")
    return cells.astype(int)


@check(points=1)
def test_assign(submission, seed, rng, support):
    """Each vector goes to its nearest center"""
    disk = Disk(seed, rng, support)
    call = "assign(vectors, centers)"
    answer = submission.assign(disk.vectors, disk.centers)
    cells = whole_numbers(answer, call, N)
    if not np.array_equal(cells, disk.cell):
        wrong = int((cells != disk.cell).sum())
        if np.array_equal(cells, (disk.vectors @ disk.centers.T).argmax(axis=1)):
            misconception("largest-product-is-nearest", evidence=f"{wrong} vectors are with the center that has the largest inner product with them",
                          called=call, returned=f"{wrong} of {N} vectors in another cell", expected="each in the cell of its nearest center",
                          why="Centers are means and have different lengths, even if the vectors have not. What does a long center do to an inner product?")
        fail(called=call, returned=f"{wrong} of {N} vectors in another cell", expected="each in the cell of its nearest center",
             why="Nearest by Euclidean distance.")
    again = whole_numbers(submission.assign(disk.vectors[::-3], disk.centers), call, N // 3)
    same(again.tolist(), disk.cell[::-3].tolist(), called=f"{call} once more, with a third of the vectors", why="Each call is about the vectors that it is given.")


@check(points=2)
def test_cells_opened(submission, seed, rng, support):
    """It reads the nprobe nearest cells, each once, and no other"""
    disk = Disk(seed, rng, support)
    seen = []
    for nprobe in (1, 2, 5, 12):
        for _ in range(3):
            query = outside(rng, disk)
            _, call, opened = disk.ask(submission, query, K, nprobe)
            right = disk.nearest_cells(query)
            if sorted(opened) == list(range(NLIST)):
                misconception("reads-everything", evidence=f"read() was called for all {NLIST} cells",
                              called=call, returned=f"{len(opened)} cells read", expected=f"{nprobe}",
                              why="Choosing among what has been fetched saves nothing. What can you know about a cell before you read it?")
            enough = next((n for n in range(1, NLIST + 1) if np.isin(disk.cell, right[:n]).sum() >= K), NLIST)
            seen.append((call, nprobe, opened, right, enough))
    for bounded in (False, True):  # the cells that it takes to hold k vectors, every time, whatever nprobe says
        stops = [opened == right[: min(enough, nprobe) if bounded else enough] for _, nprobe, opened, right, enough in seen]
        early = [case for case in seen if len(case[2]) < case[1]]
        if all(stops) and early:
            call, nprobe, opened, right, _ = early[-1]
            misconception("stops-when-k-are-found", evidence=f"each time just as many cells were read as it takes to hold {K} vectors: here {len(opened)}",
                          called=call, returned=f"cells {opened}", expected=f"cells {sorted(right[:nprobe])}",
                          why=f"{K} candidates are not yet the {K} nearest. Where may a nearer one lie?")
    for call, nprobe, opened, right, _ in seen:
        same(len(opened), len(set(opened)), called=f"cells read by {call}: {opened}", why="Reading a cell twice costs twice.")
        same(sorted(opened), sorted(right[:nprobe]), called=f"cells read by {call}", why="The cells with the nearest centroids, and as many as nprobe says.")
    many = Disk(seed, rng, support, nlist=500, rounds=0)  # so many that nothing is sorted that was only to be parted
    for nprobe in (1, 2, 3, 30):
        query = outside(rng, many)
        _, call, opened = many.ask(submission, query, K, nprobe)
        same(sorted(opened), sorted(many.nearest_cells(query)[:nprobe]), called=f"cells read by {call}, with {many.nlist} cells", why="The cells with the nearest centroids, and as many as nprobe says.")


@check(points=2, after="test_cells_opened")
def test_ranked_together(submission, seed, rng, support):
    """The nearest of all vectors in the opened cells, nearest first"""
    disk = Disk(seed, rng, support)
    for nprobe in (1, 3, 8):
        for _ in range(3):
            query = outside(rng, disk)
            found, call, _ = disk.ask(submission, query, K, nprobe)
            cells = disk.nearest_cells(query)[:nprobe]
            right = disk.best(query, K, cells)
            in_turn = [i for cell in cells for i in disk.best(query, K, [cell])][:K]
            if found == in_turn != right:
                misconception("cell-by-cell", evidence="first come the vectors of the nearest cell, then those of the next",
                              called=call, returned=found, expected=right,
                              why="The nearest cell does not hold the nearest vectors only. Have you compared vectors of different cells with each other?")
            if len(right) == K:  # a cell that holds fewer is another check's affair
                same(found, right, called=call, why="Rank all candidates together.")


@check(points=1, after="test_cells_opened")
def test_short_answers(submission, seed, rng, support):
    """Fewer vectors than asked for: all there are"""
    disk = Disk(seed, rng, support)
    far = disk.centers[-1]
    found, call, opened = disk.ask(submission, far, K, 1)
    sizes = np.bincount(disk.cell, minlength=NLIST)
    if found and set(found) == {-1}:
        misconception("filled-with-minus-one", evidence=f"the cell is empty, and the answer has {len(found)} ids that are -1", called=call,
                      returned=found, expected=[], why="Some libraries fill up with -1. Which row has the id -1?")
    require(len(opened) <= 1, called=f"{call} where the nearest cell is empty", returned=f"cells {opened} read", expected="one cell", why="nprobe says how many cells, empty ones included.")
    same(found, [], called=f"{call} where the nearest cell is empty", why="What is not there cannot be found.")
    small = int(np.argmin(np.where(sizes > 0, sizes, N)))
    found, call, _ = disk.ask(submission, disk.centers[small], int(sizes[small]) + 5, 1)
    same(found, disk.best(disk.centers[small], N, [small]), called=f"{call} on a cell of {sizes[small]}", why="A short answer is the honest one.")


@check(points=2, after=("test_ranked_together", "test_short_answers"))
def test_recall_never_falls(submission, seed, rng, support):
    """With more cells recall never falls, and with all of them it is 1"""
    disk = Disk(seed, rng, support)
    for _ in range(3):
        query = outside(rng, disk)
        true = set(disk.best(query, K, range(NLIST)))
        before = 0
        for nprobe in (1, 2, 4, 8, 16, NLIST):
            found, call, _ = disk.ask(submission, query, K, nprobe)
            hits = len(true & set(found))
            require(hits >= before, called=call, returned=f"{hits} of {K} true neighbors, after {before} with fewer cells", expected=f"at least {before}",
                    why="A vector that was found stays among the nearest when more is looked at.")
            before = hits
        same(before, K, called=f"true neighbors found by {call}", why="With every cell open the search is exact.")
