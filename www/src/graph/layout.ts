import { Graph, layout } from "@dagrejs/dagre";
import type { ExecutionAgent } from "wexa-executeflow";

export type Direction = "across" | "down";

/** Where a box stands, in pixels: its left upper corner. */
export interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** A line between two boxes. */
export interface Line {
  readonly from: string;
  readonly to: string;
  /** For an SVG path. */
  readonly path: string;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const BOX = { width: 176, height: 68 } as const;

export type LayOut = (agents: readonly ExecutionAgent[], direction: Direction) => Drawing;

/** Places agents so that each stands before the one that it hands over to. */
export const layOut: LayOut = (agents, direction) => {
  const graph = new Graph();
  graph.setGraph({
    rankdir: direction === "across" ? "LR" : "TB",
    ranksep: 36,
    nodesep: 20,
    marginx: 4,
    marginy: 4,
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = new Set(agents.map(({ _id }) => _id));
  for (const id of ids) graph.setNode(id, { ...BOX });
  for (const { _id, next_agent } of agents) {
    if (next_agent !== null && ids.has(next_agent)) graph.setEdge(_id, next_agent);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: [...ids].map((id) => {
      const { x, y } = graph.node(id);
      return { id, x: x - BOX.width / 2, y: y - BOX.height / 2 };
    }),
    lines: graph
      .edges()
      .map(({ v, w }) => ({ from: v, to: w, path: pathOf(graph.edge({ v, w }).points ?? []) })),
  };
};

/** A line through points, its corners rounded. */
function pathOf(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
  if (first === undefined) return "";
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((point, at) => {
    const next = rest[at + 1];
    if (next === undefined) parts.push(`L${point.x} ${point.y}`);
    else parts.push(`Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`);
  });
  return parts.join("");
}
