// How a neighbour graph looks: colours by type, and labels in lines that fit beside each other.
import type cytoscape from "cytoscape";
import type { EntityRef } from "./api";
import { shortened } from "./text";

const COLOURS: Record<string, string> = {
  Policy: "#9b2c2c",
  Program: "#b7791f",
  Institution: "#2b6cb0",
  Event: "#6b46c1",
  Group: "#2f855a",
  Region: "#00838f",
  Document: "#4a5568",
  Point: "#718096",
  Part: "#718096",
  Target: "#d53f8c",
};
/** Lines of relations, told apart from the nodes by being lighter; the last stands for all further ones. */
const LINE_COLOURS = ["#b0bccb", "#e0a458", "#7fb2d9", "#86c29a", "#c39bd3", "#d98880", "#8d99a6"];
const LINE = 7; // characters
const LINES = 2;

export const graphStyle: cytoscape.StylesheetJson = [
  {
    selector: "node",
    style: {
      "background-color": "data(colour)",
      label: "data(short)",
      "font-size": 14,
      "text-wrap": "wrap",
      "text-valign": "bottom",
      "text-margin-y": 3,
      "text-background-color": "#fff",
      "text-background-opacity": 0.85,
      "text-background-padding": "1px",
      width: 18,
      height: 18,
      color: "#1a202c",
      "z-index": 2,
    },
  },
  { selector: "node.centre", style: { width: 28, height: 28, "border-width": 3, "border-color": "#1a202c", "font-weight": "bold" } },
  {
    selector: "edge",
    style: { width: 1.5, "line-color": "data(colour)", "target-arrow-color": "data(colour)", "target-arrow-shape": "triangle", "curve-style": "bezier" },
  },
  {
    selector: "edge.named",
    style: { label: "data(label)", "font-size": 13, color: "#1a202c", "text-background-color": "#fff", "text-background-opacity": 1, "z-index": 3 },
  },
];

/** The colour of a relation, by its place among those shown. */
export const lineColour = (index: number): string => LINE_COLOURS[Math.min(index, LINE_COLOURS.length - 1)]!;

/** A name in lines of about one length: Chinese has no spaces at which it could be wrapped. */
export function inLines(name: string): string {
  const points = Array.from(shortened(name, LINE * LINES - 1));
  const line = Math.ceil(points.length / Math.ceil(points.length / LINE));
  const lines: string[] = [];
  for (let at = 0; at < points.length; at += line) lines.push(points.slice(at, at + line).join(""));
  return lines.join("\n").replace(/\n([、，；：。》”）…]+)/g, "$1\n"); // no line begins with a mark that belongs to the one above
}

export function nodeData(entity: EntityRef): { id: string; name: string; short: string; type: string; colour: string } {
  return { id: entity.id, name: entity.name, short: inLines(entity.name), type: entity.type, colour: COLOURS[entity.type] ?? "#718096" };
}
