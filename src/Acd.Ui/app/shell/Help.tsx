import { useCell } from "../core/cell.js";
import { singleKeys } from "../core/choices.js";
import { Dialog } from "../parts/controls.js";

const KEYS: [string, string][] = [
  ["?", "This list"], ["/", "Search"], ["g w", "Wallboard"], ["g c", "Contacts"], ["g s", "Settings"],
  ["g d", "My desk"], ["j  k", "Next and previous row"], ["Enter", "Open the row"], ["Esc", "Close"],
  ["Alt+A", "Accept the offer"], ["Alt+D", "Decline it"], ["Alt+H", "Hold or resume"], ["Alt+T", "Transfer"],
  ["Alt+E", "Complete, end the wrap-up"], ["Alt+R", "Ready or not ready"],
];

/** The keys, and the switch for single ones. */
export function Help({ onClose }: { onClose: () => void }) {
  const single = useCell(singleKeys);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}
      </dl>
      <label class="check">
        <input
          type="checkbox" checked={single === "on"}
          onChange={(changed) => singleKeys.choose(changed.currentTarget.checked ? "on" : "off")}
        />
        Single keys do something
      </label>
    </Dialog>
  );
}
