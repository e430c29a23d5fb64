// What makes the conversation nicer where scripts run. Everything works without.

const form = document.querySelector("#respond.reply, form.reply");

function keepDraft(body) {
  // A window outlives a session: what somebody began is not for whoever signs in after them.
  const key = `draft ${location.pathname} ${form.dataset.writer}`;
  // Its own comment under the eyes again, with the words of the draft: it has arrived.
  const arrived = location.hash.startsWith("#comment-") && document.getElementById(location.hash.slice(1));
  if (arrived && sessionStorage.getItem(`${key} sent`)) forget(key);
  const kept = sessionStorage.getItem(key);
  const goesOn = sessionStorage.getItem(`${key} from`) === body.defaultValue; // where the site has kept the beginning
  if (kept && (!body.value || goesOn)) body.value = kept;
  body.addEventListener("input", () => {
    sessionStorage.setItem(key, body.value);
    sessionStorage.setItem(`${key} from`, body.defaultValue);
  });
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.hasAttribute("formaction")) forget(key); // the site keeps it on the way
    else sessionStorage.setItem(`${key} sent`, "yes");
  });
}

function forget(key) {
  sessionStorage.removeItem(key);
  sessionStorage.removeItem(`${key} sent`);
  sessionStorage.removeItem(`${key} from`);
}

function sendOnce() {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 8000); // where no answer came, it may be sent again
  });
  addEventListener("pageshow", () => delete form.dataset.sent);
}

function replyInPlace() {
  const home = document.createComment("the form's own place");
  const heading = form.querySelector("h2");
  const leaveAReply = form.dataset.leaveAReply;
  const cancel = form.querySelector(".reply__cancel");
  const parent = form.elements.parent;
  form.before(home);

  function place(before, title, key) {
    before.after(form);
    heading.textContent = title;
    parent.value = key;
    cancel.hidden = !key;
    form.elements.body.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".reply-link");
    if (link && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      place(link.closest(".comment"), link.textContent, link.dataset.comment);
    } else if (event.target.closest(".reply__cancel a")) {
      event.preventDefault();
      place(home, leaveAReply, "");
    }
  });
}

if (form) {
  keepDraft(form.elements.body);
  sendOnce();
  if (form.elements.parent && document.querySelector(".conversation")) replyInPlace();
}
