// id: the-level-takes-care-of-itself
// check: test_newest
// why: A level of consistency is something for many machines, so the fastest one is taken. It is about what a read may miss.
// source: Milvus docs v3.0.x, consistency.md
// BEGIN SOLUTION near
/** One list of ids per vector. */
async function near(client, { vectors, k, after }) {
  const filter = after === undefined ? "" : `year > ${after}`;
  const reply = await client.search({
    collection_name, anns_field: "vector", data: vectors, limit: k, filter, output_fields: ["id"], consistency_level: "Eventually", timeout,
  });
  check(reply.status);
  const lists = vectors.length === 1 && !Array.isArray(reply.results[0]) ? [reply.results] : reply.results;
  return `[${vectors.map((_, n) => `[${(lists[n] ?? []).map((hit) => hit.id).join(",")}]`).join(",")}]`;
}
// END SOLUTION
