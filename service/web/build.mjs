// Bundles src/ into dist/: one script, one style sheet, the page. No network, no CDN.
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
