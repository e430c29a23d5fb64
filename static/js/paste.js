// What was copied in a word processor goes by way of the site, which makes it plain (blog/pasting.py): the policy of
// our pages takes its styles away before the editor can see what they say, which items nest and what is not bold.

const IN_A_WORD_PROCESSOR = /\bMso[A-Z]|\bmso-|<\/?o:p\b|docs-internal-guid-|\bcontent=["']?(?:Libre|Open)Office\b/;
const ITS_PICTURES = /\ssrc=(["'])(?:data|file|blob):.*?\1/gis; // none of which the site takes so
const SECONDS_TO_ANSWER = 8;

const editors = new WeakMap(); // each with its textarea, by the element that is typed in
const waiting = new Set();

export function makePastedPlain(form) {
  form.addEventListener("prose-editor:ready", ({ target, detail: { editor } }) => {
    if (target.dataset.paste) editors.set(editor.view.dom, { editor, textarea: target });
  });
  form.addEventListener("paste", (event) => {
    const into = editors.get(event.target.closest(".ProseMirror"));
    const copied = event.clipboardData?.getData("text/html") ?? "";
    if (!into || into.editor.isActive("codeBlock") || !isFromAWordProcessor(copied)) return;
    event.preventDefault();
    event.stopPropagation();
    const pasting = paste(copied, into).finally(() => waiting.delete(pasting));
    waiting.add(pasting);
  }, { capture: true });
  form.addEventListener("submit", (event) => {
    if (!waiting.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Promise.allSettled(waiting).then(() => event.submitter?.click());
  }, { capture: true });
  addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });
}

function isFromAWordProcessor(copied) {
  return !copied.includes("data-pm-slice") && IN_A_WORD_PROCESSOR.test(copied); // the editor knows its own
}

async function paste(copied, { editor, textarea }) {
  const there = follow(editor, -1);
  const { html, refused } = await plain(copied, textarea);
  insert(editor, there(), html ?? copied);
  say(html === undefined ? refused ?? textarea.dataset.pasteFailed : "", textarea);
}

async function plain(copied, textarea) {
  const sent = new FormData();
  const token = textarea.form.elements.csrfmiddlewaretoken;
  if (token) sent.set("csrfmiddlewaretoken", token.value);
  sent.set("html", copied.replace(ITS_PICTURES, ""));
  const giving = new AbortController();
  setTimeout(() => giving.abort(), SECONDS_TO_ANSWER * 1000);
  try {
    const how = { method: "POST", body: sent, headers: { Accept: "application/json" }, signal: giving.signal };
    return await (await fetch(textarea.dataset.paste, how)).json();
  } catch {
    return {};
  }
}

function insert(editor, place, html) {
  const { view } = editor;
  const typing = view.state.selection.eq(place) ? null : follow(editor, 1);
  view.dispatch(view.state.tr.setSelection(place));
  view.pasteHTML(html);
  if (typing) view.dispatch(view.state.tr.setSelection(typing()));
}

// Where the cursor is now, in a text that goes on being written: before what is typed there (-1), or behind it (1).
function follow(editor, side) {
  let place = editor.state.selection.getBookmark();
  const move = ({ transaction, appendedTransactions = [] }) => {
    for (const { mapping } of [transaction, ...appendedTransactions]) {
      place = place.map({ map: (at) => mapping.map(at, side), mapResult: (at) => mapping.mapResult(at, side) });
    }
  };
  editor.on("transaction", move);
  return () => {
    editor.off("transaction", move);
    return place.resolve(editor.state.doc);
  };
}

function say(sentence, textarea) {
  const around = textarea.closest(".prose-editor");
  let note = around.parentElement.querySelector(".pasted");
  if (!note && !sentence) return;
  if (!note) {
    note = document.createElement("p");
    note.className = "pasted";
    note.setAttribute("role", "status");
    around.after(note);
  }
  note.textContent = sentence;
}
