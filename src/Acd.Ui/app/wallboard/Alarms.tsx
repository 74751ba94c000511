import { useCell } from "../core/cell.js";
import { Icon } from "../parts/icons.js";
import { Since } from "../parts/time.js";
import type { BoardView } from "./board.js";

/** The alarms that stand. */
export function Alarms({ board }: { board: BoardView }) {
  const alarms = useCell(board.alarms);
  if (alarms.length === 0) return null;
  return (
    <ul class="alarms" aria-label="Alarms">
      {alarms.map((alarm, at) => (
        <li key={alarm.id ?? at}>
          <Icon name="bell" />
          <span>{alarm.text ?? `${alarm.queue ?? "The center"}: ${alarm.kind ?? "alarm"}`}</span>
          {alarm.since && <Since class="muted" at={alarm.since} />}
        </li>
      ))}
    </ul>
  );
}
