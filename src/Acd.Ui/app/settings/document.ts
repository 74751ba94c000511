import { useEffect, useState } from "preact/hooks";
import { problemFrom, read, send } from "../core/http.js";
import type { Problem } from "../core/http.js";

export type Values = Record<string, unknown>;

/** Settings that are edited here, and what the server has. */
export interface EditedDocument {
  /** As the server had them when they were read; undefined until then. */
  before: Values | undefined;
  now: Values;
  set: (name: string, value: unknown) => void;
  replace: (values: Values) => void;
  changed: string[];
  problem: Problem | undefined;
  busy: boolean;
  saved: boolean;
  save: () => Promise<boolean>;
  /** Reads them again; what was edited here is forgotten. */
  reload: () => void;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Settings by their address. They are saved as a whole, and only if nobody changed them since they were read: the server refuses
 * them otherwise, and this page tells it.
 */
export function useDocument(path: string): EditedDocument {
  const [held, setHeld] = useState<{ values: Values; etag: string | undefined }>();
  const [now, setNow] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const gone = new AbortController();
    read<Values>(path, gone.signal).then(
      ({ body, etag }) => {
        setHeld({ values: body, etag });
        setNow(body);
        setProblem(undefined);
      },
      (failed: unknown) => {
        if (!gone.signal.aborted) setProblem(problemFrom(failed));
      });
    return () => gone.abort();
  }, [path, asked]);
  const names = [...new Set([...Object.keys(held?.values ?? {}), ...Object.keys(now)])];
  const save = async (): Promise<boolean> => {
    setBusy(true);
    try {
      const { body, etag } = await send<Values>("PUT", path, { body: now, ...(held?.etag ? { ifMatch: held.etag } : {}) });
      setHeld({ values: body, etag });
      setNow(body);
      setProblem(undefined);
      setSaved(true);
      return true;
    } catch (failed) {
      setProblem(problemFrom(failed));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const replace = (values: Values): void => {
    setSaved(false);
    setNow(values);
  };
  return {
    before: held?.values, now, problem, busy, saved, save, replace,
    set: (name, value) => {
      const { [name]: _, ...others } = now;
      replace(value === undefined ? others : { ...now, [name]: value });
    },
    changed: held ? names.filter((name) => !same(held.values[name], now[name])) : [],
    reload: () => setAsked((times) => times + 1),
  };
}
