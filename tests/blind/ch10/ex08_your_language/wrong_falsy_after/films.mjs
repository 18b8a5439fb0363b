// expect: failed|partial
// because: `after` of 0 counts as missing
// Films in Milvus: node films.mjs ADDRESS COLLECTION MILLISECONDS
import { createInterface } from "node:readline";
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const [address, collection_name, limit] = process.argv.slice(2);
const timeout = Number(limit);

/** The task of a line; ids stay texts. */
function read(line) {
  const ids = line.match(/"ids"\s*:\s*\[([^\]]*)\]/);
  const task = JSON.parse(line);
  if (ids) task.ids = ids[1].match(/-?\d+/g) ?? [];
  return task;
}

/** One list of ids per vector. */
async function near(client, { vectors, k, after }) {
  const filter = after ? `year > ${after}` : "";
  const reply = await client.search({
    collection_name, anns_field: "vector", data: vectors, limit: k, filter, output_fields: ["id"], consistency_level: "Strong", timeout,
  });
  check(reply.status);
  const lists = vectors.length === 1 && !Array.isArray(reply.results[0]) ? [reply.results] : reply.results;
  return `[${vectors.map((_, n) => `[${(lists[n] ?? []).map((hit) => hit.id).join(",")}]`).join(",")}]`;
}

/** Delete these films. */
async function drop(client, { ids }) {
  if (ids.length) check((await client.delete({ collection_name, filter: `id in [${ids.join(",")}]`, timeout })).status);
  return "dropped";
}

/** A refusal is returned by this SDK, and not always thrown. */
function check(status) {
  if (status.error_code !== "Success" && status.code !== 0) throw new Error(status.reason);
}

/** What to print for a task. */
async function answer(client, task) {
  try {
    return await (task.op === "near" ? near : drop)(client, task);
  } catch (error) {
    return /DEADLINE_EXCEEDED|Deadline exceeded/i.test(error.message) ? "late" : "refused";
  }
}

const client = new MilvusClient({ address });
await client.connectPromise;
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) console.log(await answer(client, read(line)));
}
await client.closeConnection();
