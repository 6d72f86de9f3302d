// Cutting a text into pieces for display. Offsets from the server count code points; JavaScript strings count UTF-16 units.

export interface Mark {
  start: number;
  end: number;
  kind: string; // a class name
  entity?: string;
  title?: string;
}

export interface Piece {
  text: string;
  start: number;
  mark?: Mark;
}

/** A text that can be cut by code-point offsets, also where it holds characters outside the basic plane. */
export class CodePoints {
  private readonly points: string[] | null;

  constructor(private readonly text: string) {
    this.points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  }

  get length(): number {
    return this.points ? this.points.length : this.text.length;
  }

  slice(start: number, end: number): string {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }
}

/** Cut [start, end) of a text into pieces; of overlapping marks the longest that starts first wins. */
export function pieces(text: CodePoints, start: number, end: number, marks: Mark[]): Piece[] {
  const inside = marks
    .filter((mark) => mark.start >= start && mark.end <= end && mark.end > mark.start)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Piece[] = [];
  let at = start;
  for (const mark of inside) {
    if (mark.start < at) continue;
    if (mark.start > at) result.push({ text: text.slice(at, mark.start), start: at });
    result.push({ text: text.slice(mark.start, mark.end), start: mark.start, mark });
    at = mark.end;
  }
  if (at < end) result.push({ text: text.slice(at, end), start: at });
  return result;
}
