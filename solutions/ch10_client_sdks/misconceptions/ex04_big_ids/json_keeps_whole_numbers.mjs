// id: json-keeps-whole-numbers
// check: test_big_ids_are_stored
// why: JSON has no limit for a whole number, and the text in the line is exact. JSON.parse makes a float of it before anyone sees it.
// source: RFC 8259, section 6 (interoperable up to 2^53 - 1); https://github.com/milvus-io/milvus/issues/20415 (9999999999999999 came back as 10000000000000000)
// BEGIN SOLUTION read
function read(line) {
  return JSON.parse(line);
}
// END SOLUTION
