# expect: passed
# because: 'What belongs to a different way may be left out, and is not looked at': a class, between the slowest and the fastest, and keys that are not needed
class Change:
    def __init__(self, documents, arrivals, budget=None, nights=None, back=0, lives=None):
        self.documents, self.arrivals, self.budget, self.nights, self.back = documents, arrivals, budget, nights, back

    def slow_and_fast(self):
        """The least and the most old documents that a night may bring."""
        return -(-self.documents // self.nights), self.budget - 2 * self.arrivals

    def aside(self):
        least, most = self.slow_and_fast()
        return {"way": "aside", "per_day": max(1, (least + most) // 2), "keep": self.back, "both": True}

    def in_place(self):
        return {"way": "in place", "per_day": 10**6, "keep": 3, "both": False}

    def as_they_come(self):
        return {"way": "as they come", "per_day": 1, "keep": 0, "both": True}

    def not_at_all(self):
        return {"way": "not at all", "keep": 1}


PLAN = {"articles": Change.aside, "wiki": Change.aside, "drafts": Change.in_place, "sessions": Change.as_they_come, "archive": Change.not_at_all}


def migrate(collection, **given):
    """How a collection comes to a different model."""
    return PLAN[collection](Change(**given))
