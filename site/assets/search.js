// Each word of a question is also taken for the beginning of a longer one, so that "a" finds every word that begins with it
// and "delete a directory tree" the longest page. Small words are not asked for while others are; the index has none of them.
(() => {
  const SMALL = new Set(
    ("a about after all also am among an and any are as at be because been but by can could did do does either else ever " +
      "every for from get got had has have he her him his how i if in into is it its just least let like may me might most " +
      "must my no nor not of off on only or other our own said say should since so some than that the their them then there " +
      "these they this to too us was we were what when where which while who whom why will with would yet you your " +
      "able across almost cannot dear hers however likely neither often rather says she tis twas wants").split(" ")
  );
  const QUERY = 2; // the number that Material's search worker knows a question by
  const words = (text) => text.split(/(\s+|")/).filter((part) => !SMALL.has(part.toLowerCase()));
  const asked = (text) => (words(text).join("").replace(/[\s"]/g, "") ? words(text).join("").replace(/\s+/g, " ") : text);
  // First with every word required, which finds the place that a sentence is quoted from; where no section has them all, with any.
  const every = (text) => (/["+*~^:-]/.test(text) ? text : text.trim().split(/\s+/).map((word) => "+" + word).join(" "));
  const RESULT = 3;
  const waiting = new WeakMap(); // a worker to the question to ask if nothing is found
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    const question = message && message.type === QUERY && typeof message.data === "string";
    if (!question) return post.call(this, message, ...rest);
    if (!waiting.has(this))
      this.addEventListener("message", ({ data }) => {
        const loose = waiting.get(this);
        if (data.type !== RESULT || !loose) return;
        waiting.set(this, "");
        if (!data.data.items.length) post.call(this, { type: QUERY, data: loose });
      });
    const loose = asked(message.data);
    const strict = every(loose);
    waiting.set(this, strict === loose ? "" : loose);
    return post.call(this, { ...message, data: strict }, ...rest);
  };
})();
