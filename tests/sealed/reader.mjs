// Opens a sealed site, written from docs/sealed-format.md alone and with nothing but Node.
//   node reader.mjs SITE PASSPHRASE     prints each file's length, SHA-256 and path
import { createDecipheriv, createHash, pbkdf2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";

const [site, passphrase] = process.argv.slice(2);
const refuse = (why) => {
  console.error(why);
  process.exit(1);
};
const sha256 = (bytes) => createHash("sha256").update(bytes).digest();
const decrypt = (key, nonce, sealed, bound, why) => {
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
    cipher.setAAD(bound);
    cipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  } catch {
    refuse(why);
  }
};

const shell = readFileSync(join(site, "index.html"), "utf8");
const header = Buffer.from(/data-header="([^"]*)"/.exec(shell)?.[1] ?? "", "base64");
if (header.length !== 108 || header.toString("latin1", 0, 8) !== "renmai\0\x01") refuse("not-ours");
const [rounds, parts] = [header.readUInt32BE(8), header.readUInt32BE(12)];
if (parts < 1 || parts > 2 ** 20) refuse("not-ours");
if (rounds < 600_000 || rounds > 10_000_000) refuse("rounds");
const wrapping = pbkdf2Sync(passphrase.trim().normalize("NFC"), header.subarray(16, 48), rounds, 32, "sha256");
const key = decrypt(wrapping, header.subarray(48, 60), header.subarray(60), header.subarray(0, 60), "passphrase");

const digest = sha256(header);
const clear = [];
for (let place = 0; place < parts; place++) {
  let script;
  try {
    script = readFileSync(join(site, digest.toString("hex", 0, 8), `${String(place).padStart(5, "0")}.js`), "utf8");
  } catch {
    refuse(`part ${place}`);
  }
  const sealed = Buffer.from(/^renmaiPart="([A-Za-z0-9+/=]*)"\n$/.exec(script)?.[1] ?? "", "base64");
  const number = Buffer.alloc(4);
  number.writeUInt32BE(place);
  const part = decrypt(key, sealed.subarray(0, 12), sealed.subarray(12), Buffer.concat([digest, number]), `part ${place}`);
  if (part.length !== 65_536) refuse(`part ${place}`);
  clear.push(part);
}
const stream = Buffer.concat(clear);
const files = stream.subarray(4 + stream.readUInt32BE(0));
for (const [path, start, stored, length] of JSON.parse(inflateRawSync(stream.subarray(4, 4 + stream.readUInt32BE(0))))) {
  const bytes = inflateRawSync(files.subarray(start, start + stored));
  if (bytes.length !== length) refuse("contents");
  console.log(`${length} ${sha256(bytes).toString("hex")} ${path}`);
}
