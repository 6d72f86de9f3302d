import type { Fact } from "../api";
import { factsLabel, typeLabel } from "../labels";
import { link } from "../router";
import { closed, shortened } from "../text";
import { Named } from "./named";

const LONGEST = 40;
const IN_DOCUMENT = new Set(["Point", "Part", "Document"]);

function grouped(facts: Fact[]): Fact[][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.direction}:${fact.predicate}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()];
}

/** The document that says it and its year, each where the line does not say it already. */
function source({ document, other }: Fact): string {
  const year = document.year === null || document.title.includes(String(document.year)) ? "" : `${document.year}年`;
  return other.name === document.title ? year : document.title + (year && `（${year}）`);
}

function FactLine({ fact }: { fact: Fact }) {
  const place = link.document(fact.document.id, fact.start, fact.end);
  return (
    <li class="fact">
      {fact.quote && (
        <blockquote>
          <a href={place} title="在原文中查看">
            {closed(fact.quote)}
          </a>
        </blockquote>
      )}
      <p class="where">
        <Named type={fact.other.type}>
          {IN_DOCUMENT.has(fact.other.type) ? (
            <a href={place}>{shortened(fact.other.name, LONGEST)}</a>
          ) : (
            <a href={link.entity(fact.other.id)}>{fact.other.name}</a>
          )}
        </Named>
        <span>{typeLabel(fact.other.type)}</span>
        {source(fact) && <span class="doc">{source(fact)}</span>}
      </p>
    </li>
  );
}

function Lines({ facts }: { facts: Fact[] }) {
  return (
    <ul>
      {facts.map((fact) => (
        <FactLine key={fact.document.id + fact.start + fact.other.id} fact={fact} />
      ))}
    </ul>
  );
}

interface Props {
  facts: Fact[];
  /** How many there are in all; the server gives the first of them. */
  total: number;
  /** How many of a kind are shown at once. */
  first: number;
}

/** An entity's facts by predicate, each with the sentence that says it. */
export function Facts({ facts, total, first }: Props) {
  return (
    <div class="facts">
      {total > facts.length && (
        <p class="where">
          共 {total} 条事实，这里列出前 {facts.length} 条。
        </p>
      )}
      {grouped(facts).map((group) => (
        <section key={group[0]!.direction + group[0]!.predicate}>
          <h3>
            {factsLabel(group[0]!.predicate, group[0]!.direction)}
            <small>{group.length}</small>
          </h3>
          <Lines facts={group.slice(0, first)} />
          {group.length > first && (
            <details>
              <summary>其余 {group.length - first} 条</summary>
              <Lines facts={group.slice(first)} />
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
