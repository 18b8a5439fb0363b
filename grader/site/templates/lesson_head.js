(() => {
  // The site's light or dark (Material keeps it in localStorage) stands for the system's inside a lesson.
  const dark = () => {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (!key.endsWith("__palette")) continue;
      try {
        const color = JSON.parse(localStorage.getItem(key)).color;
        if (!color.media || color.media.includes("light") || color.media.includes("dark")) {
          return color.scheme === "slate";
        }
      } catch {}
    }
    return null;
  };
  const system = window.matchMedia.bind(window);
  window.matchMedia = (query) => {
    const real = system(query);
    if (!/prefers-color-scheme:\s*dark/.test(query)) return real;
    const listeners = new Set();
    const tell = (event) => listeners.forEach((listener) => listener(event));
    const like = {
      media: query,
      onchange: null,
      get matches() { return dark() ?? real.matches; },
      addEventListener: (_, listener) => listeners.add(listener),
      removeEventListener: (_, listener) => listeners.delete(listener),
      addListener: (listener) => listeners.add(listener),
      removeListener: (listener) => listeners.delete(listener),
      dispatchEvent: () => true,
    };
    const changed = () => tell({ matches: like.matches, media: query });
    real.addEventListener("change", changed);
    window.addEventListener("storage", changed);
    return like;
  };

  // Alone in its tab, a lesson has a way back to its chapter; inside the chapter's page it needs none.
  const here = location.pathname.match(/\/(?:live|lessons)\/([A-Za-z0-9]+)\//);
  if (here && window.top === window) {
    document.addEventListener("DOMContentLoaded", () => {
      const link = document.createElement("a");
      link.id = "course-home";
      link.href = `../../chapters/${here[1]}/`;
      link.textContent = "← Chapter page";
      document.body.append(link);
    });
  }
})();
