// The exercise's editor: four spaces a step in Python, two elsewhere, and Ctrl-Enter presses its Check.
(() => {
  const OPENS = /[:([{]\s*(#.*)?$/;
  const ENDS = /^\s*(return|pass|break|continue|raise)\b/;
  const content = (event) => event.composedPath().find((node) => node.classList && node.classList.contains("cm-content"));
  const viewOf = (dom) => {
    const tile = dom && dom.isContentEditable ? dom.cmTile || dom.cmView : null;
    return tile ? tile.view || (tile.rootView && tile.rootView.view) : null;
  };
  const choosing = (dom) => Boolean(dom.getRootNode().querySelector(".cm-tooltip-autocomplete"));
  const leaving = (view) => {
    const mode = view.inputState ? view.inputState.tabFocusMode : -1;  // Escape, then Tab: on to the next control
    return mode === 0 || mode > Date.now();
  };
  const spaces = (text) => text.match(/^[ \t]*/)[0];

  const enter = (view, python) => {
    const { from, to } = view.state.selection.main;
    const line = view.state.doc.lineAt(from);
    const before = line.text.slice(0, from - line.from);
    let indent = spaces(before);
    if (python && OPENS.test(before)) indent += "    ";
    else if (python && ENDS.test(before)) indent = indent.slice(0, -4);
    else if (!python && /[:{[(]\s*$/.test(before)) indent += "  ";
    const insert = "\n" + indent;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, scrollIntoView: true, userEvent: "input" });
  };

  const step = (view, unit, back) => {
    const { from, to } = view.state.selection.main;
    const doc = view.state.doc;
    const first = doc.lineAt(from);
    if (from === to && !back) {
      const insert = " ".repeat(unit - ((from - first.from) % unit));
      view.dispatch({ changes: { from, insert }, selection: { anchor: from + insert.length }, userEvent: "input" });
      return;
    }
    const changes = [];
    for (let number = first.number; number <= doc.lineAt(to).number; number += 1) {
      const line = doc.line(number);
      const has = spaces(line.text).length;
      if (!back && line.text) changes.push({ from: line.from, insert: " ".repeat(unit) });
      else if (back && has) changes.push({ from: line.from, to: line.from + (has % unit || Math.min(unit, has)) });
    }
    if (changes.length) view.dispatch({ changes, userEvent: back ? "delete.dedent" : "input.indent" });
  };

  const erase = (view, unit) => {
    const { from, to } = view.state.selection.main;
    const line = view.state.doc.lineAt(from);
    const before = line.text.slice(0, from - line.from);
    if (from !== to || !before || before.trim() || before.includes("\t")) return false;
    view.dispatch({ changes: { from: from - (before.length % unit || unit), to: from }, userEvent: "delete.backward" });
    return true;
  };

  const check = (dom) => {
    dom.blur();  // what is in the editor goes to the desk before it is judged
    for (let above = dom.getRootNode().host; above; above = above.parentElement) {
      for (const button of above.querySelectorAll("marimo-button")) {
        const inner = button.shadowRoot && button.shadowRoot.querySelector("button");
        if (inner && inner.textContent.trim() === "Check") {
          inner.click();
          return;
        }
      }
    }
  };

  document.addEventListener("keydown", (event) => {
    const dom = content(event);
    const view = viewOf(dom);
    if (!view || event.isComposing || event.altKey) return;
    const python = (dom.dataset.language || "python") === "python";  // unknown while marimo is still loading the language
    const unit = python ? 4 : 2;
    let done = true;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check(dom);
    else if (event.ctrlKey || event.metaKey || choosing(dom)) return;
    else if (event.key === "Enter" && !event.shiftKey) enter(view, python);
    else if (event.key === "Tab" && !leaving(view)) step(view, unit, event.shiftKey);
    else if (event.key === "Backspace" && !event.shiftKey) done = erase(view, unit);
    else return;
    if (done) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  // The statement stands above the editor as a card, so the file's own docstring is folded once, when its editor is first seen.
  const seen = new WeakSet();
  const fold = () => {
    for (const host of document.querySelectorAll("marimo-code-editor")) {
      const root = host.shadowRoot;
      const dom = root && root.querySelector('.cm-content[contenteditable=true][data-language="python"]');
      const view = viewOf(dom);
      if (!view || seen.has(view)) continue;
      const doc = view.state.doc;
      if (!/^\s*r?"""/.test(doc.line(1).text) || /"""\s*$/.test(doc.line(1).text.slice(3))) { seen.add(view); continue; }
      const mark = root.querySelector('.cm-foldGutter .cm-gutterElement [title="Fold line"]');
      if (!mark) continue;  // its language is still being read
      seen.add(view);
      mark.dispatchEvent(new MouseEvent("click", { bubbles: true, composed: true, clientY: mark.getBoundingClientRect().top + 2 }));
    }
  };
  setInterval(fold, 500);
})();
