// Builds ../static/css from scss/: Bootstrap's few parts (once as they are, once mirrored), then our own sheets.
// Our sheets use logical properties only, so one text serves both directions. Then the one library of the pages, as it was
// published, into ../static/js. `npm ci && npm run build`; commit the result.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transform } from "lightningcss";
import rtlcss from "rtlcss";
import { compile } from "sass";

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

function write(name, css, notice = "") {
  const { code } = transform({ filename: name, code: Buffer.from(dropUnreadVariables(css)), minify: true });
  const text = notice + code.toString();
  writeFileSync(new URL(name, OUT), text);
  console.log(`${name.padEnd(16)}${text.length.toString().padStart(7)} B ${gzipSync(text, { level: 9 }).length.toString().padStart(7)} B gzip`);
}

mkdirSync(OUT, { recursive: true });
const bootstrap = sheet("bootstrap");
const app = sheet("app");
write("app.ltr.css", bootstrap + app, NOTICE);
write("app.rtl.css", rtlcss.process(bootstrap) + app, NOTICE);
write("organizer.css", sheet("organizer"));
write("landing.css", sheet("landing"));
write("paper.css", sheet("paper"));
write("offline.css", sheet("offline"));

copyFileSync(new URL("node_modules/htmx.org/dist/htmx.min.js", import.meta.url), new URL("../static/js/htmx.min.js", import.meta.url));
