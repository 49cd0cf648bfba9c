// What a browser of 2018 does not know of the built style sheets and the scripts, as JSON on the output:
// {"features": {"css-has": ["app.ltr.css"], …}, "scripts": {"kept.js": "Unexpected token (12:4)", …}}.
// Features by caniuse's table (doiuse); what stands inside @supports is asked for before it is used, so it is left out.
import { readFileSync, readdirSync } from "node:fs";
import { parse } from "acorn";
import doiuse from "doiuse";
import postcss from "postcss";

const OLDEST = ["chrome 64", "firefox 60", "safari 11", "ios_saf 11.0-11.2", "samsung 7.2-7.4"];
const folder = (name) => new URL(`../static/${name}/`, import.meta.url);
const features = {}, scripts = {};

for (const name of readdirSync(folder("css")).filter((one) => one.endsWith(".css") && one !== "paper.css")) {
  const sheet = postcss.parse(readFileSync(new URL(name, folder("css")), "utf8"));
  sheet.walkAtRules("supports", (rule) => rule.remove());
  const found = new Set();
  const onFeatureUsage = ({ feature }) => found.add(feature);
  await postcss([doiuse({ browsers: OLDEST, onFeatureUsage })]).process(sheet, { from: name });
  for (const feature of found) (features[feature] ??= []).push(name);
}
for (const name of readdirSync(folder("js")))
  try {
    parse(readFileSync(new URL(name, folder("js")), "utf8"), { ecmaVersion: 2017 });
  } catch (error) {
    scripts[name] = error.message;
  }
console.log(JSON.stringify({ features, scripts }));
