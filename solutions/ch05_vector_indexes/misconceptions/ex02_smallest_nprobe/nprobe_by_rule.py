# id: nprobe-by-rule
# check: test_smallest_that_reaches
# why: Rules of thumb are everywhere (the square root of nlist, 1 to 5% of nlist, 10% of nlist), so people compute nprobe instead of measuring recall.
# source: a widely copied guide gives "nprobe ≈ nlist × 1%~5%" and "10%~20% for high precision" (http://news.fishai.com.cn/news/2913332)
# BEGIN SOLUTION
    return max(1, round(nlist * (0.05 if target < 0.9 else 0.2)))
# END SOLUTION
