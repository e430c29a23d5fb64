// The post's form: what is typed is kept while it is typed, and pictures go into the essay where the cursor is.

const form = document.querySelector("#post_form");
const desk = document.querySelector("#desk-data");
const kept = document.querySelector("#kept");
const others = document.querySelector("#others");
const TEXTS = ["title", "subtitle", "introduction", "body", "question", "excerpt"];
const SECONDS_TO_SETTLE = 2;
const SECONDS_BETWEEN_SIGNS = 30; // of somebody being at work, which others are shown

let timer = 0;
let isDirty = false;
let isSent = false;

function texts() {
  const sent = new FormData();
  for (const name of [...TEXTS, "form_key", "csrfmiddlewaretoken"]) {
    if (form.elements[name]) sent.set(name, form.elements[name].value);
  }
  return sent;
}

async function keep() {
  clearTimeout(timer);
  timer = 0;
  if (isSent) return;
  try {
    const answer = await fetch(desk.dataset.autosave, { method: "POST", body: texts(), keepalive: true });
    if (!answer.ok) throw new Error(answer.status);
    const said = await answer.json();
    if (isDirty) kept.textContent = kept.dataset.kept.replace("%s", said.at);
    isDirty = false;
    others.hidden = !said.others.length;
    others.textContent = others.dataset.say.replace("%s", said.others.join(", "));
  } catch {
    kept.textContent = kept.dataset.failed;
  }
}

function changed() {
  isDirty = true;
  timer = timer || setTimeout(keep, SECONDS_TO_SETTLE * 1000);
}

function keepWhatIsTyped() {
  form.addEventListener("input", changed);
  form.addEventListener("prose-editor:ready", (event) => event.detail.editor.on("update", changed));
  form.addEventListener("submit", (event) => { isSent = event.submitter?.name !== "_preview"; }); // which opens beside it
  addEventListener("pageshow", () => { isSent = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && isDirty) keep(); });
  setInterval(() => { if (!document.hidden) keep(); }, SECONDS_BETWEEN_SIGNS * 1000);
}

// The editor speaks few languages: what it has to say is said in ours.
function teachTheEditors() {
  const words = JSON.parse(desk.dataset.words);
  const theirs = globalThis.gettext ?? ((text) => text);
  globalThis.gettext = (text) => words[text] ?? theirs(text);
  form.addEventListener("prose-editor:ready", ({ target }) => setTimeout(() => {
    for (const button of target.closest(".prose-editor").querySelectorAll(".prose-menubar [title]")) {
      button.title = words[button.title] ?? button.title;
      button.setAttribute("aria-label", button.title);
    }
    for (const option of target.closest(".prose-editor").querySelectorAll(".prose-menubar__option > *")) {
      option.textContent = words[option.textContent] ?? option.textContent;
    }
  }));
}

function nameTheEditors() {
  form.addEventListener("prose-editor:ready", ({ target, detail }) => {
    detail.editor.view.dom.setAttribute("aria-label", target.labels[0]?.textContent.trim().replace(/:$/, "") ?? target.name);
    detail.editor.view.dom.setAttribute("aria-multiline", "true");
  });
}

function putPicturesIn() {
  const dialog = document.querySelector("#picture-dialog");
  if (!dialog) return;
  let editor = null;

  form.addEventListener("prose-editor:ready", (event) => {
    if (event.target.name === "body") editor = event.detail.editor;
  });

  form.addEventListener("click", (event) => {
    if (!event.target.closest(".field-body [data-name=figure]")) return;
    if (!editor || editor.isActive("figure")) return; // the editor's own dialog changes what is there
    event.preventDefault();
    event.stopPropagation();
    dialog.showModal();
  }, { capture: true });

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    await upload(event.target);
  });

  async function upload(picture) {
    const sent = new FormData(picture);
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    picture.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(picture.dataset.upload, { method: "POST", body: sent });
      const said = await answer.json();
      for (const slot of picture.querySelectorAll(".errors")) {
        slot.textContent = [said.errors?.[slot.dataset.field] ?? []].flat().join(" ");
      }
      if (answer.ok) insert(said, picture);
    } catch {
      picture.querySelector(".errors").textContent = picture.dataset.failed;
    }
    picture.removeAttribute("aria-busy");
  }

  function insert(image, picture) {
    const caption = picture.elements.caption.value.trim();
    const content = [{ type: "image", attrs: { src: image.src, alt: image.alt } }];
    if (caption) content.push({ type: "caption", content: [{ type: "text", text: caption }] });
    editor.chain().focus().insertContent([{ type: "figure", content }, { type: "paragraph" }]).run();
    picture.reset();
    dialog.close();
  }
}

if (form && desk) {
  teachTheEditors();
  keepWhatIsTyped();
  nameTheEditors();
  putPicturesIn();
}
