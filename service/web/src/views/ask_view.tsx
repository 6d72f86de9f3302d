import { ask, type Answer } from "../api";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { SearchBox } from "../components/search_box";
import { pathLabel } from "../labels";
import { go, link } from "../router";
import { useData } from "../use_data";

const EXAMPLES = ["2021年高职要扩招多少人", "配合国家发展改革委评选什么", "2021年工作要点一共有多少条要点"];

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

function AnswerCard({ answer }: { answer: Answer }) {
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

export function AskView({ question }: { question: string }) {
  const { data, error, loading } = useData(question ? (signal) => ask(question, signal) : null, [question]);
  return (
    <div class="ask">
      <SearchBox value={question} placeholder="用一句话提问，例如：2021年高职要扩招多少人" button="提问" onSubmit={(text) => go(link.ask(text))} />
      {!question && (
        <p class="examples">
          {EXAMPLES.map((example) => (
            <a key={example} href={link.ask(example)}>
              {example}
            </a>
          ))}
        </p>
      )}
      {question && loading && <Notice kind="loading" />}
      {error && <Problem error={error} />}
      {question && data && !loading && <AnswerCard answer={data} />}
    </div>
  );
}
