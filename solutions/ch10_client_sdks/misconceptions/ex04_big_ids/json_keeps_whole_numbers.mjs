// id: json-keeps-whole-numbers
// check: test_big_ids_are_stored
// why: JSON has no limit for a whole number, and the text in the line is exact. JSON.parse makes a float of it before anyone sees it.
// source: RFC 8259, section 6 (interoperable up to 2^53 - 1); https://github.com/tc39/proposal-json-parse-with-source (JSON.parse loses the digits)
// BEGIN SOLUTION read
function read(line) {
  return JSON.parse(line);
}
// END SOLUTION
