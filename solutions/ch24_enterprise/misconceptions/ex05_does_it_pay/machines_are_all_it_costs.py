# id: machines-are-all-it-costs
# check: test_payback
# why: The bill of the cloud is what it costs. Those who run it are on a different bill.
# source: Total cost of ownership (Gartner, 1987): what is bought is the smaller part of what is paid
# BEGIN SOLUTION payback
    best = cheapest(load, machines)
    if best is None:
        return None
    monthly = gain["hours"] * gain["hourly"] - best["cents"]
    if gain["setup"] == 0 and monthly >= 0:
        return 0
    return -(-gain["setup"] // monthly) if monthly > 0 else None
    # END SOLUTION
