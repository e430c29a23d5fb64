// A guest's writing page: what is typed is saved while it is typed, and kept in this window where the site is silent.

import { makePastedPlain } from "./paste.js";
import { nameTheEditors, putPicturesIn, teachTheEditors } from "./prose.js";

const form = document.querySelector("#writing");
const saved = document.querySelector("#saved");
const stale = document.querySelector("#stale");
const count = document.querySelector("#count");
const SECONDS_TO_SETTLE = 2;
const SECONDS_TO_TRY_AGAIN = 10;
const SECONDS_TO_ANSWER = 8;
const WORDS_A_MINUTE = 230;
const MOST_BYTES_ALIVE = 60_000; // that a browser sends for a page which is gone: 64 KiB (Fetch standard, keepalive)
const KEPT = `writing ${form.dataset.key}`;

let body = null; // the essay's editor
let timer = 0;
let saving = null; // the request that is on its way
let isDirty = false;
let isWrong = Boolean(form.querySelector("[aria-invalid]:not([type=file])")); // something that the site did not take
let isRefused = false;
let isSent = false;

// Saving

function typed() {
  const sent = new FormData(form);
  for (const [name, value] of [...sent]) {
    const isFile = value instanceof File;
    if (isFile && (!value.size || name === "document")) sent.delete(name);
  }
  if (sent.has("new_picture") && !sent.get("new_picture_alt")) { // it is not described yet
    for (const name of ["new_picture", "new_picture_alt", "new_picture_credit"]) sent.delete(name);
  }
  return sent;
}

function texts(sent) {
  return Object.fromEntries([...sent].filter(([, value]) => typeof value === "string"));
}

async function post(sent) {
  const bytes = [...sent.values()].reduce((sum, value) => sum + new Blob([value]).size, 0);
  const how = { method: "POST", body: sent, headers: { Accept: "application/json" } };
  const answer = await fetch(form.dataset.save, { ...how, keepalive: bytes < MOST_BYTES_ALIVE });
  return { ok: answer.ok, said: await answer.json() };
}

async function save() {
  clearTimeout(timer);
  timer = 0;
  if (saving || isRefused || isSent) return;
  const sent = typed();
  isDirty = false;
  saving = post(sent);
  try {
    const { ok, said } = await saving;
    if (ok) taken(said, sent);
    else refused(said);
  } catch {
    notTaken(saved.dataset.failed);
    timer = setTimeout(save, SECONDS_TO_TRY_AGAIN * 1000);
  }
  saving = null;
  if (isDirty && !timer && !isRefused) changed();
}

function taken(said, sent) {
  form.elements.seen.value = said.seen;
  isWrong = Object.keys(said.errors).length > 0;
  saved.textContent = saved.dataset[isWrong ? "part" : "saved"].replace("%s", said.at);
  if (isWrong) keepHere();
  else sessionStorage.removeItem(KEPT);
  showErrors(said.errors);
  showPictures(said.pictures, sent);
}

function refused(said) {
  isRefused = true;
  stale.hidden = !said.stale;
  notTaken(said.stale ? "" : said.refused);
}

function notTaken(sentence) {
  isDirty = true;
  saved.textContent = sentence;
  keepHere();
}

function keepHere() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(texts(typed())));
  } catch { /* no room for it: it stays in the form */ }
}

function showErrors(errors) {
  for (const slot of form.querySelectorAll("[data-field]")) {
    const field = form.elements[slot.dataset.field];
    const sentence = errors[slot.dataset.field] ?? "";
    if (sentence && field === document.activeElement) continue; // who is typing is not interrupted
    slot.textContent = sentence;
    slot.closest(".field").classList.toggle("field--wrong", Boolean(sentence));
    if (sentence) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function showPictures(pictures, sent) {
  for (const [name, address] of Object.entries(pictures)) {
    const shown = form.querySelector(`[data-shows=${name}]`);
    const takesOut = form.querySelector(`[data-takes-out=${name}]`);
    shown.hidden = takesOut.hidden = !address;
    if (address) shown.src = address;
    takesOut.querySelector("input").checked = false;
    if (sent.has(name)) form.elements[name].value = "";
  }
  if (sent.get("no_picture")) forgetWords();
}

function forgetWords() {
  form.elements.new_picture_alt.value = form.elements.new_picture_credit.value = "";
}

function askForWordsAnew() {
  form.elements.new_picture.addEventListener("change", () => {
    if (!form.querySelector("[data-shows=new_picture]").hidden) forgetWords(); // they are of the one that was there
  }, { capture: true });
}

function changed() {
  isDirty = true;
  timer = timer || setTimeout(save, SECONDS_TO_SETTLE * 1000);
}

// What the site did not take: the next page that opens here hands it in.
async function handIn() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT));
  if (!kept || isWrong) return; // it came back with its marks, and is in the form
  if (form.querySelector("#differences") || document.querySelector("#differences")) return sessionStorage.removeItem(KEPT);
  const sent = new FormData();
  for (const [name, text] of Object.entries(kept)) sent.set(name, text);
  if (form.elements.csrfmiddlewaretoken) sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const { ok, said } = await post(sent);
  if (ok && !Object.keys(said.errors).length) {
    sessionStorage.removeItem(KEPT);
    if (said.seen !== form.elements.seen.value) location.reload();
  } else if (ok || said.stale) putBack(sent);
}

