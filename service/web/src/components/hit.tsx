import type { Hit, Range } from "../api";
import { KIND_LABELS, pathLabel } from "../labels";
import { link } from "../router";
import { CodePoints, wholeTitles } from "../text";
import { MarkedText } from "./marked_text";

const SHOWN = 220;

/** The server's offsets count from the document's start; the hit's text begins at the hit's. */
function local(hit: Hit, range: Range): Range {
  return { start: range.start - hit.start, end: range.end - hit.start };
}

/** Where to begin showing a node so that its best sentence is visible. */
function from(focus: Range | undefined, node: Range): number {
  if (!focus || focus.end - node.start <= SHOWN) return node.start;
  return Math.max(node.start, Math.min(focus.start - 20, node.end - SHOWN));
}

export function HitCard({ hit }: { hit: Hit }) {
  const text = new CodePoints(hit.text);
  const marks = hit.highlights.map((range) => ({ ...local(hit, range), kind: "term" }));
  const best = hit.best ? local(hit, hit.best) : marks[0];
  // The neighbours that share the passage say other things: what is shown keeps to the node under whose title it stands.
  const node = hit.around ? local(hit, hit.around) : { start: 0, end: text.length };
  const begin = from(best, node);
  const end = wholeTitles(text, begin, Math.min(node.end, begin + Math.max(SHOWN, best ? best.end - begin : 0)), node.end);
  const focus = hit.best ?? hit;
  return (
    <article class="hit">
      <h3>
        <a href={link.document(hit.document.id, focus.start, focus.end)}>{hit.title || hit.outline[hit.outline.length - 1] || hit.document.title}</a>
      </h3>
      <p class="where">
        <span class="doc">{hit.document.title}</span>
        {hit.document.year !== null && <span>{hit.document.year}年</span>}
        {pathLabel(hit.path) !== "前言" && <span>{pathLabel(hit.path)}</span>}
        <span>{KIND_LABELS[hit.kind] ?? hit.kind}</span>
      </p>
      <p class="text">
        {begin > node.start && "…"}
        <MarkedText text={text} start={begin} end={end} marks={marks} />
        {end < node.end && "…"}
      </p>
      {hit.why.length > 0 && <p class="why">{hit.why.join(" · ")}</p>}
      {hit.duplicates.length > 0 && (
        <details class="duplicates">
          <summary>另有 {hit.duplicates.length} 处相近的内容</summary>
          <ul>
            {hit.duplicates.map((other) => (
              <li key={other.id}>
                <a href={link.document(other.document.id, other.start, other.end)}>{other.title || other.document.title}</a>
                <small>{other.document.title}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
