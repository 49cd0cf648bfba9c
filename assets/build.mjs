// Builds ../static/css from scss/: Bootstrap's few parts and our own sheets, each once for either direction. We write logical
// properties only (start, end); what is built says left and right, because browsers of 2018 know nothing else. Then the one
// library of the pages, as it was published, into ../static/js. `npm ci && npm run build`; commit the result.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import postcss from "postcss";
import logical from "postcss-logical";
import rtlcss from "rtlcss";
import { compile } from "sass";
import { forOlder, ONLY_OLDER } from "./older.mjs";

const OUT = new URL("../static/css/", import.meta.url);
const NOTICE = "/*! Contains parts of Bootstrap 5.3.8, (c) 2011-2025 The Bootstrap Authors, MIT */\n";

const sheet = (name) =>
  compile(new URL(`scss/${name}.scss`, import.meta.url).pathname, {
    loadPaths: [new URL("node_modules", import.meta.url).pathname],
    quietDeps: true,
    silenceDeprecations: ["import"],
  }).css;

// Bootstrap's root declares far more variables than its parts read: keep those that something reads.
function dropUnreadVariables(css) {
  const read = new Set([...css.matchAll(/var\((--bs-[\w-]+)/g)].map((match) => match[1]));
  const kept = css.replace(/(--bs-[\w-]+)\s*:[^;{}]*;/g, (text, name) => (read.has(name) ? text : ""));
  return kept === css ? css : dropUnreadVariables(kept);
}

// The oldest releases the sheets are written for, those of early 2018; lightningcss counts a release in its third byte.
const OLDEST = Object.fromEntries(
  Object.entries({ chrome: 64, android: 66, firefox: 60, safari: 11, ios_saf: 11, samsung: 7 }).map(([name, release]) => [name, release << 16]),
);
const minified = (name, css, targets) => transform({ filename: name, code: Buffer.from(css), minify: true, targets }).code.toString();

// Start and end become left and right, but for the alignment of text: it follows each text's own direction, and always could.
function physical(css, direction) {
  const inlineDirection = direction === "rtl" ? "right-to-left" : "left-to-right";
  const hidden = css.replace(/\btext-align:/g, "-kept-text-align:").replace(/\bfloat: inline-start/g, `float: ${direction === "rtl" ? "right" : "left"}`);
  return postcss([logical({ inlineDirection })]).process(hidden, { from: undefined }).css.replace(/-kept-text-align:/g, "text-align:");
}

// Our own sheet for one direction: what everybody reads, and what only browsers of 2018 read.
function forDirection(css, direction) {
  const older = postcss.root();
  const plain = postcss([forOlder(older, direction)]).process(css, { from: undefined }).css;
  return [physical(plain, direction), physical(older.toString(), direction)];
}

function put(name, text) {
  writeFileSync(new URL(name, OUT), text);
  console.log(`${name.padEnd(18)}${text.length.toString().padStart(7)} B ${gzipSync(text, { level: 9 }).length.toString().padStart(7)} B gzip`);
}

// `before` is a sheet of others that comes first; a sheet without a direction stands for both.
function write(name, css, direction, before = "", notice = "") {
  const [plain, older] = forDirection(css, direction);
  const all = minified(name, dropUnreadVariables(before + plain), OLDEST);
  put(name, notice + all + (older ? `${ONLY_OLDER}{${minified(name, older, OLDEST)}}` : ""));
}

mkdirSync(OUT, { recursive: true });
const bootstrap = sheet("bootstrap");
const bootstrapOf = { ltr: physical(bootstrap, "ltr"), rtl: physical(rtlcss.process(bootstrap), "rtl") };
for (const direction of ["ltr", "rtl"]) {
  write(`app.${direction}.css`, sheet("app"), direction, bootstrapOf[direction], NOTICE);
  write(`organizer.${direction}.css`, sheet("organizer"), direction);
  write(`landing.${direction}.css`, sheet("landing"), direction);
}
write("offline.css", sheet("offline"), "ltr"); // says nothing of left and right
put("paper.css", minified("paper.css", sheet("paper"))); // read by WeasyPrint alone, which knows start and end

copyFileSync(new URL("node_modules/htmx.org/dist/htmx.min.js", import.meta.url), new URL("../static/js/htmx.min.js", import.meta.url));
