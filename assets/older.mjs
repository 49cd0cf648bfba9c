// What makes our sheets readable to browsers of 2018, without asking who reads: one PostCSS plugin for what no ready plugin
// does, and the text of the block that only such browsers read. Decision 0035 says which browsers and why so.

// Known since the same releases as the distance between flexible boxes (Chrome 84, Safari 14.1), and told by @supports.
export const ONLY_OLDER = "@supports not ((appearance:none) or (inset:0))";
const TOO_NEW = /:(?:has|is|where|focus-visible)\b|:not\([^()]*[,(]/;
const WIDE = "(min-width: 62rem)", MIDDLING = "(min-width: 48rem)";
const SMALL = 12; // px; a distance up to here may also stand after the last part

// « .a, .b:has(c) » is unknown as a whole where one half is: each half gets a rule of its own.
function splitLists(root) {
  root.walkRules((rule) => {
    const [newer, known] = [rule.selectors.filter((one) => TOO_NEW.test(one)), rule.selectors.filter((one) => !TOO_NEW.test(one))];
    if (!newer.length || !known.length) return;
    rule.cloneAfter({ selectors: newer });
    rule.selectors = known;
  });
}

// @ltr { … } and @rtl { … } hold what only one of the two files says.
function keepDirection(root, direction) {
  root.walkAtRules(/^(?:ltr|rtl)$/, (rule) => (rule.name === direction ? rule.replaceWith(rule.nodes) : rule.remove()));
}

const lastOf = (rule, prop) => rule.nodes.filter((one) => one.prop === prop).pop()?.value;

// How each selector lays out its parts, as far as the rules outside of media queries say.
function layouts(root) {
  const found = new Map();
  root.walkRules((rule) => {
    if (rule.parent.type !== "root" && rule.parent.name !== "media") return;
    for (const selector of rule.selectors) {
      const known = found.get(selector) ?? {};
      const [display, direction, wrap] = [lastOf(rule, "display"), lastOf(rule, "flex-direction"), lastOf(rule, "flex-wrap")];
      if (/flex|grid/.test(display) && !known.display) known.display = display;
      if (rule.parent.type === "root" || !known.direction) known.direction = direction ?? known.direction;
      if (wrap && (rule.parent.type === "root" || !known.wrap)) known.wrap = wrap;
      found.set(selector, known);
    }
  });
  return found;
}

const layoutOf = (found, selector) => {
  const own = found.get(selector);
  if (own?.display) return own;
  const last = selector.replace(/:has\([^ ]*\)/g, "").split(/[ >]+/).pop(); // « .public .tools » is laid out as « .tools »
  return found.get(selector.replace(/:has\([^ ]*\)/g, "")) ?? found.get(last) ?? {};
};

const half = (value) => `calc(${value} / 2)`;
const isSmall = (value) => {
  const [, number, unit] = /^([\d.]+)(px|rem|em)?$/.exec(value) ?? [];
  return number !== undefined && Number(number) * (unit === "px" ? 1 : 16) <= SMALL;
};

// The margins that stand for a distance where flexible boxes know none.
function margins(selector, layout, row, column) {
  if (layout.direction === "column") return [[`${selector} > * + *`, { "margin-block-start": row }]];
  if (layout.display === "inline-flex") return [[`${selector} > *`, { "margin-inline": half(column) }]]; // words may stand bare
  const rules = [];
  if (column !== "0") rules.push([`${selector} > ${isSmall(column) ? "*" : ":not(:last-child)"}`, { "margin-inline-end": column }]);
  if (layout.wrap === "wrap" && row !== "0") rules.push([`${selector} > *`, { "margin-block": half(row) }]);
  return rules;
}

// Grids knew the distance under another name, which stays valid; flexible boxes get margins in the block of their own.
function distances(root, addOlder) {
  const found = layouts(root);
  root.walkDecls(/^(?:row-|column-)?gap$/, (decl) => {
    const rule = decl.parent;
    for (const selector of rule.selectors) {
      const layout = layoutOf(found, selector);
      if (layout.display === "grid") continue;
      const parts = decl.value.match(/(?:[^\s(]|\([^)]*\))+/g);
      const [row, column] = { gap: [parts[0], parts[1] ?? parts[0]], "row-gap": [decl.value, "0"], "column-gap": ["0", decl.value] }[decl.prop];
      for (const [where, what] of margins(selector, layout, row, column)) addOlder(rule, where, what);
    }
    if (rule.selectors.some((selector) => layoutOf(found, selector).display === "grid")) decl.prop = `grid-${decl.prop}`;
  });
}

// clamp(), min() and max(): the smallest value on a narrow window, the largest on a wide one.
function comparisons(root, addOlder) {
  root.walkDecls((decl) => {
    if (!/\b(?:clamp|min|max)\(/.test(decl.value)) return;
    const with_ = (pick) => decl.value
      .replace(/clamp\(([^,]+),[^,]+,([^,)]+)\)/g, (_all, least, most) => pick(least.trim(), most.trim()))
      .replace(/\bmin\((?:100%, ?([\d.]+rem)|([\d.]+rem), ?100%)\)/g, (_all, a, b) => a ?? b)
      .replace(/\bmax\((var\([^)]+\)),.*\)$/, (_all, least) => least);
    const least = with_((least) => least), most = with_((_least, most) => most);
    if (decl.prop === "grid-template-columns") return addOlder(decl.parent, null, { [decl.prop]: least }, MIDDLING);
    if (!decl.prop.startsWith("--")) return void decl.cloneBefore({ value: least });
    addOlder(decl.parent, null, { [decl.prop]: least }); // a variable would take any text: only the block can give another
    addOlder(decl.parent, null, { [decl.prop]: most }, WIDE);
  });
}

// Where the focus by keyboard cannot be told from that by mouse, every focus is shown.
function focus(root, addOlder) {
  root.walkRules(/:focus-visible/, (rule) => {
    if (rule.selector.includes(":not(:focus-visible)")) return;
    const what = Object.fromEntries(rule.nodes.filter((one) => one.type === "decl").map((one) => [one.prop, one.value + (one.important ? " !important" : "")]));
    addOlder(rule, rule.selector.replaceAll(":focus-visible", ":focus"), what);
  });
}

// Single values and names that had another form.
function spellings(root) {
  root.walkDecls((decl) => {
    if (decl.prop === "overflow-wrap" && decl.value === "anywhere") {
      decl.cloneBefore({ value: "break-word" });
      decl.cloneBefore({ prop: "word-break", value: "break-word" });
    }
    if (decl.value === "revert") decl.cloneBefore({ value: "block" });
    if (/^(?:align|justify)-/.test(decl.prop) && /^(?:start|end)$/.test(decl.value) && /flex/.test(lastOf(decl.parent, "display") ?? ""))
      decl.value = `flex-${decl.value}`;
  });
}

// The plugin: `older` is an empty PostCSS root that receives what only browsers of then shall read.
export const forOlder = (older, direction) => ({
  postcssPlugin: "for-older",
  Once(root, { AtRule, Rule }) {
    const addOlder = (rule, selector, what, media) => {
      const outer = rule.parent.type === "atrule" && rule.parent.name === "media" ? rule.parent.params : "";
      const params = [outer, media].filter(Boolean).join(" and ");
      let place = older;
      if (params) {
        place = older.nodes.find((one) => one.params === params);
        if (!place) older.append((place = new AtRule({ name: "media", params, nodes: [] })));
      }
      const text = JSON.stringify(what);
      const same = place.nodes.find((one) => one.text === text);
      if (same) return void (same.selectors = [...same.selectors, selector ?? rule.selector]);
      const added = new Rule({ selector: selector ?? rule.selector, nodes: [] });
      for (const [prop, value] of Object.entries(what))
        added.append({ prop, value: value.replace(" !important", ""), important: value.endsWith("!important") });
      added.text = text;
      place.nodes ? place.append(added) : older.append(added);
    };
    keepDirection(root, direction);
    splitLists(root);
    focus(root, addOlder);
    comparisons(root, addOlder);
    distances(root, addOlder);
    spellings(root);
    older.nodes.sort((one, other) => (one.type === "atrule") - (other.type === "atrule"));
  },
});
