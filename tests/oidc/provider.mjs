// A provider of OpenID Connect with the conventions of ProConnect, for the tests: the certified implementation of npm, and
// faults on demand. Whoever says to be `camille+unsigned` is `camille@exemple.fr`, with an ID token that is not signed: the
// word after the sign is the fault. Prints its address, then serves until it is killed.
//   node tests/oidc/provider.mjs [PORT]
import { createServer } from "node:http";
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from "jose";
import { Provider } from "oidc-provider";

const SIRET = "13002526500013";
/** Where the instances under test are, for the addresses that a provider must know beforehand. */
const SITES = ["http://localhost:8080", ...(process.env.SITES ?? "").split(" ").filter(Boolean)];

const pair = async (alg, kid) => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, alg, kid, jwk: { ...(await exportJWK(privateKey)), kid, alg, use: "sig" } };
};
const keys = { first: await pair("RS256", "first"), second: await pair("RS256", "second"), curve: await pair("ES256", "curve") };
/** A key that the provider never published, under the name of one that it did. */
const foreign = { ...(await pair("RS256", "first")) };
/** Whether the second key is published yet. */
let rotated = false;

const client = (id, more) => ({
  client_id: id,
  client_secret: "secret of the tests, long enough",
  redirect_uris: SITES.map((site) => `${site}/oidc/back`),
  post_logout_redirect_uris: SITES.map((site) => `${site}/oidc/left`),
  response_types: ["code"],
  grant_types: ["authorization_code"],
  ...more,
});

const server = createServer();
await new Promise((ready) => server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    // As ProConnect: what it says of the person is signed.
    client("mosaique", { userinfo_signed_response_alg: "RS256", token_endpoint_auth_method: "client_secret_post" }),
    // As others: plain, and signed on a curve.
    client("plain", { id_token_signed_response_alg: "ES256", token_endpoint_auth_method: "client_secret_post" }),
  ],
  jwks: { keys: [keys.first.jwk, keys.second.jwk, keys.curve.jwk] },
  scopes: ["openid", "email", "given_name", "usual_name", "siret", "uid"],
  claims: {
    openid: ["sub"], email: ["email", "email_verified"], given_name: ["given_name"], usual_name: ["usual_name"],
    siret: ["siret"], uid: ["uid"], acr: null, amr: null,
  },
  acrValues: ["eidas1", "eidas2"],
  clientAuthMethods: ["client_secret_basic", "client_secret_post"],
  enabledJWA: { idTokenSigningAlgValues: ["RS256", "ES256"], userinfoSigningAlgValues: ["RS256"] },
  features: {
    devInteractions: { enabled: false },
    claimsParameter: { enabled: true },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => { ctx.body = `<!doctype html><title>logout</title>${form}<button name="logout" value="yes" form="op.logoutForm">Sortir</button>`; },
    },
  },
  pkce: { required: () => true },
  cookies: { keys: ["of the tests"] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Grant: 600, Session: 600 },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => claims(id) }),
  // Nobody is asked for consent: agents are not, by ProConnect.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid email given_name usual_name siret uid");
    grant.addOIDCClaims(["acr", "amr"]);
    await grant.save();
    return grant;
  },
});

const fault = (subject) => String(subject ?? "").split("+")[1] ?? "";

function claims(id) {
  const name = id.split("+")[0];
  const said = { sub: id, email: `${name}@exemple.fr`, email_verified: true, given_name: "Camille", usual_name: "Exemple", siret: SIRET, uid: id };
  switch (fault(id)) {
    case "unverified": return { ...said, email_verified: false };
    case "unsaid": { const { email_verified, ...rest } = said; return rest; }
    case "addressless": { const { email, email_verified, ...rest } = said; return rest; }
    case "victim": return { ...said, email: "victim@exemple.fr", email_verified: false };
    case "nosiret": return { ...said, siret: "12345678901234" };
    default: return said;
  }
}

