import type { BoardView } from "./board.js";

const quote = (value: unknown): string => {
  const text = value === undefined ? "" : String(value);
  // A spreadsheet takes a text that begins like a formula for one.
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The board's queues as CSV, in the order of the ids. */
export function boardCsv(board: BoardView, ids: string[]): string {
  const names = [
    "queue", "name", "open", "waiting", "longestWaitingSince", "estimate", "serviceLevel", "offered", "answered", "abandoned",
    "abandonedShare", "averageSpeedOfAnswer", "available",
  ] as const;
  const lines = ids.map((id) => {
    const row = board.queues.value.get(id)?.value;
    return names.map((name) => quote(row?.[name])).join(",");
  });
  return `${names.join(",")}\r\n${lines.join("\r\n")}\r\n`;
}

/** Offers a text as a file. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const anchor = Object.assign(document.createElement("a"), { href: address, download: name });
  anchor.click();
  URL.revokeObjectURL(address);
}
