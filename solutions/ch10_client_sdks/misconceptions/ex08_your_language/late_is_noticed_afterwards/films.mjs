// id: late-is-noticed-afterwards
// check: test_late
// why: A deadline is a clock that is read when the answer is there. It knows that it was late, and has waited.
// source: https://grpc.io/docs/guides/deadlines/
// BEGIN SOLUTION answer
async function answer(client, task) {
  const began = Date.now();
  let said;
  try {
    said = await (task.op === "near" ? near : drop)({ search: (q) => client.search({ ...q, timeout: 60_000 }), delete: (q) => client.delete({ ...q, timeout: 60_000 }) }, task);
  } catch {
    said = "refused";
  }
  return Date.now() - began > timeout ? "late" : said;
}
// END SOLUTION
