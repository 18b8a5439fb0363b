// id: a-reply-is-a-success
// check: test_refused
// why: Whatever goes wrong is an exception, as in every other library. A refusal that is caught for the sake of robustness, or comes back as a status, becomes an empty list.
// source: lesson of chapter 10, “Node.js SDK”: some refusals are returned, some thrown
// BEGIN SOLUTION answer
/** What to print for a task. */
async function answer(client, task) {
  try {
    return await (task.op === "near" ? near : drop)(client, task);
  } catch (error) {
    return /DEADLINE_EXCEEDED|Deadline exceeded/i.test(error.message) ? "late" : task.op === "near" ? `[${task.vectors.map(() => "[]").join(",")}]` : "dropped";
  }
}
// END SOLUTION
