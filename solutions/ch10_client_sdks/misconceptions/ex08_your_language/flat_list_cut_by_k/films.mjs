// id: flat-list-cut-by-k
// check: test_short_lists
// why: The reply is a list of hits, and each vector has k of them, so the list is cut every k hits. A list may be short, and then all that follow are shifted.
// source: Milvus docs v3.0.x, single-vector-search.md (one set of results for each query vector); tests of gRPC clients that cut the flat list of ids
// BEGIN SOLUTION near
/** One list of ids per vector. */
async function near(client, { vectors, k, after }) {
  const filter = after === undefined ? "" : `year > ${after}`;
  const reply = await client.search({
    collection_name, anns_field: "vector", data: vectors, limit: k, filter, output_fields: ["id"], consistency_level: "Strong", timeout,
  });
  check(reply.status);
  const ids = reply.results.flat().map((hit) => hit.id);
  return `[${vectors.map((_, n) => `[${ids.slice(n * k, (n + 1) * k).join(",")}]`).join(",")}]`;
}
// END SOLUTION
