// The pages about guests: the personal link goes to the clipboard. Without this it is a field to select.

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.querySelector(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.done;
    } catch { // no clipboard without https, or none allowed: it is selected
      button.textContent = button.dataset.failed;
    }
  });
}

// The editor of the guidelines is called as its field is, for those who do not see it.
document.addEventListener("prose-editor:ready", ({ target, detail }) => {
  detail.editor.view.dom.setAttribute("aria-label", target.labels[0]?.textContent.trim().replace(/:$/, "") ?? target.name);
  detail.editor.view.dom.setAttribute("aria-multiline", "true");
});