const payload = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
const head = (token) => JSON.parse(Buffer.from(token.split(".")[0], "base64url"));
const sign = (said, key) => new SignJWT(said).setProtectedHeader({ alg: key.alg, kid: key.kid }).sign(key.privateKey);

/** What becomes of an ID token by a fault. */
async function spoil(token) {
  const said = payload(token);
  const same = Object.values(keys).find((key) => key.kid === head(token).kid);
  const { at_hash: _, ...rest } = said;
  switch (fault(said.sub)) {
    case "nonce": return sign({ ...said, nonce: "of somebody else" }, same);
    case "audience": return sign({ ...said, aud: "another client" }, same);
    case "audiences": return sign({ ...said, aud: [said.aud, "another client"] }, same);
    case "issuer": return sign({ ...said, iss: "https://evil.example" }, same);
    case "expired": return sign({ ...said, exp: Math.floor(Date.now() / 1000) - 3600 }, same);
    case "hash": return sign({ ...said, at_hash: "AAAAAAAAAAAAAAAAAAAAAA" }, same);
    case "foreign": return sign(said, foreign);
    case "rotated": return sign(said, keys.second);
    case "unsigned": return new UnsecuredJWT(rest).encode();
    case "shared": {
      // Signed with the secret that the client shares, which a client could mistake for a key.
      const secret = new TextEncoder().encode("secret of the tests, long enough");
      return new SignJWT(rest).setProtectedHeader({ alg: "HS256" }).sign(secret);
    }
    default: return token;
  }
}

/** What becomes of a signed answer about the person by a fault. */
async function spoilPerson(token) {
  const said = payload(token);
  switch (fault(said.sub)) {
    case "subject": return sign({ ...said, sub: "somebody.else" }, keys.first);
    case "personaudience": return sign({ ...said, aud: "another client" }, keys.first);
    case "personforeign": return sign(said, foreign);
    case "personunsigned": return new UnsecuredJWT(said).encode();
    default: return token;
  }
}

provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === "/token" && ctx.body?.id_token) ctx.body = { ...ctx.body, id_token: await spoil(ctx.body.id_token) };
  if (ctx.path === "/me" && ctx.status === 200) {
    if (typeof ctx.body === "string") {
      const kind = ctx.response.get("content-type");
      ctx.body = await spoilPerson(ctx.body);
      ctx.set("content-type", kind);
    } else if (fault(ctx.body.sub) === "subject") ctx.body = { ...ctx.body, sub: "somebody.else" };
  }
  if (ctx.path === "/jwks" && !rotated) ctx.body = { keys: ctx.body.keys.filter((key) => key.kid !== "second") };
});

const form = (uid) => `<!doctype html><html lang="fr"><title>Fournisseur des essais</title><h1>Fournisseur des essais</h1>
<form method="post" action="/interaction/${uid}"><label>Compte <input name="login" autofocus></label> <button>Entrer</button></form>`;

/** Who somebody says to be, and whether they refuse. */
async function interact(request, response) {
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(form(request.url.split("/")[2]));
  }
  let body = "";
  for await (const chunk of request) body += chunk;
  const login = new URLSearchParams(body).get("login") ?? "";
  if (login === "nobody") {
    return provider.interactionFinished(request, response, { error: "access_denied", error_description: "<script>refused</script>" });
  }
  const strong = fault(login) === "mfa";
  await provider.interactionFinished(request, response, {
    login: { accountId: login, acr: strong ? "eidas2" : "eidas1", amr: strong ? ["pwd", "mfa"] : ["pwd"] },
  });
}

const callback = provider.callback();
server.on("request", (request, response) => {
  if (request.url === "/control/rotate") {
    rotated = true;
    return response.end("done");
  }
  if (request.url.startsWith("/interaction/")) {
    return interact(request, response).catch((error) => { response.statusCode = 500; response.end(String(error)); });
  }
  return callback(request, response);
});
console.log(issuer);
