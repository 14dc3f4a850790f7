// Reads every XLIFF of a folder with the package xliff, and writes beside it, as NAME.json, what each unit holds.
const fs = require("fs"), path = require("path"), xliff = require("xliff");

const flat = (part) => {
  if (Array.isArray(part)) return part.map(flat).join("");
  if (typeof part !== "object" || part === null) return String(part ?? "");
  const [[kind, code]] = Object.entries(part);
  const half = /^(\d+)-(open|close)$/.exec(code.id);
  if (half) return half[2] === "open" ? `⟦${half[1]}⟧` : `⟦/${half[1]}⟧`;
  if (kind.endsWith("Start")) return `⟦${code.rid ?? code.id}⟧`;
  if (kind.endsWith("End")) return `⟦/${code.startRef ?? code.rid ?? code.id}⟧`;
  if (kind.endsWith("Span")) return `⟦${code.id}⟧${flat(code.contents)}⟦/${code.id}⟧`;
  return kind === "Standalone" ? `⟦${code.id}/⟧` : flat(code.contents);
};

// By default it loses white space between two codes.
const options = { captureSpacesBetweenElements: true };
const [source, target] = process.argv.slice(2);
(async () => {
  for (const name of fs.readdirSync(source).filter((name) => name.endsWith(".xlf"))) {
    const text = fs.readFileSync(path.join(source, name), "utf8");
    const file = await (text.includes('version="1.2"') ? xliff.xliff12ToJs : xliff.xliff2js)(text, options);
    const found = {};
    const visit = (units) => {
      for (const [id, unit] of Object.entries(units)) {
        if (unit.groupUnits) visit(unit.groupUnits);
        else if (unit.source !== undefined) found[id] = flat(unit.source);
      }
    };
    Object.values(file.resources).forEach(visit);
    fs.writeFileSync(path.join(target, `${name}.json`), JSON.stringify(found));
  }
})();
