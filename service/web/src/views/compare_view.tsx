import { compare, documents, type Comparison, type ComparedPair, type DocumentRef } from "../api";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { pathLabel } from "../labels";
import { go, link } from "../router";
import { useData } from "../use_data";

const STATUS: [ComparedPair["status"], string][] = [
  ["changed", "有变化"],
  ["new", "新增"],
  ["dropped", "不再出现"],
  ["continued", "延续"],
];
const FIELDS: Record<string, string> = { targets: "指标", bodies: "机构", wording: "措辞" };

function Choice({ label, value, options, onChange }: { label: string; value: string; options: DocumentRef[]; onChange: (id: string) => void }) {
  return (
    <label>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">选择一份文件</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.title}
            {option.year && !option.title.includes(String(option.year)) ? `（${option.year}）` : ""}
          </option>
        ))}
      </select>
    </label>
  );
}

function Pair({ pair, result }: { pair: ComparedPair; result: Comparison }) {
  const sides: [ComparedPair["before"], DocumentRef][] = [
    [pair.before, result.before],
    [pair.after, result.after],
  ];
  return (
    <li class="pair">
      <div class="sides">
        {sides.map(([point, document]) =>
          point ? (
            <a key={document.id} href={link.document(document.id, point.start, point.end)}>
              {point.title || point.text.slice(0, 40)}
              <small>{pathLabel(point.path)}</small>
            </a>
          ) : (
            <span key={document.id} class="none">
              —
            </span>
          ),
        )}
      </div>
      {pair.changes
        .filter((change) => change.field !== "wording")
        .map((change) => (
          <p key={change.field + change.before + change.after} class="where">
            <strong>{FIELDS[change.field] ?? change.field}</strong>
            <del>{change.before || "无"}</del> → <ins>{change.after || "无"}</ins>
          </p>
        ))}
      {pair.diff.length > 0 && (
        <details>
          <summary>措辞对照</summary>
          <p class="diff">
            {pair.diff.map((piece, index) => {
              if (piece.kind === "removed") return <del key={index}>{piece.text}</del>;
              return piece.kind === "added" ? <ins key={index}>{piece.text}</ins> : piece.text;
            })}
          </p>
        </details>
      )}
    </li>
  );
}

function Pairs({ result }: { result: Comparison }) {
  return (
    <>
      {STATUS.map(([status, label]) => {
        const pairs = result.pairs.filter((pair) => pair.status === status);
        return (
          pairs.length > 0 && (
            <section key={status}>
              <h2>
                {label} <small>{pairs.length}</small>
              </h2>
              <ul>
                {pairs.map((pair) => (
                  <Pair key={(pair.before?.id ?? "") + (pair.after?.id ?? "")} pair={pair} result={result} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

/** Two documents side by side: what goes on, what changed, what is new, what is gone. */
export function CompareView({ a, b }: { a: string; b: string }) {
  const list = useData(documents, []);
  const { data, error, loading } = useData(a && b ? (signal) => compare(a, b, signal) : null, [a, b]);
  const failed = error ?? list.error;
  const options = list.data?.documents ?? [];
  return (
    <div class="compare">
      <h1>比较两份文件</h1>
      <div class="choices">
        <Choice label="之前" value={a} options={options} onChange={(id) => go(link.compare(id, b))} />
        <Choice label="之后" value={b} options={options} onChange={(id) => go(link.compare(a, id))} />
      </div>
      {failed && <Problem error={failed} missing="所选的文件已不在文献库里，请另选" />}
      {a && b && loading && <Notice kind="loading" />}
      {a && b && data && !loading && <Pairs result={data} />}
    </div>
  );
}
