// id: bigint-goes-in
// check: test_small_ids
// why: JavaScript has had an exact whole number since 2020, so ids become BigInt. This SDK writes requests with JSON.stringify on the way, which refuses it.
// source: run in the lesson, with @zilliz/milvus2-sdk-node 3.0.6; MDN, BigInt, "Use within JSON"
// BEGIN SOLUTION read
function read(line) {
  const task = JSON.parse(line.replace(/(?<!\\)"id"\s*:\s*(-?\d+)/, '"id":"$1"'));
  return task.id === undefined ? task : { ...task, id: BigInt(task.id) };
}
// END SOLUTION
