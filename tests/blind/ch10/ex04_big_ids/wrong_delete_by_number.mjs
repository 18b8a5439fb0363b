// expect: partial|failed
// because: deletes by the number
// Ids that JavaScript cannot count.
//
// A number in JavaScript is a float of 64 bits, and above 2⁵³ it no longer knows every whole number. Milvus' INT64 does. Parcels have
// such ids, and two parcels whose ids differ by one must not become one parcel.
//
// The program is run as `node ex04_big_ids.mjs ADDRESS COLLECTION`. The collection is there, loaded, and reads at Strong by itself: `id`
// (INT64, primary key), `vector` (4 numbers, L2) and `note` (VARCHAR). Standard input has one JSON object per line, to be carried out one
// after the other:
//
// - `{"op": "put", "id": 1152921504606846977, "vector": […], "note": "…"}` stores a parcel; one that has this id already is replaced.
// - `{"op": "drop", "id": 1152921504606846977}` deletes it. If there is no such parcel, nothing happens.
// - `{"op": "near", "vector": […], "k": 3}` prints one line: a JSON array with the ids of the k nearest parcels, nearest first, as numbers:
//   `[1152921504606846977, 12]`. With fewer than k parcels it has fewer ids.
//
// Every INT64 from −(2⁶³ − 2) to 2⁶³ − 2 may come, and every one is stored, deleted and printed as it is. `id` is always a whole number without
// exponent or point; spaces in a line and the order of its keys are free. A note may contain anything, also what looks like a line.
//
// If Milvus refuses something, say so on standard error and end with exit status 1, at once. Otherwise the exit status is 0.

import { createInterface } from "node:readline";
import { MilvusClient } from "@zilliz/milvus2-sdk-node";

const [address, collection] = process.argv.slice(2);
const client = new MilvusClient({ address });
/** The line as an object, with its id as text; within a note each quotation mark has a backslash, so `"id":` is never part of one. */
function read(line) {
  return JSON.parse(line.replace(/(?<!\\)"id"\s*:\s*(-?\d+)/, '"id":"$1"'));
}
/** Carry out one task; a server's refusal is returned by this SDK, not thrown. */
async function carryOut(task) {
  let reply;
  if (task.op === "put") {
    const { id, vector, note } = task;
    reply = await client.upsert({ collection_name: collection, data: [{ id, vector, note }] });
  } else if (task.op === "drop") {
    reply = await client.delete({ collection_name: collection, filter: `id in [${Number(task.id)}]` });
  } else {
    reply = await client.search({ collection_name: collection, data: [task.vector], anns_field: "vector", limit: task.k });
  }
  if (reply.status.error_code !== "Success") throw new Error(reply.status.reason);
  if (task.op === "near") console.log(`[${reply.results.map((hit) => hit.id).join(", ")}]`);
}

try {
  await client.connectPromise;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim()) await carryOut(read(line));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await client.closeConnection();
}
