import { useEffect, useState } from "preact/hooks";
import { useCell, useSelected } from "../core/cell.js";
import { serverNow, tick } from "../core/clock.js";
import { count, percent, timeOfDay } from "../core/format.js";
import type { Session } from "../core/session.js";
import { Icon } from "../parts/icons.js";
import { Since } from "../parts/time.js";
import { connection } from "../core/streams.js";
import { useBoard } from "./board.js";
import { serviceLevelOf } from "./goals.js";
import { sortedIds } from "./order.js";
import { Tiles } from "./Tiles.js";

const MOST = 10;
const STALE = 10;
const NO_PINS: ReadonlySet<string> = new Set();

/** The board on a wall: large, dark, without anything to press. */
export function Television({ session }: { session: Session }) {
  const board = useBoard();
  useCell(board.changes);
  const { state, since } = useCell(connection);
  const lost = state !== "live" && state !== "connecting";
  const stale = useSelected(tick, () => lost && serverNow() - since > STALE * 1000);
  useEffect(() => {
    document.documentElement.setAttribute("data-tv", "");
    return () => document.documentElement.removeAttribute("data-tv");
  }, []);
  const top = useRoom();
  const rows = sortedIds(board, { column: "waiting", descending: false }, "", NO_PINS).slice(0, top)
    .map((id) => board.queues.value.get(id)?.value);
  return (
    <main class="tv" id="content">
      <header><h1>{session.name ?? session.center}</h1><Clock /></header>
      <Tiles board={board} />
      <table>
        <caption class="visually-hidden">The queues with the most waiting contacts</caption>
        <thead>
          <tr>
            <th scope="col">Queue</th><th scope="col" class="number">Waiting</th><th scope="col" class="number">Longest</th>
            <th scope="col" class="number">Service level</th><th scope="col" class="number">Agents</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => row && (
            <tr key={row.queue}>
              <th scope="row">{row.name ?? row.queue}</th>
              <td class="number">{count(row.waiting)}</td>
              <td class="number"><Since at={row.longestWaitingSince} /></td>
              <td class={`number level-${serviceLevelOf(row.serviceLevel)}`}>{percent(row.serviceLevel)}</td>
              <td class="number">{count(row.available)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {stale && <p class="tv-stale" role="alert"><Icon name="warn" />Not live since {timeOfDay(since)}</p>}
    </main>
  );
}

// As many rows as the screen has room for beneath the tiles: nobody scrolls a wall.
const roomNow = (): number => {
  const line = Math.max(32, innerWidth * 0.021) * 1.5 + innerHeight * 0.018;
  return Math.max(1, Math.min(MOST, Math.floor((innerHeight * 0.385) / line) - 1));
};

function useRoom(): number {
  const [room, setRoom] = useState(roomNow);
  useEffect(() => {
    const measure = (): void => setRoom(roomNow());
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return room;
}

function Clock() {
  const time = useSelected(tick, (now) => timeOfDay(now, false));
  return <span class="tv-clock">{time}</span>;
}
