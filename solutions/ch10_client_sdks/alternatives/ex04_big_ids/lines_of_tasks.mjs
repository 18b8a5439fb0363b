// The digits are taken out of the line before it is parsed; deletes go by ids, searches by a single vector, and answers are put together by JSON.rawJSON's older brother: replacing quotes.

import { readFileSync } from "node:fs";
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const [, , address, collection_name] = process.argv;

function must(reply) {
  const { error_code, reason } = reply.status;
  if (error_code !== "Success") {
    console.error(`${error_code}: ${reason}`);
    process.exit(1);
  }
  return reply;
}

const client = new MilvusClient(address);
await client.connectPromise;
const does = {
  put: async (id, { vector, note }) => void must(await client.upsert({ collection_name, data: [{ id, vector, note }] })),
  drop: async (id) => void must(await client.delete({ collection_name, ids: [id] })),
  near: async (_, { vector, k }) => {
    const { results } = must(await client.search({ collection_name, data: vector, limit: k, output_fields: ["id"] }));
    const text = JSON.stringify(results.map((hit) => String(hit.id)));
    process.stdout.write(text.replaceAll('"', "") + "\n");
  },
};
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, (text) => (text === '"id"' ? text : '""'));
  const id = /"id"\s*:\s*(-?\d+)/.exec(bare)?.[1];
  const task = JSON.parse(line);
  await does[task.op](id, task);
}
await client.closeConnection();
