// Passkeys: https://www.w3.org/TR/webauthn-3/. A form gets options from its data-options, has the browser create or use a
// passkey, and is then sent like any other form, with the credential in a hidden field. Without this script, or in a
// browser without passkeys, the forms stay hidden.

const addForm = document.querySelector('#add-passkey');
const loginForm = document.querySelector('#by-passkey');
const hasPasskeys = Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON);

if (hasPasskeys && addForm) {
  show(addForm, async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await getOptions(addForm));
    return navigator.credentials.create({ publicKey });
  });
}

if (hasPasskeys && loginForm) {
  // The browser runs one request for a passkey at a time: the button ends the autofill.
  const autofill = new AbortController();
  show(loginForm, async () => {
    autofill.abort();
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await getOptions(loginForm));
    return navigator.credentials.get({ publicKey });
  });
  offerInAutofill(loginForm, autofill.signal);
}

/** Shows a form and makes its button run a function that returns a credential. */
function show(form, getCredential) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      send(form, await getCredential());
    } catch (error) {
      explain(form, error);
      button.disabled = false;
    }
  });
}

/** Lets the browser offer passkeys where the user enters an email address (autocomplete="... webauthn"). */
async function offerInAutofill(form, ended) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  // A challenge is valid for 5 minutes. Nobody knows how long a login page stays open, so it is renewed.
  const renewAfter = 4 * 60 * 1000;
  while (!ended.aborted) {
    const expired = AbortSignal.timeout(renewAfter);
    try {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await getOptions(form));
      const signal = AbortSignal.any([ended, expired]);
      send(form, await navigator.credentials.get({ publicKey, signal, mediation: 'conditional' }));
      return;
    } catch (error) {
      // Whatever else went wrong, the user can still use the button.
      if (!expired.aborted) return;
    }
  }
}

/** Gets the options for a form. The server may want a more recent login first: then it redirects. */
async function getOptions(form) {
  const response = await fetch(form.dataset.options, { method: 'POST' });
  if (response.redirected) {
    location.assign(response.url);
    return new Promise(() => {}); // the page is about to go
  }
  if (!response.ok) throw new Error(`the server responded with ${response.status}`);
  return response.json();
}

/** Sends a form with a credential. Unlike requestSubmit, submit does not fire the event above again. */
function send(form, credential) {
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

/** Says what went wrong. */
function explain(form, error) {
  const messages = {
    AbortError: '',
    InvalidStateError: 'This device already has a passkey for your account.',
    NotAllowedError: 'No passkey was used. You can try again.',
  };
  const problem = form.querySelector('.problem');
  problem.textContent = messages[error.name] ?? 'This did not work. Try again in a minute.';
  problem.hidden = problem.textContent === '';
}