// The page says what is wrong with it, or shows it beside what is newer.
function putBack(sent) {
  const own = document.createElement("form");
  own.method = "post";
  for (const [name, text] of sent) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = text;
    own.append(field);
  }
  own.hidden = true;
  document.body.append(own);
  own.submit();
}

// Every button goes on from what is saved, so that a site which is silent costs nobody their words.
async function saveAndGoOn(button) {
  await saving?.catch(() => {});
  await save();
  if (!isDirty) setTimeout(() => button?.click());
}

function saveWhatIsTyped() {
  form.addEventListener("input", changed);
  form.addEventListener("change", (event) => event.target.name !== "document" && changed());
  form.addEventListener("prose-editor:ready", (event) => event.detail.editor.on("update", changed));
  form.addEventListener("submit", (event) => {
    if (isSent) return event.preventDefault(); // pressed twice
    if (!isRefused && (isDirty || saving)) {
      event.preventDefault();
      return saveAndGoOn(event.submitter);
    }
    isSent = true;
    setTimeout(() => { isSent = false; }, SECONDS_TO_ANSWER * 1000); // where no answer came, it may be sent again
  });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  addEventListener("online", () => isDirty && save());
  addEventListener("beforeunload", (event) => { if ((isDirty || isWrong) && !isSent) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) save(); });
}

// How long it is

function countWords() {
  const text = body ? body.getText({ blockSeparator: " " }) : form.elements.body.value.replace(/<[^>]*>/g, " ");
  const words = text.split(/\s+/).filter(Boolean).length;
  const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE));
  const said = minutes > 1 ? count.dataset.more : count.dataset.one;
  const most = Number(count.dataset.most);
  count.textContent = said.replace("%(n)s", words).replace("%(m)s", minutes);
  if (most && words > most) count.textContent += `. ${count.dataset.over}`;
}

function sayHowLongItIs() {
  countWords();
  form.addEventListener("prose-editor:ready", ({ target, detail }) => {
    if (target.name !== "body") return;
    body = detail.editor;
    body.on("update", countWords);
    countWords();
    const { activeElement } = document; // the first that is wrong: the editor has just moved it away
    if (activeElement?.matches("[aria-invalid]")) activeElement.scrollIntoView({ block: "center" });
  });
}

// A Word document

function takeDocuments() {
  const chosen = form.elements.document;
  const press = (then) => form.querySelector(`[name=then][value=${then}]`);
  const isEmpty = () => (body ? body.isEmpty : !form.elements.body.value.trim());
  const offer = () => {
    press("word").hidden = !isEmpty();
    press("word-replace").hidden = press("word-append").hidden = isEmpty();
  };

  chosen.addEventListener("change", () => {
    offer();
    if (!chosen.files.length) return;
    if (isEmpty()) press("word").click();
    else press("word-replace").focus();
  });
  addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); });
  addEventListener("drop", (event) => {
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    if (/\.(docx?|odt|rtf)$/i.test(file.name)) give(chosen, event.dataTransfer.files);
    else if (file.type.startsWith("image/")) {
      document.querySelector("#picture-file").files = event.dataTransfer.files;
      document.querySelector("#picture-dialog").showModal();
    }
  }, { capture: true });
}

function give(field, files) {
  field.files = files;
  field.closest("details")?.setAttribute("open", "");
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

teachTheEditors(form, JSON.parse(form.dataset.words));
nameTheEditors(form);
makePastedPlain(form);
if (form.dataset.save) {
  putPicturesIn(form);
  saveWhatIsTyped();
  askForWordsAnew();
  sayHowLongItIs();
  takeDocuments();
  handIn().catch(() => {}); // it stays where it is
}
