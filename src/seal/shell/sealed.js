// Opens a sealed site in the browser: nothing of it is ever stored, and nothing is asked of
// any other machine. The format is described in the project's docs/sealed-format.md.
"use strict";
{
const PART = 65536; // bytes of the site in one part
const [FEWEST_ROUNDS, MOST_ROUNDS] = [600000, 10000000];
const KEPT = 256; // open parts in memory; so many are also verified before the first page is shown
const IDLE = 10 * 60 * 1000; // milliseconds without a touch until the door closes
const TYPES = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp", ics: "text/calendar" };

const words = document.body.dataset;
const [door, ask, field, said] = ["door", "ask", "passphrase", "said"].map((id) => document.getElementById(id));
const fromBase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const header = fromBase64(words.header);
const number = (at) => new DataView(header.buffer).getUint32(at);
const [rounds, parts] = [number(8), number(12)];

// What is known while the door is open; forgotten by lock().
let open;

const unlock = async (passphrase) => {
  const typed = await crypto.subtle.importKey("raw", new TextEncoder().encode(passphrase.trim().normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const kek = await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt: header.subarray(16, 48), iterations: rounds }, typed, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: header.subarray(48, 60), additionalData: header.subarray(0, 60) }, kek, header.subarray(60));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", header));
  const folder = [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { key, digest, folder, parts: new Map(), urls: new Map(), visited: [], turn: Promise.resolve() };
};

// One part as its script gives it. Scripts are loaded one after the other: each leaves its
// text in the same place.
const loadPart = (site, place) => new Promise((then, fail) => {
  const script = document.createElement("script");
  script.src = `${site.folder}/${String(place).padStart(5, "0")}.js`;
  script.onload = () => {
    const text = self.renmaiPart;
    self.renmaiPart = undefined;
    script.remove();
    try {
      then(fromBase64(text.trim()));
    } catch (error) {
      fail(error);
    }
  };
  script.onerror = () => fail(new Error("missing part"));
  document.head.append(script);
});
const part = (site, place) => {
  const known = site.parts.get(place);
  if (known) return known;
  const clear = (site.turn = site.turn.catch(() => {}).then(async () => {
    const sealed = await loadPart(site, place);
    const bound = new Uint8Array(36);
    bound.set(site.digest);
    new DataView(bound.buffer).setUint32(32, place);
    const bytes = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.subarray(0, 12), additionalData: bound }, site.key, sealed.subarray(12)));
    if (bytes.length !== PART) throw new Error("odd part");
    return bytes;
  }));
  site.parts.set(place, clear);
  if (site.parts.size > KEPT) site.parts.delete(site.parts.keys().next().value);
  return clear;
};
const read = async (site, start, length) => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; ) {
    const place = Math.floor((start + at) / PART);
    if (place >= parts) throw new Error("beyond the end");
    const from = (start + at) % PART;
    const piece = (await part(site, place)).subarray(from, from + length - at);
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};
const inflate = async (bytes) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
const readTable = async (site) => {
  const length = new DataView((await read(site, 0, 4)).buffer).getUint32(0);
  const rows = JSON.parse(new TextDecoder().decode(await inflate(await read(site, 4, length))));
  site.table = new Map(rows.map(([path, start, stored]) => [path, [4 + length + start, stored]]));
};
const file = async (site, path) => inflate(await read(site, ...site.table.get(path)));

// A file of the site as an address the browser can load. Kept, so that it is opened once.
const url = async (site, path) => {
  if (!site.table.has(path)) return null;
  if (!site.urls.has(path)) {
    const type = TYPES[path.split(".").pop().toLowerCase()] ?? "application/octet-stream";
    site.urls.set(path, URL.createObjectURL(new Blob([await file(site, path)], { type })));
  }
  return site.urls.get(path);
};

// Where a link on a page leads: a path of the site and a place on it, or null: elsewhere.
const target = (page, href) => {
  const base = "https://site.invalid/";
  const to = new URL(href, base + page.split("/").map(encodeURIComponent).join("/"));
  return to.href.startsWith(base) ? [decodeURIComponent(to.pathname.slice(1)), decodeURIComponent(to.hash.slice(1))] : null;
};

