// Names that Material leaves out and a screen reader needs.
document.addEventListener("DOMContentLoaded", () => {
  const name = (selector, words) =>
    document.querySelectorAll(selector).forEach((element, i) => {
      if (!element.getAttribute("aria-label")) element.setAttribute("aria-label", i ? `${words} ${i + 1}` : words);
    });
  name(".md-search[role=dialog]", "Search");
  name("nav.md-tabs", "Parts of the site");
  name(".md-toggle", "Open or close");
  name("nav.md-code__nav", "Code block");
  document.querySelectorAll("label.md-overlay, label.md-search__overlay").forEach((e) => e.setAttribute("aria-hidden", "true"));
});

// A page that does not exist: what may have been meant, from the links that stand around it.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("#nearest-pages");
  if (!place) return;
  const wanted = decodeURIComponent(location.pathname).toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const pairs = (text) => new Set([...text].slice(1).map((c, i) => text[i] + c));
  const near = (text) => {
    const [a, b] = [pairs(wanted), pairs(text.toLowerCase())];
    return (2 * [...a].filter((p) => b.has(p)).length) / (a.size + b.size || 1);
  };
  const seen = new Map();
  document.querySelectorAll(".md-nav--primary a.md-nav__link[href]").forEach((a) => {
    const words = `${new URL(a.href).pathname.replace(/[^a-zA-Z0-9]+/g, " ")} ${a.textContent.trim()}`;
    if (!seen.has(a.href)) seen.set(a.href, { text: a.textContent.trim(), score: Math.max(near(words), near(a.textContent.trim())) });
  });
  [...seen].sort(([, a], [, b]) => b.score - a.score).slice(0, 3).forEach(([href, { text }]) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href, textContent: text }));
    place.append(item);
  });
});
