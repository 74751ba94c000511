import { memo } from "../parts/memo.js";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Cell } from "../core/cell.js";
import { useCell } from "../core/cell.js";
import { pinned } from "../core/choices.js";
import { serverNow } from "../core/clock.js";
import { count, duration, percent } from "../core/format.js";
import { place, setQuery } from "../core/router.js";
import { bind } from "../core/shortcuts.js";
import type { QueueRow } from "../core/types.js";
import { Empty, Loading } from "../parts/controls.js";
import { Icon } from "../parts/icons.js";
import { Since, usePassed } from "../parts/time.js";
import type { BoardView } from "./board.js";
import { abandonedOf, serviceLevelOf, waitOf } from "./goals.js";
import { COLUMNS, useOrder } from "./order.js";
import type { Sort } from "./order.js";

function Wait({ row }: { row: QueueRow }) {
  const target = row.target ?? 20;
  const late = usePassed(row.longestWaitingSince, target);
  const tooLate = usePassed(row.longestWaitingSince, 3 * target);
  const seconds = row.longestWaitingSince ? (serverNow() - Date.parse(row.longestWaitingSince)) / 1000 : undefined;
  const level = tooLate ? "breach" : late ? "warn" : waitOf(seconds, target);
  return <td class={`number level-${row.longestWaitingSince ? level : "none"}`}><Since at={row.longestWaitingSince} /></td>;
}

interface RowProps {
  cell: Cell<QueueRow>;
  isPinned: boolean;
  onPin: (queue: string) => void;
}

const Row = memo(({ cell, isPinned, onPin }: RowProps) => {
  const row = useCell(cell);
  const name = row.name ?? row.queue;
  const level = serviceLevelOf(row.serviceLevel);
  return (
    <tr data-row onClick={() => setQuery({ queue: row.queue }, false)}>
      <th scope="row">
        <span class="cell-name">
          <button
            type="button" class="pin" aria-pressed={isPinned} aria-label={`Pin ${name}`}
            onClick={(click) => { click.stopPropagation(); onPin(row.queue); }}
          >
            <Icon name="pin" />
          </button>
          <button type="button" class="row-open" data-open>{name}</button>
        </span>
      </th>
      <td class={`number ${row.waiting > 0 ? "strong" : "zero"}`}>{count(row.waiting)}</td>
      <Wait row={row} />
      <td class="number wide">{duration(row.waiting > 0 ? row.estimate : undefined)}</td>
      <td class={`number level-${level}`}>
        {(level === "warn" || level === "breach") && <Icon name={level} />}{percent(row.serviceLevel)}
      </td>
      <td class={`number wide level-${abandonedOf(row.abandonedShare)}`}>{percent(row.abandonedShare, 1)}</td>
      <td class="number wide">{duration(row.averageSpeedOfAnswer)}</td>
      <td class="number wide">{count(row.answered)}</td>
      <td class={`number ${row.available === 0 ? "zero" : ""}`}>{count(row.available)}</td>
      <td class="wide">{row.open ? <span class="muted">Open</span> : <span class="tag">Closed</span>}</td>
    </tr>
  );
});

function Head({ sort, onSort }: { sort: Sort; onSort: (column: string) => void }) {
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th
            key={column.id} scope="col" class={`${column.number ? "number" : ""} ${column.wide ? "wide" : ""}`}
            aria-sort={sort.column !== column.id ? undefined : sort.descending ? "descending" : "ascending"}
          >
            <button type="button" onClick={() => onSort(column.id)} title={column.spoken}>
              {column.spoken ? <abbr title={column.spoken}>{column.title}</abbr> : column.title}
              <Icon name={sort.descending ? "up" : "down"} />
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** Moves the focus to the next or the previous row of the page's table. */
export function useRowKeys(): void {
  useEffect(() => {
    const move = (by: number) => (): void => {
      const rows = [...document.querySelectorAll<HTMLElement>("[data-row] [data-open]")];
      const at = rows.findIndex((row) => row === document.activeElement);
      rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
    };
    const stops = [bind("j", move(1)), bind("k", move(-1))];
    return () => stops.forEach((stop) => stop());
  }, []);
}

/** Every queue with its figures. A row opens the queue. */
export function QueuesTable({ board }: { board: BoardView }) {
  const { query } = useCell(place);
  const queues = useCell(board.queues);
  const loaded = useCell(board.at) !== undefined;
  const pins = useCell(pinned);
  const pinSet = useMemo(() => new Set(pins.split("\n").filter(Boolean)), [pins]);
  const [column, way] = (query.get("sort") ?? "waiting").split(".");
  const sort = useMemo<Sort>(() => ({ column: column ?? "waiting", descending: way === "desc" }), [column, way]);
  const { ids, hold } = useOrder(board, sort, query.get("search") ?? "", pinSet);
  const table = useRef<HTMLTableElement>(null);
  useRowKeys();
  const pin = (queue: string): void => {
    const now = new Set(pinned.value.split("\n").filter(Boolean));
    if (!now.delete(queue)) now.add(queue);
    pinned.choose([...now].join("\n"));
  };
  const onSort = (id: string): void =>
    setQuery({ sort: sort.column === id && !sort.descending ? `${id}.desc` : id });
  if (!loaded) return <Loading lines={6} what="Loading the queues" />;
  if (queues.size === 0) return <Empty title="No queues yet">A contact that arrives makes the queue “default” busy.</Empty>;
  if (ids.length === 0) return <Empty title="No queue has this name">Change the search, or clear it.</Empty>;
  return (
    <table
      ref={table} class="queues" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={(left) => { if (!table.current?.contains(left.relatedTarget as Node | null)) hold(false); }}
    >
      <caption class="visually-hidden">Queues. A row opens the queue.</caption>
      <Head sort={sort} onSort={onSort} />
      <tbody>
        {ids.map((id) => {
          const cell = queues.get(id);
          return cell && <Row key={id} cell={cell} isPinned={pinSet.has(id)} onPin={pin} />;
        })}
      </tbody>
    </table>
  );
}
