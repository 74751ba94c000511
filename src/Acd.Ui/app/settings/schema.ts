import { useEffect, useState } from "preact/hooks";
import { problemFrom, read } from "../core/http.js";
import type { Problem } from "../core/http.js";

/** What the API's description says of a field. */
export interface FieldSchema {
  type?: string | string[];
  description?: string;
  minimum?: number | string;
  maximum?: number | string;
  maxLength?: number;
  enum?: (string | null)[];
}

export type Schema = Record<string, FieldSchema>;

interface Description {
  components: { schemas: Record<string, { properties?: Schema }> };
}

let described: Promise<Description> | undefined;

/** The fields of a body, from the API's own description: labels, ranges and help are never other than what the server checks. */
export function useSchema(name: string): { schema: Schema | undefined; problem: Problem | undefined } {
  const [schema, setSchema] = useState<Schema>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    described ??= read<Description>("/openapi/v1.json").then(({ body }) => body);
    described.then(
      ({ components }) => setSchema(components.schemas[name]?.properties ?? {}),
      (failed: unknown) => {
        described = undefined;
        setProblem(problemFrom(failed));
      });
  }, [name]);
  return { schema, problem };
}

/** A name in camelCase as words: Offer timeout. */
export function titleOf(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a field is a switch, a number, a choice or a text; anything else is for the JSON beneath. */
export function kindOf(field: FieldSchema): "switch" | "number" | "choice" | "text" | "other" {
  const types = [field.type].flat();
  if (field.enum) return "choice";
  if (types.includes("boolean")) return "switch";
  if (types.includes("integer") || types.includes("number")) return "number";
  return types.includes("string") ? "text" : "other";
}
