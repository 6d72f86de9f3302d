import type { DocumentRef } from "../api";
import type { ApiError } from "../problems";
import { link } from "../router";
import { Details } from "./problem";

/** What became of one file. */
export interface Outcome {
  file: string;
  status: "added" | "replaced" | "unchanged" | "failed";
  id: string | null;
  title: string | null;
  error: ApiError | null;
}

const WORDS: Record<Outcome["status"], string> = {
  added: "已加入",
  replaced: "已替换",
  unchanged: "没有变化",
  failed: "失败",
};

/** Why nothing changed: the very file is there, perhaps under another name. */
function same(outcome: Outcome, documents: DocumentRef[]): string {
  const name = documents.find((document) => document.id === outcome.id)?.source_name;
  return name === undefined || name === outcome.file ? "文献库里已有这份文件" : `文献库里已有内容相同的文件 ${name}`;
}

/** A line for each file that was chosen, and the way to the document it became. */
export function Outcomes({ outcomes, documents }: { outcomes: Outcome[]; documents: DocumentRef[] }) {
  return (
    <ul class="outcomes" role="status" aria-label="加入文件的结果">
      {outcomes.map((outcome, index) => (
        <li key={index} class={outcome.status}>
          <strong>{WORDS[outcome.status]}</strong>
          <span class="file">{outcome.file}</span>
          {outcome.status === "unchanged" && <span>{same(outcome, documents)}</span>}
          {outcome.error && <span>{outcome.error.message}</span>}
          {outcome.id && <a href={link.document(outcome.id)}>打开《{outcome.title ?? outcome.file}》</a>}
          {outcome.error && <Details error={outcome.error} />}
        </li>
      ))}
    </ul>
  );
}
