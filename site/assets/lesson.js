// A chapter's page: questions that open and remember, charts that come alive, a lesson that is still being made.
(() => {
  const remembered = {
    get(key) { try { return localStorage.getItem("course:" + key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem("course:" + key, value); } catch {} },
  };

  // A question tells as soon as it is answered, and tells again when the reader comes back.
  const question = (box, answered) => {
    const predict = box.dataset.kind === "predict";
    const name = `${box.dataset.kind}:${box.dataset.key}`;
    const told = box.querySelector(".gl-told");
    const answer = box.querySelector(".gl-answer");
    const choices = [...box.querySelectorAll("input[type=radio]")];
    const tell = (input) => {
      const right = "right" in input.dataset;
      told.className = "gl-told " + (right ? "gl-good" : predict ? "gl-wait" : "gl-bad");
      told.textContent = predict ? (right ? "As you predicted." : "Not what happens.") : right ? "Right." : "Not this one.";
      choices.forEach((c) => c.closest("label").classList.toggle("gl-right", "right" in c.dataset && (predict || right)));
      box.querySelectorAll(".gl-reasons > li").forEach((li) => { li.hidden = li.dataset.option !== input.value; });
      answer.open = true;
    };
    choices.forEach((input) => input.addEventListener("change", () => {
      remembered.set(name, input.value);
      tell(input);
      answered?.("right" in input.dataset);
    }));
    if (answered) return;  // it comes back: the earlier answer must not give it away
    const before = choices.find((c) => c.value === remembered.get(name));
    if (before) { before.checked = true; tell(before); }
  };

  window.courseQuestion = question;

  // A chart is a drawing until it comes near the window; then the runtime is fetched, once, and it answers the mouse.
  let runtime;
  const load = (base) => runtime ??= Promise.all([
    new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: base + "vega.js", type: "module", onload: done, onerror: failed });
      document.head.append(script);
    }),
    fetch(base + "vega-theme.json").then((r) => r.json()),
  ]).then(([, theme]) => theme);
  const chart = async (figure, base) => {
    const theme = await load(base);
    const drawing = figure.querySelector(".chart-drawing");
    const ink = getComputedStyle(figure).color;
    const dressed = JSON.parse(JSON.stringify(theme).replaceAll("currentColor", ink));
    const spec = JSON.parse(figure.querySelector(".chart-spec").textContent);
    const place = document.createElement("div");
    place.className = "chart-live";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", drawing.getAttribute("aria-label"));
    drawing.before(place);
    place.style.cssText = `position:absolute;visibility:hidden;width:${drawing.clientWidth}px`;
    await window.courseChart(place, spec, { actions: false, renderer: "svg", config: dressed, tooltip: { theme: dark() ? "dark" : "light" } });
    place.style.cssText = "";
    figure.querySelectorAll(".chart-live").forEach((old) => { if (old !== place) old.remove(); });
    drawing.hidden = true;
  };
  const dark = () => document.body.dataset.mdColorScheme === "slate";

  // What the lessons draw by themselves knows marimo's sign for the dark.
  const follow = () => document.body.classList.toggle("dark", dark());

  const waiting = (box) => {
    const ask = async () => {
      let said;
      try { said = await (await fetch(`../../lessons/${box.dataset.lesson}/state`)).json(); } catch { said = null; }
      if (said?.state === "ready") return location.reload();
      if (said?.state === "waiting") return setTimeout(ask, 1500);
      const words = document.createElement("p");
      words.textContent = said?.state === "failed" ? "The lesson did not run through:" : "This site was built without its lessons. With them: grader site build";
      box.replaceChildren(words);
      if (said?.why) box.append(Object.assign(document.createElement("pre"), { textContent: said.why }));
    };
    ask();
  };

  document.addEventListener("DOMContentLoaded", () => {
    follow();
    new MutationObserver(() => { follow(); redraw(); }).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    document.querySelectorAll(".question").forEach((box) => question(box));
    document.querySelectorAll(".lesson-waiting").forEach(waiting);
    const figures = [...document.querySelectorAll("figure.chart")];
    const base = new URL("../../assets/", location.href).href;
    const near = new IntersectionObserver((seen) => seen.forEach((entry) => {
      if (!entry.isIntersecting) return;
      near.unobserve(entry.target);
      chart(entry.target, base).catch(() => {});  // the drawing stays
    }), { rootMargin: "200px" });
    figures.forEach((figure) => near.observe(figure));
    const redraw = () => figures.filter((f) => f.querySelector(".chart-live")).forEach((f) => {
      f.querySelector(".chart-drawing").hidden = false;
      chart(f, base).catch(() => {});
    });
    // An anchor that the reader takes with them.
    document.querySelectorAll(".lesson .headerlink").forEach((link) => link.addEventListener("click", () => {
      navigator.clipboard?.writeText(link.href).catch(() => {});
    }));
  });
})();
