import { useEffect, useRef, useState } from "preact/hooks";
import { useCell } from "../core/cell.js";
import type { QueueRow } from "../core/types.js";
import type { BoardView } from "./board.js";

export interface Column {
  id: string;
  title: string;
  spoken?: string;
  value: (row: QueueRow) => number | string;
  number: boolean;
  wide?: boolean;
}

const far = Number.MAX_SAFE_INTEGER;

export const COLUMNS: Column[] = [
  { id: "name", title: "Queue", value: (row) => (row.name ?? row.queue).toLowerCase(), number: false },
  { id: "waiting", title: "Waiting", value: (row) => -row.waiting, number: true },
  { id: "longest", title: "Longest", value: (row) => row.longestWaitingSince ?? "z", number: true },
  { id: "estimate", title: "Estimate", value: (row) => -(row.estimate ?? -1), number: true, wide: true },
  { id: "serviceLevel", title: "SL", spoken: "Service level", value: (row) => row.serviceLevel ?? far, number: true },
  {
    id: "abandoned", title: "Aband.", spoken: "Abandoned", value: (row) => -(row.abandonedShare ?? -1), number: true, wide: true,
  },
  {
    id: "asa", title: "ASA", spoken: "Average speed of answer", value: (row) => -(row.averageSpeedOfAnswer ?? -1), number: true,
    wide: true,
  },
  { id: "answered", title: "Answered", value: (row) => -row.answered, number: true, wide: true },
  {
    id: "available", title: "Agents", spoken: "Available agents with the skills, busy ones too",
    value: (row) => row.available ?? far, number: true,
  },
  { id: "open", title: "Open", value: (row) => (row.open ? 1 : 0), number: false, wide: true },
];

export interface Sort {
  column: string;
  descending: boolean;
}

/** The ids of the queues in order: pinned ones first, then as the column says. */
export function sortedIds(board: BoardView, sort: Sort, filter: string, pins: ReadonlySet<string>): string[] {
  const column = COLUMNS.find(({ id }) => id === sort.column) ?? COLUMNS[0];
  const wanted = filter.trim().toLowerCase();
  const rows = [...board.queues.value.values()].map((cell) => cell.value)
    .filter((row) => !wanted || row.queue.toLowerCase().includes(wanted) || row.name?.toLowerCase().includes(wanted));
  const way = sort.descending ? -1 : 1;
  const compare = (one: QueueRow, other: QueueRow): number => {
    const pin = Number(pins.has(other.queue)) - Number(pins.has(one.queue));
    if (pin !== 0 || !column) return pin;
    const [left, right] = [column.value(one), column.value(other)];
    return left < right ? -way : left > right ? way : one.queue < other.queue ? -1 : 1;
  };
  return rows.sort(compare).map((row) => row.queue);
}

/** The order of the rows. It does not change while the pointer or the focus is in the table: no row moves under a hand. */
export function useOrder(board: BoardView, sort: Sort, filter: string, pins: ReadonlySet<string>): {
  ids: string[]; hold: (held: boolean) => void;
} {
  const queues = useCell(board.queues);
  const held = useRef(false);
  const [ids, setIds] = useState<string[]>([]);
  const sortNow = (): void => setIds((before) => {
    const next = sortedIds(board, sort, filter, pins);
    return next.length === before.length && next.every((id, at) => id === before[at]) ? before : next;
  });
  useEffect(sortNow, [queues, sort, filter, pins]);
  useEffect(() => board.changes.watch(() => {
    if (!held.current) sortNow();
  }), [sort, filter, pins]);
  return {
    ids,
    hold: (now) => {
      held.current = now;
      if (!now) sortNow();
    },
  };
}
