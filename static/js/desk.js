// The post's form: what is typed is kept while it is typed, and pictures go into the essay where the cursor is.

import { makePastedPlain } from "./paste.js";
import { nameTheEditors, putPicturesIn, teachTheEditors } from "./prose.js";

const form = document.querySelector("#post_form");
const desk = document.querySelector("#desk-data");
const kept = document.querySelector("#kept");
const others = document.querySelector("#others");
const TEXTS = ["title", "subtitle", "introduction", "body", "question", "excerpt"];
const SECONDS_TO_SETTLE = 2;
const SECONDS_BETWEEN_SIGNS = 30; // of somebody being at work, which others are shown
const SECONDS_TO_ANSWER = 8;
const MOST_BYTES_ALIVE = 60_000; // that a browser sends for a page which is gone: 64 KiB (Fetch standard, keepalive)
const NOT_TAKEN = "desk not taken"; // what was typed where the site could not, or would not, take it

let timer = 0;
let isDirty = false;
let isSent = false;

function texts() {
  const names = [...TEXTS, "form_key", "seen"].filter((name) => form.elements[name]);
  return Object.fromEntries(names.map((name) => [name, form.elements[name].value]));
}

async function post(said) {
  const sent = new FormData();
  for (const [name, text] of Object.entries(said)) sent.set(name, text);
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const keepalive = new Blob(Object.values(said)).size < MOST_BYTES_ALIVE;
  const answer = await fetch(desk.dataset.autosave, { method: "POST", body: sent, keepalive });
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function notTaken() {
  const kept = JSON.parse(sessionStorage.getItem(NOT_TAKEN));
  return kept?.user === desk.dataset.user ? kept.said : null; // somebody else may have signed in here since
}

function keepHere() {
  try {
    sessionStorage.setItem(NOT_TAKEN, JSON.stringify({ user: desk.dataset.user, said: texts() }));
  } catch { /* no room for it: it stays in the form */ }
}

// Signed out, or refused, while writing: the next form that opens in this window hands in what was typed.
async function handIn() {
  const said = notTaken();
  if (!said) return;
  if (said.form_key !== desk.dataset.taken) {
    await post(said);
    if (!document.querySelector(".errornote")) location.reload(); // which offers it
  }
  sessionStorage.removeItem(NOT_TAKEN);
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (isSent || !form.elements.title) return;
  try {
    const said = await post(texts());
    if (isDirty) kept.textContent = kept.dataset.kept.replace("%s", said.at);
    isDirty = false;
    others.hidden = !said.others.length;
    others.textContent = others.dataset.say.replace("%s", said.others.join(", "));
    if (notTaken()?.form_key === form.elements.form_key.value) sessionStorage.removeItem(NOT_TAKEN);
  } catch {
    kept.textContent = kept.dataset.failed;
    if (isDirty) keepHere();
  }
}

function changed() {
  isDirty = true;
  timer = timer || setTimeout(keep, SECONDS_TO_SETTLE * 1000);
}

function keepWhatIsTyped() {
  form.addEventListener("input", changed);
  form.addEventListener("prose-editor:ready", (event) => event.detail.editor.on("update", changed));
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_preview") return; // which opens beside it
    if (isSent) return event.preventDefault(); // pressed twice
    isSent = true;
    keepHere();
    setTimeout(() => { isSent = false; }, SECONDS_TO_ANSWER * 1000); // where no answer came, it may be sent again
  });
  addEventListener("pageshow", () => { isSent = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) keep(); });
  setInterval(() => { if (!document.hidden) keep(); }, SECONDS_BETWEEN_SIGNS * 1000);
}

if (form && desk) {
  teachTheEditors(form, JSON.parse(desk.dataset.words));
  makePastedPlain(form);
  keepWhatIsTyped();
  nameTheEditors(form);
  putPicturesIn(form);
  handIn().catch(() => {}); // it stays where it is
}
