// Asks the browser for a passkey and sends what it answers in the form around the question. Nothing of it is kept here.
(() => {
  const MARGIN = 20000; // Milliseconds before the end of what was asked, in which it is asked anew.
  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = list => list?.map(one => ({ ...one, id: bytes(one.id) }));

  // As parseCreationOptionsFromJSON and toJSON do, which not every telephone has that has passkeys.
  const ask = async (kind, json) => {
    const publicKey = { ...json, challenge: bytes(json.challenge) };
    if (kind === "get") publicKey.allowCredentials = known(json.allowCredentials);
    else Object.assign(publicKey, { user: { ...json.user, id: bytes(json.user.id) }, excludeCredentials: known(json.excludeCredentials) });
    const passkey = await navigator.credentials[kind]({ publicKey });
    const response = { clientDataJSON: text(passkey.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (passkey.response[part]) response[part] = text(passkey.response[part]);
    }
    if (kind === "create") response.transports = passkey.response.getTransports?.() ?? [];
    return JSON.stringify({
      id: passkey.id, rawId: text(passkey.rawId), type: passkey.type, response,
      authenticatorAttachment: passkey.authenticatorAttachment, clientExtensionResults: {},
    });
  };

  // The name of a text of the page for what went wrong.
  const why = error => ({
    NotAllowedError: "cancelled", AbortError: "cancelled", SecurityError: "address", InvalidStateError: "known",
    NotSupportedError: "unfit", ConstraintError: "unfit",
  })[error.name] ?? "failed";

  for (const question of document.querySelectorAll("[data-passkey]")) {
    const form = question.closest("form");
    const said = question.querySelector("[data-said]");
    const button = question.querySelector("button");
    let endsAt = Date.now() + question.dataset.seconds * 1000 - MARGIN;
    question.querySelector("[data-scriptless]").hidden = true;
    if (!window.PublicKeyCredential || !navigator.credentials) {
      said.textContent = said.dataset.none;
      continue;
    }

    // Somebody came back to a page that was open all night.
    const refresh = async () => {
      const page = new DOMParser().parseFromString(await (await fetch(question.dataset.again)).text(), "text/html");
      const fresh = page.querySelector("[data-passkey]");
      question.dataset.options = fresh.dataset.options;
      form.elements.state.value = fresh.closest("form").elements.state.value;
      endsAt = Date.now() + fresh.dataset.seconds * 1000 - MARGIN;
    };

    button.hidden = false;
    form.addEventListener("submit", async event => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      said.textContent = "";
      try {
        if (question.dataset.again && Date.now() > endsAt) await refresh();
        form.elements.credential.value = await ask(question.dataset.passkey, JSON.parse(question.dataset.options));
        form.submit();
      } catch (error) {
        said.textContent = said.dataset[why(error)];
        button.disabled = false;
        button.focus();
      }
    });
  }
})();
