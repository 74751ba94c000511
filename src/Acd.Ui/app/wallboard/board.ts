import { useEffect } from "preact/hooks";
import { announce } from "../core/announce.js";
import { Cell } from "../core/cell.js";
import { plural } from "../core/format.js";
import { follow } from "../core/streams.js";
import type { AgentCounts, Alarm, Board, CenterTotals, QueueRow } from "../core/types.js";

/** The board as the stream tells it. Each queue is a cell of its own, so that a changed row draws this row only. */
export class BoardView {
  readonly center = new Cell<CenterTotals | undefined>(undefined);
  readonly agents = new Cell<AgentCounts | undefined>(undefined);
  readonly alarms = new Cell<Alarm[]>([]);
  readonly queues = new Cell<ReadonlyMap<string, Cell<QueueRow>>>(new Map());
  /** When the server made what is shown. */
  readonly at = new Cell<string | undefined>(undefined);
  /** Counts the changes, for those who sort by figures. */
  readonly changes = new Cell(0);

  /** Takes the whole board, or the rows that changed. */
  take(board: Board, whole: boolean): void {
    const before = this.queues.value;
    const rows = new Map(whole ? [] : before);
    for (const row of board.queues) {
      const known = before.get(row.queue) ?? new Cell(row);
      known.set(row);
      rows.set(row.queue, known);
    }

    for (const queue of board.removedQueues ?? []) rows.delete(queue);
    if (rows.size !== before.size || [...rows.keys()].some((queue) => !before.has(queue))) this.queues.set(rows);
    this.tellAlarms(board.alarms ?? []);
    this.center.set(board.center);
    this.agents.set(board.agents);
    this.at.set(board.at);
    this.changes.set(this.changes.value + 1);
  }

  private tellAlarms(alarms: Alarm[]): void {
    const more = alarms.length - this.alarms.value.length;
    if (more > 0 && this.at.value !== undefined) announce(`${plural(more, "new alarm")}.`);
    this.alarms.set(alarms);
  }
}

/** The board of this page. It lives as long as the program, so that going back shows it at once. */
export const board = new BoardView();

let followers = 0;
let stop: (() => void) | undefined;

/** Follows the board's stream while the component is there. */
export function useBoard(): BoardView {
  useEffect(() => {
    if (++followers === 1) {
      stop = follow("/v1/board/events", false, (type, data) => {
        if (type === "board" || type === "boardChanged") board.take(data as Board, type === "board");
      });
    }

    return () => {
      if (--followers === 0) stop?.();
    };
  }, []);
  return board;
}
