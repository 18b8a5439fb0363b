// id: a-number-at-the-end
// check: test_big_ids_are_printed
// why: The output has to have numbers, so each id is made one, at the very end. The float that it becomes has lost its last digits.
// source: https://github.com/milvus-io/milvus-sdk-node/issues/226 (INT64 comes back as text); MDN, Number.MAX_SAFE_INTEGER
// BEGIN SOLUTION carry
async function carryOut(task) {
  let reply;
  if (task.op === "put") {
    const { id, vector, note } = task;
    reply = await client.upsert({ collection_name: collection, data: [{ id, vector, note }] });
  } else if (task.op === "drop") {
    reply = await client.delete({ collection_name: collection, filter: `id in [${task.id}]` });
  } else {
    reply = await client.search({ collection_name: collection, data: [task.vector], anns_field: "vector", limit: task.k });
  }
  if (reply.status.error_code !== "Success") throw new Error(reply.status.reason);
  if (task.op === "near") console.log(JSON.stringify(reply.results.map((hit) => Number(hit.id))));
}
// END SOLUTION
