import type { Ending } from "../inside/cell.ts";
import type { Fault } from "../server/fault-server.ts";
import { bodies } from "./bodies.ts";
import { connections } from "./connections.ts";
import { echoes } from "./echoes.ts";
import { endings } from "./endings.ts";
import { statuses } from "./statuses.ts";

const rooms = { connections, bodies, statuses, echoes, endings };

/** Every fault, by the name that it has in the tests and in the documents. */
export const faults = { ...connections, ...bodies, ...statuses, ...echoes, ...endings };

export type FaultName = keyof typeof faults;

/** The names in their order, by what they are about. */
export const chapters: [title: string, names: FaultName[]][] = [
  ["Connections", namesOf(connections)],
  ["Bodies, sizes and redirects", namesOf(bodies)],
  ["Statuses", namesOf(statuses)],
  ["Servers that echo the key", namesOf(echoes)],
  ["Calls that their caller ends", namesOf(endings)],
];

export function faultOf(name: FaultName): Fault & { ending?: Ending } {
  return faults[name];
}

function namesOf(room: (typeof rooms)[keyof typeof rooms]): FaultName[] {
  return Object.keys(room) as FaultName[];
}
