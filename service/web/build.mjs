// Bundles src/ into dist/: one script, one style sheet, the page; and beside it what the page of the interface (/docs) needs.
// No network, no CDN. swagger-ui-dist is held at its last version without a package that reports installations.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";

await rm("dist", { recursive: true, force: true });
await mkdir("dist", { recursive: true });
await build({
  entryPoints: ["src/main.tsx", "src/styles/main.css"],
  outdir: "dist",
  entryNames: "app",
  bundle: true,
  minify: true,
  sourcemap: false,
  target: ["es2020"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "linked",
  logLevel: "warning",
});
await cp("src/index.html", "dist/index.html");
await cp("src/icon.svg", "dist/icon.svg");
await mkdir("dist/swagger");
for (const name of ["swagger-ui-bundle.js", "swagger-ui.css", "LICENSE", "NOTICE"]) {
  await cp(`node_modules/swagger-ui-dist/${name}`, `dist/swagger/${name}`);
}
