// The same small program, in Node.js: node films.mjs ADDRESS COLLECTION [MILLISECONDS]
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const [address, collection_name, limit] = process.argv.slice(2);
const client = new MilvusClient({ address });
await client.connectPromise;
const solaris = [0.9, 0.1, 0.3, 0.2];

if (limit) {
  const began = performance.now();
  try {
    const reply = await client.search({ collection_name, data: solaris, anns_field: "vector", limit: 2, timeout: Number(limit) });
    console.log(`${reply.status.error_code} after ${Math.round(performance.now() - began)} ms`);
  } catch (error) {
    console.log(`thrown after ${Math.round(performance.now() - began)} ms: ${error.message}`);
  }
} else {
  const stored = await client.upsert({
    collection_name,
    data: [
      { id: "1152921504606846977", vector: solaris, title: "Solaris", year: 1972 },
      { id: "1152921504606846978", vector: [0.8, 0.2, 0.3, 0.2], title: "Stalker", year: 1979 },
      { id: "1152921504606846979", vector: [0.9, 0.1, 0.3, 0.3], title: "Metropolis", year: 1927 },
    ],
  });
  console.log(`stored ${stored.upsert_cnt}`);
  const near = await client.search({ collection_name, data: solaris, anns_field: "vector", limit: 2, filter: "year > 1950", output_fields: ["id", "title"], consistency_level: "Strong" });
  for (const hit of near.results) console.log(`near ${hit.id} ${hit.title} ${hit.score.toFixed(3)}`);
  const gone = await client.delete({ collection_name, filter: "id in [1152921504606846978]" });
  console.log(`deleted ${gone.delete_cnt}`);
  const left = await client.count({ collection_name, consistency_level: "Strong" });
  console.log(`left ${left.data}`);
  const refused = await client.query({ collection_name: collection_name, filter: "yaer > 1950" });
  console.log(`returned ${refused.status.code}: ${refused.status.reason}`);
  try {
    await client.search({ collection_name: "no_such_films", data: solaris, limit: 2 });
  } catch (error) {
    console.log(`threw ${error.name}: ${error.message}`);
  }
}
await client.closeConnection();
