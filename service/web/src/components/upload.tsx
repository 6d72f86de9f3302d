import { useState } from "preact/hooks";
import { upload } from "../api";
import { shown } from "../problems";
import { Notice } from "./notice";
import type { Outcome } from "./outcomes";

async function take(file: File): Promise<Outcome> {
  try {
    const { status, id, title } = await upload(file);
    return { file: file.name, status, id, title, error: null };
  } catch (problem) {
    return { file: file.name, status: "failed", id: null, title: null, error: shown(problem) };
  }
}

/** Takes the chosen files one after the other; one that fails keeps no other out. */
export function Upload({ onDone }: { onDone: (outcomes: Outcome[]) => void }) {
  const [reading, setReading] = useState("");

  const add = async (field: HTMLInputElement) => {
    const files = Array.from(field.files ?? []);
    field.value = ""; // else choosing the same file again would be no change
    const outcomes: Outcome[] = [];
    for (const [index, file] of files.entries()) {
      setReading(`正在读取 ${file.name}${files.length > 1 ? `（${index + 1}/${files.length}）` : ""}…`);
      outcomes.push(await take(file));
    }
    setReading("");
    if (files.length > 0) onDone(outcomes);
  };

  return (
    <>
      <label class={`upload ${reading ? "busy" : ""}`}>
        加入文件
        <input
          type="file"
          multiple
          disabled={reading !== ""}
          accept=".txt,.md,.pdf,.docx,.html,.htm"
          onChange={(event) => void add(event.currentTarget)}
        />
      </label>
      {reading && <Notice kind="loading">{reading}</Notice>}
    </>
  );
}
