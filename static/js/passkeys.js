// Shows what needs a passkey where the browser knows them, and says so when one did not work.
// What is said to the browser and to the site is allauth's: webauthn-json.js and webauthn.js.

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-passkeys]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-refused]").hidden = false;
});
