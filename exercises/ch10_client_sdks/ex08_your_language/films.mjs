// Films in Milvus: node films.mjs ADDRESS COLLECTION MILLISECONDS
import { createInterface } from "node:readline";
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const [address, collection_name, limit] = process.argv.slice(2);
const timeout = Number(limit);

/** The task of a line. */
function read(line) {
  return JSON.parse(line);
}


/** One list of ids per vector. */
async function near(client, { vectors, k, after }) {
  const filter = after === undefined ? "" : `year > ${after}`;
  const reply = await client.search({
    collection_name, anns_field: "vector", data: vectors, limit: k, filter, output_fields: ["id"], consistency_level: "Eventually",
  });
  const ids = (reply.results ?? []).flat().map((hit) => hit.id);
  return `[${vectors.map((_, n) => `[${ids.slice(n * k, (n + 1) * k).join(",")}]`).join(",")}]`;
}


/** Delete these films. */
async function drop(client, { ids }) {
  if (ids.length) await client.delete({ collection_name, filter: `id in [${ids.join(",")}]` });
  return "dropped";
}


/** What to print for a task. */
async function answer(client, task) {
  const began = Date.now();
  let said;
  try {
    said = await (task.op === "near" ? near : drop)(client, task);
  } catch {
    said = "[]";
  }
  return Date.now() - began > timeout ? "late" : said;
}


const client = new MilvusClient({ address });
await client.connectPromise;
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) console.log(await answer(client, read(line)));
}
await client.closeConnection();
