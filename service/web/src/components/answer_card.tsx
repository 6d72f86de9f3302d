import type { Answer } from "../api";
import { pathLabel } from "../labels";
import { link } from "../router";

const bare = (text: string): string => text.replace(/\s/g, "");

/** The answer's own words: a line that only repeats a quote is left to the quotes, which lead into the text. */
function ownWords({ answer, citations }: Answer): string {
  const quotes = citations.map((citation) => `：“${bare(citation.quote)}”`);
  const repeats = (line: string) => /^(依据|另见)《/.test(line) && (line.endsWith("》") || quotes.some((quote) => bare(line).endsWith(quote)));
  return answer
    .split("\n")
    .filter((line) => !repeats(line))
    .join("\n");
}

/** What was answered, and the words of the documents that say so. */
export function AnswerCard({ answer }: { answer: Answer }) {
  const said = ownWords(answer);
  const items = answer.items.filter((item) => item.entity || !said.includes(item.label)); // what is said already is listed to be opened
  return (
    <article class={`answer ${answer.answerable ? "" : "declined"} ${said ? "" : "quoted"}`}>
      <p class="said">{said || "原文是这样写的："}</p>
      {answer.items.length > 1 && items.length > 0 && (
        <ul class="items">
          {items.map((item) => (
            <li key={item.label}>{item.entity ? <a href={link.entity(item.entity)}>{item.label}</a> : item.label}</li>
          ))}
        </ul>
      )}
      {answer.citations.length > 0 && (
        <section class="citations" aria-label="依据">
          <h2 hidden={!said}>依据</h2>
          <ol>
            {answer.citations.map((citation) => (
              <li key={citation.document.id + citation.start}>
                <a href={link.document(citation.document.id, citation.start, citation.end)}>{citation.quote}</a>
                <p class="where">
                  <span class="doc">{citation.document.title ?? citation.document.source_name}</span>
                  <span>{pathLabel(citation.path)}</span>
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
      {answer.how && (
        <details class="how">
          <summary>怎样得到的</summary>
          <p>{answer.how.summary}</p>
          {answer.how.cypher && <pre>{answer.how.cypher}</pre>}
        </details>
      )}
    </article>
  );
}
