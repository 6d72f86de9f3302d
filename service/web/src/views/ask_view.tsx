import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { AnswerCard } from "../components/answer_card";
import { Notice } from "../components/notice";
import { Problem } from "../components/problem";
import { SearchBox } from "../components/search_box";
import { anew, open, say, useConversation, type Turn } from "../conversation";
import { go, link } from "../router";
import { useTitle } from "../use_title";

const EXAMPLES = ["2021年高职要扩招多少人", "配合国家发展改革委评选什么", "2021年工作要点一共有多少条要点"];

function Examples() {
  return (
    <p class="examples">
      {EXAMPLES.map((example) => (
        <a key={example} href={link.ask(example)}>
          {example}
        </a>
      ))}
    </p>
  );
}

/** A question with its answer. The newest is brought into view when it is asked and when it is answered. */
function Exchange({ turn, follows, newest }: { turn: Turn; follows: boolean; newest: boolean }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (follows && newest) item.current?.scrollIntoView({ block: "start" });
  }, [newest, turn]);
  return (
    <li ref={item} class="exchange" aria-current={newest ? "true" : undefined}>
      <h2>{turn.question}</h2>
      {turn.answer && <AnswerCard answer={turn.answer} />}
      {turn.error && <Problem error={turn.error} />}
      {!turn.answer && !turn.error && <Notice kind="loading" />}
    </li>
  );
}

/** A conversation: its address is the question that began it, and what is asked below leans on what was said above. */
export function AskView({ question }: { question: string }) {
  const turns = useConversation();
  const box = useRef<HTMLDivElement>(null);
  useTitle(question ? `提问：${question}` : "提问");
  useLayoutEffect(() => open(question), [question]);

  const begun = turns.length > 0;
  const leave = () => {
    anew();
    go(link.ask());
    box.current?.querySelector("input")?.focus(); // the button that was pressed is gone
  };
  return (
    <div class="ask">
      {begun && (
        <ol class="exchanges" aria-label="对话" aria-live="polite">
          {turns.map((turn, index) => (
            <Exchange key={index} turn={turn} follows={index > 0} newest={index === turns.length - 1} />
          ))}
        </ol>
      )}
      <div ref={box} class={begun ? "further" : undefined}>
        <SearchBox
          value=""
          placeholder={begun ? "接着问，例如：那2022年呢？" : "用一句话提问，例如：2021年高职要扩招多少人"}
          button="提问"
          emptied
          onSubmit={(text) => text && (begun ? say(text) : go(link.ask(text)))}
        />
        {begun && (
          <button type="button" class="plain" onClick={leave}>
            新的对话
          </button>
        )}
      </div>
      {!begun && <Examples />}
    </div>
  );
}
