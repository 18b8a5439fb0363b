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
