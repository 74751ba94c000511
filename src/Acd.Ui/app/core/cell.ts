import { useEffect, useRef, useState } from "preact/hooks";

/** A value that tells who watches it when it changes. */
export class Cell<T> {
  private readonly watchers = new Set<() => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(next: T): void {
    if (Object.is(next, this.current)) return;
    this.current = next;
    for (const watcher of [...this.watchers]) watcher();
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

/** The value of a cell; the component is drawn anew when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  return useSelected(cell, (value) => value);
}

/** A part of a cell's value; the component is drawn anew only when this part changes. */
export function useSelected<T, P>(cell: Cell<T>, select: (value: T) => P): P {
  const part = select(cell.value);
  const [, redraw] = useState(0);
  // The function belongs to the latest drawing: it may know other properties than the one before.
  const shown = useRef({ part, select });
  shown.current = { part, select };
  useEffect(() => {
    const look = (): void => {
      if (!Object.is(shown.current.select(cell.value), shown.current.part)) redraw((count) => count + 1);
    };
    look();
    return cell.watch(look);
  }, [cell]);
  return part;
}