const show = async (site, path, place, step) => {
  const page = new DOMParser().parseFromString(new TextDecoder().decode(await file(site, path)), "text/html");
  page.querySelector("meta[http-equiv]")?.remove();
  for (const node of page.querySelectorAll("link[href], script[src], img[src], source[src]")) {
    const name = node.hasAttribute("src") ? "src" : "href";
    const to = target(path, node.getAttribute(name));
    const address = to && (await url(site, to[0]));
    address ? node.setAttribute(name, address) : node.removeAttribute(name);
  }
  if (open !== site) return;
  // A frame of its own for each page: it leaves nothing in the browser's history.
  const frame = document.createElement("iframe");
  frame.className = "coming";
  frame.title = words.title;
  frame.srcdoc = "<!doctype html>" + page.documentElement.outerHTML;
  frame.renmaiFile = (name) => url(site, "static/" + name);
  frame.onload = () => {
    if (open !== site) return frame.remove();
    const inside = frame.contentDocument;
    for (const kind of ["pointerdown", "keydown", "scroll", "touchstart"]) inside.addEventListener(kind, touched, { passive: true, capture: true });
    inside.addEventListener("click", (event) => follow(site, path, event));
    for (const old of document.querySelectorAll("iframe")) if (old !== frame) old.remove();
    frame.className = "";
    frame.contentWindow.focus();
    if (place) frame.contentWindow.location.hash = place;
  };
  document.body.append(frame);
  if (step === undefined) {
    site.visited.length = (history.state ?? -1) + 1;
    site.visited.push([path, place]);
    const now = site.visited.length - 1;
    // Only a number is told to the browser, never a name.
    now ? history.pushState(now, "") : history.replaceState(0, "");
  }
};
const follow = async (site, page, event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented) return;
  const to = target(page, link.getAttribute("href"));
  if (!to) {
    link.target = "_blank";
    link.rel = "noreferrer noopener";
    return;
  }
  event.preventDefault();
  const [path, place] = to;
  if (path === page) return void (link.ownerDocument.defaultView.location.hash = place);
  try {
    if (path.endsWith(".html") && site.table.has(path)) return await show(site, path, place);
    const address = await url(site, path);
    if (!address) return;
    const save = document.createElement("a");
    [save.href, save.download] = [address, path.split("/").pop()];
    save.click();
  } catch {
    lock(words.broken);
  }
};
addEventListener("popstate", (event) => {
  const [path, place] = open?.visited[event.state ?? 0] ?? [];
  if (path) show(open, path, place, event.state).catch(() => lock(words.broken));
});

// The door closes by itself, when the page is left, and by its button.
let last = Date.now();
const touched = () => (last = Date.now());
const idle = () => open && Date.now() - last > IDLE && lock(words.locked);
setInterval(idle, 5000);
addEventListener("visibilitychange", idle);
addEventListener("pagehide", () => lock(""));
const button = document.createElement("button");
[button.className, button.textContent, button.onclick] = ["lock", words.lock, () => lock(words.locked)];
const lock = (why) => {
  for (const address of open?.urls.values() ?? []) URL.revokeObjectURL(address);
  open = undefined;
  for (const frame of document.querySelectorAll("iframe")) frame.remove();
  button.remove();
  field.value = "";
  door.hidden = false;
  said.textContent = why;
  field.focus();
};

ask.onsubmit = async (event) => {
  event.preventDefault();
  const passphrase = field.value;
  said.textContent = words.working;
  const knock = ask.querySelector("button");
  knock.disabled = true;
  let site;
  try {
    site = await unlock(passphrase);
  } catch {
    said.textContent = words.wrong;
    field.select();
    return;
  } finally {
    knock.disabled = false;
  }
  try {
    open = site;
    touched();
    await readTable(site);
    // A small site is verified as a whole before anything of it is seen; a large one as it is read.
    for (let place = 0; place < Math.min(parts, KEPT); place++) await part(site, place);
    await show(site, "index.html", "");
    field.value = said.textContent = "";
    door.hidden = true;
    document.body.append(button);
  } catch {
    lock(words.broken);
  }
};

const ours = header.length === 108 && String.fromCharCode(...header.subarray(0, 8)) === "renmai\0\x01" && parts > 0 && rounds >= FEWEST_ROUNDS && rounds <= MOST_ROUNDS;
if (!ours) said.textContent = words.broken;
else if (!self.crypto?.subtle || !self.DecompressionStream) said.textContent = words.noCrypto;
else ask.hidden = false;
if (!ask.hidden) field.focus();
}
