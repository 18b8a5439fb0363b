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

  // A live lesson has a way back to its page, and to its neighbors in the book.
  const here = location.pathname.match(/\/live\/([A-Za-z0-9]+)\//);
  const lessons = window.courseLessons ?? [];
  const at = here ? lessons.findIndex(([id]) => id === here[1]) : -1;
  const link = (id, words, title, path) =>
    Object.assign(document.createElement("a"), { href: `../../${path}/${id}/`, textContent: words, title });
  if (at >= 0 && window.top === window) {
    document.addEventListener("DOMContentLoaded", () => {
      const bar = Object.assign(document.createElement("nav"), { id: "course-way" });
      bar.setAttribute("aria-label", "Chapters");
      const [before, after] = [lessons[at - 1], lessons[at + 1]];
      if (before) bar.append(link(before[0], "← Previous", `${before[1]}, live`, "live"));
      bar.append(link(here[1], "Chapter page", "This chapter to read", "chapters"));
      if (after) bar.append(link(after[0], "Next →", `${after[1]}, live`, "live"));
      document.body.append(bar);
    });
  }

  // Until its first cell is drawn the page is white: say what it waits for. (DOMContentLoaded is too late: it waits for marimo.)
  if (here && window.top === window) {
    const line = Object.assign(document.createElement("p"), {
      id: "course-opens",
      textContent: "The lesson opens: its page is loaded, and a Milvus of your own starts.",
    });
    line.setAttribute("role", "status");
    const looking = new MutationObserver(() => {
      if (document.body && !line.isConnected) document.body.append(line);
      const drawn = document.querySelector(".markdown");
      if (!drawn || !drawn.textContent.trim()) return;
      looking.disconnect();
      line.remove();
    });
    looking.observe(document.documentElement, { childList: true, subtree: true });
  }

  // A link to a section waits for it: cells appear one after the other, and what appears above pushes it down. Whoever
  // scrolls by hand is left alone.
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (here && anchor) {
    let steady;
    const stop = () => { looking.disconnect(); clearTimeout(steady); };
    const looking = new MutationObserver(() => {
      const heading = document.getElementById(anchor);
      if (!heading) return;
      heading.scrollIntoView();
      clearTimeout(steady);
      steady = setTimeout(stop, 20000);
    });
    document.addEventListener("DOMContentLoaded", () => looking.observe(document.body, { childList: true, subtree: true }));
    for (const event of ["wheel", "touchmove", "keydown", "mousedown"]) {
      window.addEventListener(event, stop, { once: true, passive: true, capture: true });
    }
  }
})();

// The course's server has stopped, or this machine was asleep: say so in words, and go on when it is back. marimo's own banner
// knows only that it has lost somebody.
(() => {
  const Real = window.WebSocket;
  let bar, leaving = false;
  addEventListener("pagehide", () => { leaving = true; });
  const back = async () => {
    try {
      const got = await fetch(location.pathname, { cache: "no-store" });
      if (got.ok) return location.reload();
      if (got.status === 403) {
        bar.textContent = "The course was started anew, with another link. Open the link that the terminal printed.";
        return;
      }
    } catch {}
    setTimeout(back, 3000);
  };
  const gone = async () => {
    if (bar || leaving) return;
    try { await fetch("/assets/mark.svg", { cache: "no-store" }); return; } catch {}  // it answers: not the server's end
    bar = Object.assign(document.createElement("div"), {
      id: "course-gone",
      textContent: "The course's server has stopped. What you wrote is in its file. Start it again in the course's folder: make start. This page then goes on by itself.",
    });
    bar.setAttribute("role", "alert");
    document.body.append(bar);
    back();
  };
  window.WebSocket = class extends Real {
    constructor(...given) {
      super(...given);
      this.addEventListener("close", () => setTimeout(gone, 500));
    }
  };
})();
