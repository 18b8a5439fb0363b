// id: ids-are-floats
// check: test_drop
// why: JSON has numbers and an id is a number, so it is parsed as one. Above 2^53 it becomes its neighbor.
// source: https://github.com/milvus-io/milvus-sdk-node/issues/226 (INT64 comes back as text); MDN, Number.MAX_SAFE_INTEGER
// BEGIN SOLUTION read
/** The task of a line. */
function read(line) {
  return JSON.parse(line);
}
// END SOLUTION
