import type { Fact } from "../api";
import { predicateLabel, typeLabel } from "../labels";
import { link } from "../router";

const FIRST = 12;
const LONGEST = 40;

const short = (name: string): string => (name.length > LONGEST ? name.slice(0, LONGEST) + "…" : name);

function grouped(facts: Fact[]): [string, Fact[]][] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.direction}:${fact.predicate}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.entries()];
}

function FactLine({ fact }: { fact: Fact }) {
  const title = fact.document.title + (fact.document.year === null ? "" : `（${fact.document.year}）`);
  return (
    <li class="fact">
      {fact.quote && (
        <blockquote>
          <a href={link.document(fact.document.id, fact.start, fact.end)} title="在原文中查看">
            {fact.quote}
          </a>
        </blockquote>
      )}
      <p class="where">
        <span class={`dot ${fact.other.type}`} />
        {fact.other.type in { Point: 1, Part: 1, Document: 1 } ? (
          <a href={link.document(fact.document.id, fact.start, fact.end)}>{short(fact.other.name)}</a>
        ) : (
          <a href={link.entity(fact.other.id)}>{fact.other.name}</a>
        )}
        <span>{typeLabel(fact.other.type)}</span>
        <span class="doc">{title}</span>
      </p>
    </li>
  );
}

/** An entity's facts by predicate, each with the sentence that says it. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <div class="facts">
      {grouped(facts).map(([key, list]) => (
        <section key={key}>
          <h3>
            {list[0]!.direction === "in" ? "" : "它"}
            {predicateLabel(list[0]!.predicate)}
            <small>{list.length}</small>
          </h3>
          <ul>
            {list.slice(0, FIRST).map((fact) => (
              <FactLine key={fact.document.id + fact.start + fact.other.id} fact={fact} />
            ))}
          </ul>
          {list.length > FIRST && (
            <details>
              <summary>其余 {list.length - FIRST} 条</summary>
              <ul>
                {list.slice(FIRST).map((fact) => (
                  <FactLine key={fact.document.id + fact.start + fact.other.id} fact={fact} />
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
    </div>
  );
}
