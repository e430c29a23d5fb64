// What the editors of essays have in common, at the editors' desk and at a guest's.

// The editor speaks few languages: what it has to say is said in ours.
export function teachTheEditors(form, words) {
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

export function nameTheEditors(form) {
  form.addEventListener("prose-editor:ready", ({ target, detail }) => {
    detail.editor.view.dom.setAttribute("aria-label", target.labels[0]?.textContent.trim().replace(/:$/, "") ?? target.name);
    detail.editor.view.dom.setAttribute("aria-multiline", "true");
  });
}

export function putPicturesIn(form) {
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
    const token = form.elements.csrfmiddlewaretoken;
    if (token) sent.set("csrfmiddlewaretoken", token.value);
    picture.setAttribute("aria-busy", "true");
    try {
      const headers = { Accept: "application/json" };
      const answer = await fetch(picture.dataset.upload, { method: "POST", body: sent, headers });
      const said = await answer.json();
      const errors = said.errors ?? { __all__: said.refused ?? [] };
      for (const slot of picture.querySelectorAll(".errors")) {
        slot.textContent = [errors[slot.dataset.field] ?? []].flat().join(" ");
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
