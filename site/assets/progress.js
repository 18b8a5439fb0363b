// Where the reader stands: on the front page, in the contents, on chapter pages; and the questions that come back.
(() => {
  const base = new URL("../", document.currentScript.src).href;
  const day = 24 * 3600 * 1000;
  const steps = [1, 3, 7];  // days until a question that was missed comes back, after each right answer but the last
  const store = {
    get(key) { try { return localStorage.getItem("course:" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("course:" + key, value); } catch {} },
  };
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const live = (exercise) => `${base}live/${exercise.replace("/", "/#")}`;
  const json = async (path) => {
    try {
      const got = await fetch(base + path);
      return got.ok ? await got.json() : null;
    } catch { return null; }
  };

  const count = (progress, chapter) => {
    const all = Object.entries(progress.exercises).filter(([id]) => id.startsWith(chapter + "/"));
    const sum = (name) => all.reduce((total, [, e]) => total + Number(e[name]), 0);
    return { passed: sum("passed"), of: all.length, points: sum("points"), total: sum("of") };
  };
  const words = ({ passed, of, points, total }) => `${passed} of ${of} exercises passed, ${points} of ${total} points`;

  // The path that this reader follows: {id, title, chapters: [{id, name}]}, or null.
  const chosen = (paths) => {
    const id = store.get("path");
    return paths?.[id] ? { id, ...paths[id] } : null;
  };
  const onPath = (progress, path) => {
    for (const chapter of path?.chapters ?? []) {
      const open = Object.entries(progress.exercises).find(([id, e]) => id.startsWith(chapter.id + "/") && !e.passed);
      if (open) return { exercise: open[0], chapter: chapter.id, title: `${chapter.name}, ${open[0]}`, begun: true };
    }
    return null;
  };
  const follow = (paths) => {
    const path = chosen(paths);
    document.querySelectorAll("[data-path]").forEach((place) => {
      const mine = path?.id === place.dataset.path;
      const button = element("button", { type: "button", className: "md-button", textContent: mine ? "Stop following this path" : "Follow this path" });
      button.setAttribute("aria-pressed", String(mine));
      button.addEventListener("click", () => {
        store.set("path", mine ? "" : place.dataset.path);
        follow(paths);
        document.querySelector(`[data-path="${place.dataset.path}"] button`)?.focus();
      });
      place.replaceChildren(button);
    });
    document.querySelectorAll("[data-next]").forEach((place) => {
      const at = path ? path.chapters.findIndex((c) => c.id === place.dataset.next) : -1;
      const next = path?.chapters[at + 1];
      if (at < 0) return;
      const where = element("a", { href: `${base}paths/`, textContent: path.title });
      place.replaceChildren(`${at + 1} of ${path.chapters.length} on the path `, where, next ? ". Next: " : ". This was the last.");
      if (next) place.append(element("a", { href: `${base}chapters/${next.id}/`, textContent: next.name }), ".");
    });
    return path;
  };

  const shown = (progress, path) => {
    document.querySelectorAll("[data-progress]").forEach((place) => {
      const c = count(progress, place.dataset.progress);
      if (!c.of || !c.points) return;
      place.replaceChildren(element("span", { className: c.passed === c.of ? "gl-done" : "", textContent: (c.passed === c.of ? "✓ " : "") + words(c) }));
    });
    document.querySelectorAll("[data-exercise]").forEach((place) => {
      const mine = progress.exercises[place.dataset.exercise];
      if (mine?.passed) place.querySelector(".gl-kicker")?.append(element("span", { className: "gl-done", textContent: " ✓ passed" }));
    });
    const next = onPath(progress, path) ?? progress.next;
    document.querySelectorAll("[data-continue]").forEach((place) => {
      if (!next || (place.dataset.continue && place.dataset.continue !== next.chapter)) return;
      const label = next.begun ? `Continue here: ${next.title}` : "Start here: your first search";
      place.replaceChildren(element("a", { className: "md-button md-button--primary", href: live(next.exercise), textContent: label }));
    });
  };

  // Every question that was answered wrongly, here or in a live lesson, until it was right often enough.
  const review = async (place, progress) => {
    const all = await json("assets/questions.json") ?? [];
    const now = Date.now();
    const said = (q) => store.get(`${q.kind}:${q.key}`) ?? progress?.answers?.[q.kind]?.[q.key];
    const state = (q) => JSON.parse(store.get(`review:${q.key}`) ?? "null");
    const missed = all.filter((q) => said(q) !== undefined && said(q) !== null && (state(q) || said(q) !== q.right));
    const due = missed.filter((q) => { const s = state(q); return !s || (s.step <= steps.length && s.due <= now); });
    const answered = all.filter((q) => said(q) !== undefined && said(q) !== null).length;
    const text = !answered ? "You have not answered a question yet. Predictions and checkpoints that you miss come back here."
      : due.length ? `${due.length} of the ${answered} questions that you have answered come back today.`
      : `Nothing comes back today. You have answered ${answered} questions and missed ${missed.length}.`;
    place.replaceChildren(element("p", { textContent: text }));
    for (const q of due) {
      const page = await fetch(`${base}chapters/${q.chapter}/`).then((r) => r.text()).catch(() => "");
      const box = [...new DOMParser().parseFromString(page, "text/html").querySelectorAll(".question")].find((b) => b.dataset.key === q.key);
      if (!box) continue;
      const where = element("p", { className: "review-where" }, element("a", { href: `${base}chapters/${q.chapter}/#${q.section}`, textContent: q.title }));
      place.append(where, document.importNode(box, true));
      const shown = place.lastElementChild;
      window.courseQuestion(shown, (right) => {
        const before = state(q)?.step ?? 0;
        const step = right ? before + 1 : 0;
        store.set(`review:${q.key}`, JSON.stringify({ step, due: now + (right ? steps[before] ?? 0 : 0) * day }));
      });
    }
  };

  document.addEventListener("DOMContentLoaded", async () => {
    const wanted = document.querySelector("[data-progress], [data-continue], [data-exercise], [data-path], [data-next]");
    const place = document.querySelector("#questions-again");
    if (!wanted && !place) return;
    const [progress, paths] = await Promise.all([json("progress.json"), json("assets/paths.json")]);
    const path = follow(paths);
    if (progress) shown(progress, path);
    if (place) review(place, progress);
  });
})();
