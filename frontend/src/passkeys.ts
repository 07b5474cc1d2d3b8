/**
 * Enters with a passkey, or registers one. Without this script the page says that the link by e-mail remains. No sentence is
 * written here: they come from data-* attributes of the markup and from the answers of the site.
 */

interface Answered { next?: string; error?: string }
type Json = Record<string, unknown>;

const bytes = (text: unknown): Uint8Array<ArrayBuffer> => {
  const plain = atob(String(text).replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list: unknown): PublicKeyCredentialDescriptor[] =>
  (Array.isArray(list) ? list : []).map((one: Json) => ({ ...one, id: bytes(one.id) }) as unknown as PublicKeyCredentialDescriptor);

/** What the site asks, with bytes where it wrote letters. */
function asked(options: Json): Json {
  const user = options.user as Json | undefined;
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    ...(options.allowCredentials ? { allowCredentials: known(options.allowCredentials) } : {}),
    ...(options.excludeCredentials ? { excludeCredentials: known(options.excludeCredentials) } : {}),
  };
}

/** What the device answers, with letters where it gave bytes. */
function answered(credential: PublicKeyCredential): Json {
  const given = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const response: Json = { clientDataJSON: text(given.clientDataJSON) };
  if (given.attestationObject) {
    response.attestationObject = text(given.attestationObject);
    response.transports = given.getTransports?.() ?? [];
  } else {
    response.authenticatorData = text(given.authenticatorData);
    response.signature = text(given.signature);
    if (given.userHandle) response.userHandle = text(given.userHandle);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response,
  };
}

async function send(address: string, body: Json): Promise<Json> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as Json;
}

function enable(form: HTMLFormElement): void {
  const said = form.querySelector<HTMLElement>("[data-mq-passkey-said]");
  const data = form.dataset;
  const tell = (words: string): void => {
    if (!said) return;
    said.textContent = words;
    said.hidden = words === "";
  };
  /** Where one goes, when the site says so; else what it says is shown. */
  const follow = (answer: Answered): boolean => {
    if (answer.next) {
      if (new URL(answer.next, location.href).pathname === location.pathname) location.reload();
      else location.assign(answer.next);
      return true;
    }
    tell(answer.error ?? data.mqFailed ?? "");
    return false;
  };

  const present = async (): Promise<void> => {
    tell("");
    const options = await send(data.mqChallenge ?? "", {});
    if (!options.challenge) return void follow(options);
    const publicKey = asked(options);
    let credential: Credential | null;
    try {
      credential = data.mqPasskey === "create"
        ? await navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })
        : await navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions });
    } catch {
      credential = null;
    }
    if (!(credential instanceof PublicKeyCredential)) return tell(data.mqCancelled ?? "");
    const name = form.querySelector<HTMLInputElement>("input[name=name]")?.value ?? "";
    follow((await send(data.mqAnswer ?? "", { credential: answered(credential), name, next: data.mqNext ?? "" })) as Answered);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    present().catch(() => tell(data.mqFailed ?? ""));
  });
  form.querySelector<HTMLElement>("[data-mq-passkey-none]")?.setAttribute("hidden", "");
  form.querySelector<HTMLElement>("[data-mq-passkey-some]")?.removeAttribute("hidden");
}

if (typeof PublicKeyCredential === "function" && isSecureContext) {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-mq-passkey]")) enable(form);
}
