// The present conversation. It outlives the view: who reads a citation and comes back finds what was asked and said.
import { useEffect, useState } from "preact/hooks";
import { ask, type Answer, type AskedBefore } from "./api";
import { shown, type ApiError } from "./problems";
import { CodePoints } from "./text";

/** A question with what came of it; neither is there while the answer is awaited. */
export interface Turn {
  question: string;
  answer?: Answer;
  error?: ApiError;
}

// What the server takes: so many earlier turns, each answer of so many characters.
const MOST_TURNS = 20;
const LONGEST_ANSWER = 10_000;

let turns: Turn[] = [];
let abort = new AbortController();
let queue = Promise.resolve();
const listeners = new Set<() => void>();

function set(next: Turn[]): void {
  turns = next;
  listeners.forEach((listener) => listener());
}

/** What was answered before a turn, as the server takes it. */
function before(turn: Turn): AskedBefore[] {
  return turns
    .slice(0, turns.indexOf(turn))
    .flatMap(({ question, answer }) => (answer ? [{ question, answer: new CodePoints(answer.answer).slice(0, LONGEST_ANSWER) }] : []))
    .slice(-MOST_TURNS);
}

async function answer(turn: Turn, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const become = (outcome: Partial<Turn>) => signal.aborted || set(turns.map((one) => (one === turn ? { ...turn, ...outcome } : one)));
  await ask(turn.question, before(turn), signal).then(
    (found) => become({ answer: found }),
    (error: unknown) => become({ error: shown(error) }),
  );
}

/** Ask within the conversation. A question waits for the one before it, which it may lean on. */
export function say(question: string): void {
  const turn = { question };
  const { signal } = abort;
  set([...turns, turn]);
  queue = queue.then(() => answer(turn, signal));
}

/** Leave the conversation behind. */
export function anew(): void {
  abort.abort();
  abort = new AbortController();
  set([]);
}

/** Go on with the conversation that a question began, or begin one with it; without a question with whatever there is. */
export function open(question: string): void {
  if (question && turns[0]?.question !== question) {
    anew();
    say(question);
    return;
  }
  const last = turns[turns.length - 1];
  if (!last?.error) return;
  set(turns.slice(0, -1)); // it failed when it was last asked, perhaps for want of a key
  say(last.question);
}

export function useConversation(): Turn[] {
  const [, redraw] = useState(turns);
  useEffect(() => {
    const update = () => redraw(turns);
    listeners.add(update);
    update(); // what changed before this was listening
    return () => void listeners.delete(update);
  }, []);
  return turns;
}
