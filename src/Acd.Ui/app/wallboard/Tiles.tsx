import { useCell } from "../core/cell.js";
import { tick } from "../core/clock.js";
import { Icon } from "../parts/icons.js";
import type { BoardView } from "./board.js";
import { levelWord, tilesOf } from "./goals.js";

/** The six figures, each beside its target. */
export function Tiles({ board }: { board: BoardView }) {
  const center = useCell(board.center);
  const agents = useCell(board.agents);
  const now = useCell(tick);
  if (!center || !agents) {
    return (
      <div class="tiles" aria-hidden="true">
        {Array.from({ length: 6 }, (_, tile) => <div class="tile tile-loading" key={tile} />)}
      </div>
    );
  }

  return (
    <dl class="tiles">
      {tilesOf(center, agents, now).map((tile) => (
        <div class={`tile level-${tile.level}`} key={tile.title}>
          <dt>{tile.title}</dt>
          <dd class="tile-value">{tile.value}{tile.unit && <small> {tile.unit}</small>}</dd>
          <dd class="tile-target">
            {tile.level !== "none" && <Icon name={tile.level} />}
            <span>{tile.target}<span class="visually-hidden">, {levelWord(tile.level)}</span></span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
