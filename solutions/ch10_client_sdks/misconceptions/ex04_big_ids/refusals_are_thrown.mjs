// id: refusals-are-thrown
// check: test_refused
// why: In pymilvus and in Java a refusal is an exception, and `await` in a `try` looks as if it were one here. This SDK returns it in `status`.
// source: run in the lesson, with @zilliz/milvus2-sdk-node 3.0.6
// BEGIN SOLUTION carry
async function carryOut(task) {
  if (task.op === "put") {
    const { id, vector, note } = task;
    await client.upsert({ collection_name: collection, data: [{ id, vector, note }] });
  } else if (task.op === "drop") {
    await client.delete({ collection_name: collection, filter: `id in [${task.id}]` });
  } else {
    const reply = await client.search({ collection_name: collection, data: [task.vector], anns_field: "vector", limit: task.k });
    console.log(`[${(reply.results ?? []).map((hit) => hit.id).join(", ")}]`);
  }
}
// END SOLUTION
